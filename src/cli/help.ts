import { LAB_COMMANDS } from './lab-commands.ts';

export const HELP = `talkscope COMMAND ...

SOURCE is a folder with data.mdb, a data.mdb, a snapshot (.sqlite), or an http(s) URL of one of these.

  inspect SOURCE [--json]
      kind, clip length, sequences, splits, coefficient widths, hours, bytes
  sample SOURCE ENTRY [--crop random|begin|end|N] [--seed S] [--motions M] [--fps F] [--rate R]
         [--json] [--npz FILE] [--wav FILE]
      one training sample, as the loader makes it
${LAB_COMMANDS.map(({ usage }) => `${usage}\n`).join('')}  export SOURCE -o FILE.sqlite [--split S ...] [--entry E ...] [--limit N] [--force]
      a snapshot: one file with every value as it is and a catalogue of them; all sequences, or those
      of the splits and entries named, the first N of them
  export SOURCE -o FOLDER/ ...
      the same choice as an LMDB folder with its split lists and statistics
  export SOURCE -o FOLDER --format parquet ...
      the same choice as tables for DuckDB, Spark and their kin: a row a frame, a row a clip, by split
  serve [SOURCE] [--port P] [--open]
      the page and the dataset on this machine; prints the link
  demo FOLDER
      writes the demo dataset

Exit status: 0 well, 1 findings or bad data, 2 bad arguments; 128 and the signal's number where one ended it.`;
