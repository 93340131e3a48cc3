import type { AppStore } from '../../state/actions.ts';
import type { AppState } from '../../state/app-state.ts';
import { signalsOf } from '../../state/selectors.ts';
import type { KeyCommand } from './key-map.ts';

/** What a command needs beside the store. */
export interface CommandHost {
  focusFilter(): void;
  showDialog(dialog: 'keys' | 'go-to-frame'): void;
}

const ZOOM_FACTOR = 1.5;

/** Does what a key asks for. Keys on the open sequence do nothing without one, and where another view hides it. */
export function runCommand(command: KeyCommand, store: AppStore, host: CommandHost): void {
  const { actions } = store;
  const state = store.getState();
  switch (command.kind) {
    case 'view':
      actions.showView(command.view);
      break;
    case 'step-sequence':
      actions.stepEntry(command.direction);
      break;
    case 'loop':
      actions.setLoopTarget(command.target);
      break;
    case 'toggle-normalized':
      actions.setNormalized(!state.isNormalized);
      break;
    case 'filter':
      host.focusFilter();
      break;
    case 'show-keys':
      host.showDialog('keys');
      break;
    default:
      runOnSequence(command, store, host);
      break;
  }
}

function runOnSequence(command: KeyCommand, { actions, getState }: AppStore, host: CommandHost): void {
  const state = getState();
  const head = signalsOf(state)?.head;
  if (head === undefined || state.view !== 'explore') return;
  switch (command.kind) {
    case 'toggle-play':
      actions.setPlaying(!state.isPlaying);
      break;
    case 'move-playhead': {
      const step = command.by === 'clip' ? head.seg_len : 1;
      const frame = Math.floor(state.playheadFrame) + command.direction * step;
      actions.setPlayheadFrame(Math.min(Math.max(frame, 0), head.n_frames - 1));
      break;
    }
    case 'move-crop': {
      const step = command.by === 'clip' ? head.seg_len : 1;
      actions.moveCrop(state.crop.startFrame + command.direction * step);
      break;
    }
    case 'draw-again':
      actions.drawAgain();
      break;
    case 'crop-begin':
      actions.setStrategy('begin');
      break;
    case 'crop-end':
      actions.setStrategy('end');
      break;
    case 'zoom-in':
      actions.zoomAbout(zoomCentre(state), ZOOM_FACTOR);
      break;
    case 'zoom-out':
      actions.zoomAbout(zoomCentre(state), 1 / ZOOM_FACTOR);
      break;
    case 'fit':
      actions.fitCrop();
      break;
    case 'go-to-frame':
      host.showDialog('go-to-frame');
      break;
  }
}

/** The playhead where it is in view, else the middle of the view. */
function zoomCentre({ playheadFrame, zoom: { startFrame, endFrame } }: AppState): number {
  return playheadFrame >= startFrame && playheadFrame <= endFrame ? playheadFrame : (startFrame + endFrame) / 2;
}
