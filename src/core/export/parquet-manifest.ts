import { describeProblem, type Problem } from '../errors.ts';
import type { SampleConfig } from '../sample/config.ts';
import type { CoefficientColumn } from './parquet-layout.ts';
import type { WrittenPart } from './parquet-parts.ts';

export const MANIFEST_FILE = 'manifest.json';
/** Raised when a reader of the tables has to change. */
export const TABLES_VERSION = 1;
/** Key of the files' key-value metadata; its value is JSON. */
export const METADATA_KEY = 'talkscope';

/** Problems that the manifest writes out. */
const SHOWN_PROBLEMS = 1000;

/** What every file of an export says of where its rows come from. */
export interface TablesAbout {
  readonly tablesVersion: number;
  /** e.g. "talkscope 0.1.0". */
  readonly tool: string;
  readonly source: { readonly name: string; readonly kind: string; readonly fingerprint: string };
  readonly seg_len: number;
  readonly fps: number;
  /** Hz. */
  readonly rate: number;
  readonly coefficients: readonly CoefficientColumn[];
}

export function describeTables(
  source: TablesAbout['source'],
  toolVersion: string,
  seg_len: number,
  { fps, rate }: SampleConfig,
  coefficients: readonly CoefficientColumn[],
): TablesAbout {
  const tool = `talkscope ${toolVersion}`;
  return { tablesVersion: TABLES_VERSION, tool, source, seg_len, fps, rate, coefficients };
}

/** Gathers the problems of an export: all are counted, the first are kept. */
export class ProblemList {
  count = 0;
  readonly #shown: string[] = [];

  add(problems: readonly Problem[]): void {
    this.count += problems.length;
    for (const problem of problems.slice(0, SHOWN_PROBLEMS - this.#shown.length)) {
      this.#shown.push(describeProblem(problem));
    }
  }

  get shown(): readonly string[] {
    return this.#shown;
  }
}

/** `manifest.json`: what the tables are, which files they have, what could not be read. */
export function formatManifest(manifest: {
  readonly about: TablesAbout;
  readonly created: Date;
  readonly isWhole: boolean;
  readonly sequences: number;
  readonly frames: readonly WrittenPart[];
  readonly clips: readonly WrittenPart[];
  readonly problems: ProblemList;
}): string {
  const { about, created, isWhole, sequences, frames, clips, problems } = manifest;
  const table = (parts: readonly WrittenPart[]) => ({ rows: sumOf(parts, 'rows'), files: parts });
  const content = {
    ...about,
    created: created.toISOString(),
    whole: isWhole,
    sequences,
    tables: { frames: table(frames), clips: table(clips) },
    problems: { count: problems.count, shown: problems.shown },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

export function sumOf(parts: readonly WrittenPart[], field: 'rows' | 'bytes'): number {
  return parts.reduce((sum, part) => sum + part[field], 0);
}
