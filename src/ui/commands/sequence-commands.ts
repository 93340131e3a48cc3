import type { Actions } from '../../state/actions.ts';
import type { AppState } from '../../state/app-state.ts';
import { frameCountOf, signalsOf, statisticsInUse } from '../../state/selectors.ts';
import type { SequenceHead } from '../../worker/protocol.ts';
import { cropRange } from '../lanes/crop-windows.ts';
import type { Command } from './command.ts';

const ZOOM_FACTOR = 1.5;

/** Commands on the open sequence; its playhead, crop and view. */
export const SEQUENCE_COMMANDS: readonly Command[] = [
  onSequence('toggle-play', 'Play or pause', 'play', { cap: 'Space', keys: [' '] }, (actions, { isPlaying }) =>
    actions.setPlaying(!isPlaying),
  ),
  movePlayhead('playhead-back', 'Playhead one frame back', 'frame', -1),
  movePlayhead('playhead-forward', 'Playhead one frame on', 'frame', 1),
  movePlayhead('playhead-clip-back', 'Playhead one clip back', 'clip', -1),
  movePlayhead('playhead-clip-forward', 'Playhead one clip on', 'clip', 1),
  {
    ...onSequence('go-to-frame', 'Go to a frame', 'arrowRight', { cap: 'G', keys: ['g'] }, () => undefined),
    run: (_, host) => host.showDialog('go-to-frame'),
  },
  onSequence('draw-again', 'Draw again', 'dice', { cap: 'R', keys: ['r'] }, (actions) => actions.drawAgain()),
  onSequence('crop-random', 'Random crop', 'crop', null, (actions) => actions.setStrategy('random')),
  onSequence('crop-begin', 'Crop at the beginning', 'crop', { cap: 'B', keys: ['b'] }, (actions) =>
    actions.setStrategy('begin'),
  ),
  onSequence('crop-end', 'Crop at the end', 'crop', { cap: 'E', keys: ['e'] }, (actions) => actions.setStrategy('end')),
  onSequence('crop-manual', 'Crop by hand', 'crop', null, (actions) => actions.setStrategy('manual')),
  moveCrop('crop-back', 'Crop one frame back', 'frame', -1),
  moveCrop('crop-forward', 'Crop one frame on', 'frame', 1),
  moveCrop('crop-clip-back', 'Crop one clip back', 'clip', -1),
  moveCrop('crop-clip-forward', 'Crop one clip on', 'clip', 1),
  onSequence(
    'undo-crop',
    'Undo the last move of the crop',
    'crop',
    { cap: 'Z', keys: ['z'], modifier: 'Ctrl', canRepeat: true },
    (actions) => actions.undoCrop(),
  ),
  onSequence(
    'redo-crop',
    'Redo the move of the crop',
    'crop',
    { cap: 'Z', keys: ['z'], modifier: 'Ctrl Shift', canRepeat: true },
    (actions) => actions.redoCrop(),
  ),
  onSequence('fit-crop', 'Fit the crop', 'lanes', { cap: '0', keys: ['0'] }, (actions) => actions.fitCrop()),
  onSequence('fit-sequence', 'Fit the sequence', 'lanes', null, (actions) => actions.fitSequence()),
  onSequence('zoom-in', 'Zoom in', 'plus', { cap: '+', keys: ['+', '='], canRepeat: true }, (actions, state) =>
    actions.zoomAbout(zoomCentre(state), ZOOM_FACTOR),
  ),
  onSequence('zoom-out', 'Zoom out', 'minus', { cap: '-', keys: ['-'], canRepeat: true }, (actions, state) =>
    actions.zoomAbout(zoomCentre(state), 1 / ZOOM_FACTOR),
  ),
  onSample('copy-python', 'Copy Python', 'copy', (store, host) => host.copyPython(store)),
  {
    ...onSample('save-npz', 'Save .npz', 'download', (store, host) => host.saveSample(store, 'npz')),
    // It holds normalized values, which wait for statistics that are still being recomputed.
    isAvailable: (state) => hasSample(state) && (state.statisticsSource === 'file' || statisticsInUse(state) !== null),
  },
  onSample('save-wav-raw', 'Save .wav, raw', 'download', (store, host) => host.saveSample(store, 'wav-raw')),
  onSample('save-wav-normalized', 'Save .wav, normalized', 'download', (store, host) =>
    host.saveSample(store, 'wav-normalized'),
  ),
];

/** A command on the training sample, for which the sequence has to be as long as one crop. */
function onSample(id: string, title: string, icon: Command['icon'], run: Command['run']): Command {
  return { id, title, icon, key: null, isAvailable: hasSample, run };
}

function hasSample(state: AppState): boolean {
  const n_frames = frameCountOf(state);
  return state.view === 'explore' && n_frames !== null && cropRange(state.crop, n_frames) !== null;
}

/** A command on the sequence in front. Where another view hides it, it is not available: nothing changes unseen. */
function onSequence(
  id: string,
  title: string,
  icon: Command['icon'],
  key: Command['key'],
  act: (actions: Actions, state: AppState, head: SequenceHead) => void,
): Command {
  return {
    id,
    title,
    icon,
    key,
    isAvailable: (state) => state.view === 'explore' && signalsOf(state) !== null,
    run: ({ actions, getState }) => {
      const state = getState();
      const head = signalsOf(state)?.head;
      if (head !== undefined) act(actions, state, head);
    },
  };
}

function movePlayhead(id: string, title: string, by: 'frame' | 'clip', direction: 1 | -1): Command {
  const key = {
    cap: direction === -1 ? '←' : '→',
    keys: [direction === -1 ? 'ArrowLeft' : 'ArrowRight'],
    canRepeat: true,
    ...(by === 'clip' ? ({ modifier: 'Shift' } as const) : {}),
  };
  return onSequence(id, title, 'arrowRight', key, (actions, { playheadFrame }, { seg_len, n_frames }) => {
    const frame = Math.floor(playheadFrame) + direction * (by === 'clip' ? seg_len : 1);
    actions.setPlayheadFrame(Math.min(Math.max(frame, 0), n_frames - 1));
  });
}

function moveCrop(id: string, title: string, by: 'frame' | 'clip', direction: 1 | -1): Command {
  const cap = direction === -1 ? '[' : ']';
  const key =
    by === 'frame'
      ? { cap, keys: [cap], canRepeat: true }
      : ({
          cap,
          keys: [cap, direction === -1 ? '{' : '}'],
          codes: [direction === -1 ? 'BracketLeft' : 'BracketRight'],
          modifier: 'Shift',
          canRepeat: true,
        } as const);
  return onSequence(id, title, 'crop', key, (actions, { crop }, { seg_len }) =>
    actions.moveCrop(crop.startFrame + direction * (by === 'clip' ? seg_len : 1)),
  );
}

/** The playhead where it is in view, else the middle of the view. */
function zoomCentre({ playheadFrame, zoom: { startFrame, endFrame } }: AppState): number {
  return playheadFrame >= startFrame && playheadFrame <= endFrame ? playheadFrame : (startFrame + endFrame) / 2;
}
