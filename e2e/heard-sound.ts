import type { Page } from './page-without-errors.ts';

/** What went to the sound device and what the page said meanwhile. Times are seconds of the audio context's clock. */
export interface HeardSound {
  /** Samples of the device's first channel from `startTime` on. */
  readonly samples: Float32Array;
  readonly rate: number;
  readonly startTime: number;
  /** Each change of the status "Frame": the time heard at that moment, and the frame that it then showed. */
  readonly moments: readonly { readonly time: number; readonly frame: number }[];
}

interface Recording {
  readonly blocks: { readonly first: number; readonly samples: Float32Array }[];
  readonly moments: { readonly time: number; readonly frame: number }[];
  rate: number;
}

type PageWithRecording = typeof globalThis & { recording: Recording; soundDevice: AudioContext | undefined };

/** Listens in on whatever the page sends to its sound device. To be called before the page is opened. */
export async function recordSound(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const here = globalThis as PageWithRecording;
    const recording: Recording = { blocks: [], moments: [], rate: 0 };
    here.recording = recording;
    let heardTime = 0;

    // In the audio thread, so that a busy page loses no block.
    const tap = `registerProcessor('tap', class extends AudioWorkletProcessor {
      process([[samples]]) {
        // No channel at all is how silence arrives before anything plays.
        this.port.postMessage({ first: currentFrame, samples: samples?.slice() ?? new Float32Array(128) });
        return true;
      }
    })`;
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => AudioNode;
    async function listen(node: AudioNode, device: AudioContext): Promise<void> {
      here.soundDevice = device;
      recording.rate = device.sampleRate;
      await device.audioWorklet.addModule(URL.createObjectURL(new Blob([tap], { type: 'text/javascript' })));
      const worklet = new AudioWorkletNode(device, 'tap');
      worklet.port.onmessage = ({ data }) => recording.blocks.push(data);
      connect.call(node, worklet);
      connect.call(worklet, device.destination);
    }
    AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
      if (args[0] instanceof AudioDestinationNode) void listen(this, this.context as AudioContext);
      return connect.apply(this, args);
    } as AudioNode['connect'];

    // The page moves its playhead in an animation frame: what is heard then is noted just before.
    const request = globalThis.requestAnimationFrame.bind(globalThis);
    globalThis.requestAnimationFrame = (callback) =>
      request((timeMs) => {
        const device = here.soundDevice;
        if (device !== undefined) heardTime = device.currentTime - (device.outputLatency || device.baseLatency || 0);
        callback(timeMs);
      });
    let lastFrame = Number.NaN;
    new MutationObserver(() => {
      const frame = Number.parseInt(document.querySelector('output[aria-label="Frame"]')?.textContent ?? '', 10);
      if (frame === lastFrame || Number.isNaN(frame)) return;
      lastFrame = frame;
      recording.moments.push({ time: heardTime, frame });
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What has been recorded since the page was opened. Blocks that the device left out, as it does before anything plays, are silence. */
export async function takeSound(page: Page): Promise<HeardSound> {
  const { first, base64, rate, moments } = await page.evaluate(() => {
    const { blocks, moments, rate } = (globalThis as PageWithRecording).recording;
    const first = blocks[0]?.first ?? 0;
    const last = blocks.at(-1);
    const sampleCount = last === undefined ? 0 : last.first + last.samples.length - first;
    const samples = new Float32Array(sampleCount);
    for (const block of blocks) samples.set(block.samples, block.first - first);
    const bytes = new Uint8Array(samples.buffer);
    let text = '';
    for (let byte = 0; byte < bytes.length; byte += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(byte, byte + 0x8000));
    }
    return { first, base64: btoa(text), rate, moments };
  });
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return { samples: new Float32Array(bytes.buffer), rate, startTime: first / rate, moments };
}

/** Suspends the page's sound device as a system does that needs it for something else. */
export async function suspendDevice(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as PageWithRecording).soundDevice?.suspend());
}
