import { answer } from './answer.ts';
import type { HeldParts } from './held-parts.ts';
import type { DatasetHolder } from './open-dataset.ts';
import type { DatasetWorkerApi } from './protocol.ts';
import type { SnapshotExport } from './snapshot-export.ts';

/** The calls that write a snapshot part by part. An export goes on with its dataset where another is opened. */
export function createExportCalls(
  holder: DatasetHolder,
  toolVersion: string,
): Pick<DatasetWorkerApi, 'startExport' | 'stepExport' | 'cancelExport'> {
  const exports = new Map<number, { readonly steps: SnapshotExport; readonly held: HeldParts }>();
  let exportCount = 0;
  return {
    startExport: (request) =>
      answer(async () => {
        // A clip that meets a missing decoder half-way would count as damaged, and what is written cannot be taken back.
        if (!holder.decoders.areLoaded) await holder.decoders.load();
        const { startSnapshotExport } = await import('./snapshot-export.ts');
        const { held, dataset } = holder.opened();
        const identity = { name: request.name, toolVersion, created: new Date() };
        const steps = startSnapshotExport(held.parts, dataset, request, identity);
        const id = ++exportCount;
        held.hold();
        exports.set(id, { steps, held });
        return { id, sequencesTotal: steps.sequencesTotal };
      }),
    stepExport: (id, maxBytes) =>
      answer(() => {
        const running = exports.get(id);
        if (running === undefined) throw new Error(`no export ${id} is under way`);
        // Put back while there is more to come, so that one that fails is gone.
        exports.delete(id);
        try {
          const part = running.steps.step(maxBytes);
          if (part.summary === null) exports.set(id, running);
          return part;
        } finally {
          if (!exports.has(id)) running.held.release();
        }
      }),
    cancelExport: async (id) => {
      exports.get(id)?.held.release();
      exports.delete(id);
    },
  };
}
