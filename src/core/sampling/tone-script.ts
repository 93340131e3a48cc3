/** What the script is about, all as shown. */
export interface ToneScriptInput {
  readonly toneHz: number;
  readonly windowMs: number;
  readonly rates: readonly number[];
  readonly aliasHz: number;
  readonly aliasRate: number;
  readonly fps: number;
}

/**
 * A Python script that samples the same tone at the same rates with numpy, prints the figures of the view and, where matplotlib is installed, draws
 * the lanes.
 */
export function formatToneScript({ toneHz, windowMs, rates, aliasHz, aliasRate, fps }: ToneScriptInput): string {
  return `import numpy as np

TONE_HZ, WINDOW_MS = ${toneHz}, ${windowMs}
RATES = [${rates.join(', ')}]
ALIAS_HZ, ALIAS_RATE = ${aliasHz}, ${aliasRate}
FPS = ${fps}

window = WINDOW_MS / 1000
lanes = []
for rate in RATES:
    t = np.arange(int(np.ceil(rate * window - 1e-9))) / rate  # the samples before the end of the window
    lanes.append((rate, t, np.sin(2 * np.pi * TONE_HZ * t)))
    print(f'{rate} Hz: {rate * window:g} samples in {WINDOW_MS} ms, {rate / TONE_HZ:.1f} a period, limit {rate / 2:g} Hz, '
          f'{rate / FPS:g} a frame, clip of 100 frames [0, {round(100 * (rate / FPS))}]')

heard = abs(ALIAS_HZ - ALIAS_RATE * round(ALIAS_HZ / ALIAS_RATE))
n = np.arange(ALIAS_RATE)  # one second: a bin of its transform is 1 Hz
peak = np.argmax(np.abs(np.fft.rfft(np.sin(2 * np.pi * ALIAS_HZ * n / ALIAS_RATE + 0.9))))
assert abs(peak - heard) <= 1, f'the samples peak at {peak} Hz'
print(f'{ALIAS_HZ} Hz at {ALIAS_RATE} Hz is heard as {heard:g} Hz')

try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None
    print('matplotlib is not installed: no figure')
if plt is not None:
    figure, axes = plt.subplots(len(lanes), sharex=True, squeeze=False)
    fine = np.linspace(0, window, 4000)
    for axis, (rate, t, x) in zip(axes[:, 0], lanes):
        axis.plot(1000 * fine, np.sin(2 * np.pi * TONE_HZ * fine), color='0.6')
        axis.stem(1000 * t, x, linefmt='0.6', markerfmt='k.', basefmt='0.8')
        axis.set_ylabel(f'{rate / 1000:g} kHz')
    axes[-1, 0].set_xlabel('ms')
    axes[-1, 0].set_xlim(0, WINDOW_MS)
    plt.show()
`;
}
