import type { Dataset } from '../../dataset/dataset.ts';
import type { SampleConfig } from '../../sample/config.ts';
import { LowSpectrum } from '../../signal/low-spectrum.ts';
import type { AuditRules } from '../audit-rules.ts';
import { measureHum } from '../checks/hum.ts';
import type { SpectrumEvidence } from '../evidence-types.ts';
import type { Finding } from '../finding.ts';
import { readStretches } from './read-stretches.ts';

/** The spectrum of what is always there, with the lines of the mains. */
export function measureSpectrumEvidence(
  dataset: Dataset,
  { entry }: Finding,
  rules: AuditRules,
  config: SampleConfig,
): SpectrumEvidence | null {
  if (entry === null) return null;
  const low = new LowSpectrum(config.rate);
  const stretches = readStretches(dataset, entry, config, ({ audio }) => {
    if (audio !== null) low.add(audio);
  });
  if (stretches === null) return null;
  const spectrum = low.measure();
  return {
    kind: 'spectrum',
    frequencies: spectrum.frequencies,
    levelsDb: spectrum.power.map((power) => Math.max(10 * Math.log10(power), FLOOR_DB)),
    lines: measureHum(spectrum, rules.humProminenceDb)?.lines ?? [],
  };
}

/** Below anything that 24 bits can hold. */
const FLOOR_DB = -200;
