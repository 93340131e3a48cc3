import type { DatasetParts } from '../../core/dataset/open-store.ts';
import { openFolderParts } from '../open-parts.ts';
import { loadSqlJs } from '../sqljs.ts';
import { openFolder } from './open-folder.ts';

/** Opens what the command line calls SOURCE. */
export function openDatasetParts(sourceText: string): Promise<DatasetParts> {
  return openFolderParts(openFolder(sourceText), loadSqlJs);
}
