import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { createMemorySink } from '../bytes/memory-sink.ts';
import { ScalarColumn } from './parquet-column.ts';
import { ParquetFile } from './parquet-file.ts';
import { FloatListColumn } from './parquet-list-column.ts';
import { PartitionWriter, type PartLimits } from './parquet-parts.ts';

/** Values that no rounding or comparison leaves alone by chance: both zeros, NaN, infinities, the smallest and the largest. */
const AWKWARD = [
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** -149,
  3.4028234663852886e38,
];

function bufferOf(sink: ReturnType<typeof createMemorySink>): ArrayBuffer {
  return new Uint8Array(sink.toBytes()).buffer;
}

function bitsOf(values: ArrayLike<number> | null): string | null {
  return values === null ? null : Buffer.from(Float32Array.from(values).buffer).toString('base64');
}

describe('a column of lists', () => {
  /** Of `rowCount` rows every `nullEvery`-th is null. */
  async function writeAndRead(width: number, rowCount: number, nullEvery: number) {
    const sink = createMemorySink();
    const column = new FloatListColumn('coef', width);
    const file = new ParquetFile(sink, [column], {}, 'test');
    const rows = Array.from({ length: rowCount }, (_, row) =>
      row % nullEvery === nullEvery - 1
        ? null
        : Float32Array.from({ length: width }, (_, dim) => AWKWARD[(row * width + dim) % 11] ?? row + dim / 8),
    );
    for (const row of rows) {
      if (row === null) column.addNulls(1);
      else column.addRows(row, 1);
    }
    file.closeRowGroup(rowCount);
    file.finish();
    const read = await parquetReadObjects({ file: bufferOf(sink) });
    const metadata = parquetMetadata(bufferOf(sink));
    return { rows, read: read.map(({ coef }) => coef ?? null), metadata };
  }

  it.each([
    ['one value a row', 1, 500, 7],
    ['the pose', 6, 500, 3],
    ['nothing but nulls', 6, 20, 1],
    ['one row', 100, 1, 2],
    ['more than a page', 100, 3000, 1000],
    ['rows larger than a page', 270_000, 2, 3],
  ])('gives back what it was given: %s', async (_, width, rowCount, nullEvery) => {
    const { rows, read } = await writeAndRead(width, rowCount, nullEvery);
    expect(read.length).toBe(rowCount);
    for (const [index, row] of rows.entries()) {
      expect(bitsOf(read[index])).toBe(bitsOf(row));
    }
  });

  it('tells an empty list from none', async () => {
    const { read } = await writeAndRead(0, 4, 2);
    expect(read).toEqual([[], null, [], null]);
  });

  it('takes no memory for a width that is only claimed', () => {
    const column = new FloatListColumn('coef', 2 ** 40);
    column.addNulls(3);
    expect(column.heldBytes).toBeLessThan(1000);
  });

  it('keeps the payload of a NaN', async () => {
    const sink = createMemorySink();
    const column = new FloatListColumn('coef', 2);
    const bits = Uint32Array.of(0x7fc0_1234, 0xffc0_0001);
    column.addRows(new Float32Array(bits.buffer), 1);
    const file = new ParquetFile(sink, [column], {}, 'test');
    file.closeRowGroup(1);
    file.finish();
    const bytes = sink.toBytes();
    expect(Buffer.from(bytes).includes(Buffer.from(bits.buffer))).toBe(true);
  });
});

describe('a column of scalars', () => {
  it('keeps nulls, large whole numbers and the sign of zero', async () => {
    const sink = createMemorySink();
    const columns = {
      text: new ScalarColumn('text', 'STRING', 'nullable'),
      large: new ScalarColumn('large', 'INT64', 'nullable'),
      real: new ScalarColumn('real', 'DOUBLE', 'nullable'),
      flag: new ScalarColumn('flag', 'BOOLEAN', 'required'),
    };
    const file = new ParquetFile(sink, Object.values(columns), {}, 'test');
    const rows = [
      { text: 'ä\n<b>', large: 2 ** 36, real: -0, flag: true },
      { text: null, large: null, real: null, flag: false },
      { text: '', large: 0, real: 0, flag: true },
    ];
    for (const { text, large, real, flag } of rows) {
      columns.text.add(text);
      columns.large.add(large);
      columns.real.add(real);
      columns.flag.add(flag);
    }
    file.closeRowGroup(3);
    file.finish();
    const read = await parquetReadObjects({ file: bufferOf(sink) });
    expect(read).toEqual(rows.map((row) => ({ ...row, large: row.large === null ? null : BigInt(row.large) })));
    expect(Object.is(read[0]?.real, -0)).toBe(true);
  });
});

describe('the files of a partition', () => {
  function write(rowCount: number, limits: PartLimits) {
    const sinks = new Map<string, ReturnType<typeof createMemorySink>>();
    const row = new ScalarColumn('row', 'INT32', 'required');
    const coef = new FloatListColumn('coef', 4);
    const folder = {
      create(path: string) {
        const sink = createMemorySink();
        sinks.set(path, sink);
        return Object.assign(sink, { finish: () => {} });
      },
    };
    const about = { table: 'frames', split: 'val', metadata: { key: 'value' }, createdBy: 'test' };
    const writer = new PartitionWriter(folder, [row, coef], about, limits);
    for (let i = 0; i < rowCount; i++) {
      row.add(i);
      coef.addRows(Float32Array.of(i, -i, i / 2, 1), 1);
      writer.addedRows(1);
    }
    writer.finish();
    return { sinks, parts: writer.parts };
  }

  it('end their row groups and begin anew where they are full, and lose no row', async () => {
    const { sinks, parts } = write(1000, { rowGroupRows: 64, rowGroupBytes: 2 ** 30, partBytes: 8000 });
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ path }) => path)).toEqual([...sinks.keys()]);
    const rows: number[] = [];
    for (const { path, rows: partRows, rowGroups, bytes } of parts) {
      const sink = sinks.get(path);
      if (sink === undefined) throw new Error(`no file ${path}`);
      expect(sink.size).toBe(bytes);
      const metadata = parquetMetadata(bufferOf(sink));
      expect(metadata.row_groups.length).toBe(rowGroups);
      expect(metadata.key_value_metadata).toEqual([{ key: 'key', value: 'value' }]);
      for (const group of metadata.row_groups) expect(group.num_rows).toBeLessThanOrEqual(64n);
      const read = await parquetReadObjects({ file: bufferOf(sink) });
      expect(read.length).toBe(partRows);
      for (const { row, coef } of read) {
        expect(coef).toEqual([row, -row, row / 2, 1]);
        rows.push(row);
      }
    }
    expect(rows).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('end a row group that has its bytes, too', () => {
    const { parts } = write(100, { rowGroupRows: 1000, rowGroupBytes: 1, partBytes: 2 ** 30 });
    expect(parts).toMatchObject([{ path: 'frames/split=val/part-00000.parquet', rows: 100, rowGroups: 100 }]);
  });

  it('are none without a row', () => {
    expect(write(0, { rowGroupRows: 64, rowGroupBytes: 2 ** 30, partBytes: 8000 }).parts).toEqual([]);
  });
});
