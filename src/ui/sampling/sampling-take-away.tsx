import { formatToneScript } from '../../core/sampling/tone-script.ts';
import { createToneFile, TONE_FILE_SECONDS } from '../../state/sampling/tone-file.ts';
import { useCopy } from '../clipboard/use-copy.ts';
import { Button } from '../controls/button.tsx';
import { downloadFile } from '../inspector/download-file.ts';
import { useAppState, useAppStore } from '../store-context.ts';
import type { DatasetUnit } from './dataset-unit.ts';
import { formatHertz, formatRate } from './rate-words.ts';
import styles from './sampling-take-away.module.css';

/** The tone as a script and as a file. */
export function SamplingTakeAway({ unit }: { readonly unit: DatasetUnit }) {
  const store = useAppStore();
  const { isCopied, copy } = useCopy();
  const toneHz = useAppState((state) => state.sampling.toneHz);
  return (
    <div className={styles.buttons}>
      <Button
        variant="primary"
        icon="copy"
        title="A numpy script that samples this tone at these rates and prints the figures"
        onClick={() => copy(formatToneScript(store.getState().sampling), 'the Python script')}
      >
        {isCopied ? 'Copied' : 'Copy Python'}
      </Button>
      <Button
        icon="download"
        title={`${formatHertz(toneHz)} Hz at ${formatRate(unit.rate)}, ${TONE_FILE_SECONDS} s of 32-bit float samples`}
        onClick={() => downloadFile(createToneFile(toneHz, unit.rate))}
      >
        Save tone .wav
      </Button>
    </div>
  );
}
