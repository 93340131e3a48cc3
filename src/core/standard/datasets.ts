import { HdtfTfhp } from './hdtf-tfhp.ts';
import { DatasetRegistry } from './registry.ts';

/** The datasets that Talkscope knows by name. */
export const DATASETS = new DatasetRegistry();

DATASETS.register('HDTF_TFHP', HdtfTfhp);
