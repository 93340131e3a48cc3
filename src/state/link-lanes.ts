import type { CoefficientGroup } from '../worker/protocol.ts';
import type { Lane, LaneContent } from './app-state.ts';
import { laneHeights } from './lane-heights.ts';

/** Lanes as one word each, joined by commas: `waveform,pose.3,~exp.0-1-2,heatmap.exp`; `~` marks a collapsed one. */
export function formatLanes(lanes: readonly Lane[]): string {
  return lanes.map((lane) => (lane.isCollapsed ? '~' : '') + formatContent(lane.content)).join(',');
}

/** The inverse of `formatLanes`; null where a word is not understood. Names of groups are checked when the dataset is open. */
export function parseLanes(text: string): readonly Lane[] | null {
  const lanes: Lane[] = [];
  for (const word of text.split(',')) {
    const isCollapsed = word.startsWith('~');
    const content = parseContent(isCollapsed ? word.slice(1) : word);
    if (content === null) return null;
    const id = formatContent(content);
    if (lanes.some((lane) => lane.id === id)) return null;
    lanes.push({ id, name: laneName(content), content, heightPx: laneHeights(content).defaultPx, isCollapsed });
  }
  return lanes;
}

/** Whether a dataset of these groups has what the lane shows. */
export function isLaneOf(content: LaneContent, groups: readonly CoefficientGroup[]): boolean {
  if (content.kind === 'waveform' || content.kind === 'spectrogram') return true;
  const width = groups.find(({ name }) => name === content.group)?.width ?? 0;
  return content.kind === 'heatmap' ? width > 0 : content.dims.every((dim) => dim < width);
}

/** Title of a lane. In this layout pose is head rotation (0 to 2), then jaw rotation (3 to 5). */
export function laneName(content: LaneContent): string {
  if (content.kind === 'waveform') return 'Waveform';
  if (content.kind === 'spectrogram') return 'Spectrogram';
  if (content.kind === 'heatmap' && content.group === 'exp') return 'Expression';
  if (content.kind === 'heatmap') return content.group.charAt(0).toUpperCase() + content.group.slice(1);
  const { group, dims } = content;
  if (group === 'pose' && dims.join() === '0,1,2') return 'Head';
  if (group === 'pose' && dims.length > 0 && dims.every((dim) => dim >= 3 && dim <= 5)) return 'Jaw';
  return curveLaneName(group, dims);
}

function formatContent(content: LaneContent): string {
  switch (content.kind) {
    case 'heatmap':
      return `heatmap.${content.group}`;
    case 'curves':
      return `${content.group}.${content.dims.join('-')}`;
    default:
      return content.kind;
  }
}

function parseContent(word: string): LaneContent | null {
  if (word === 'waveform' || word === 'spectrogram') return { kind: word };
  const heatmap = /^heatmap\.(.+)$/.exec(word);
  if (heatmap?.[1] !== undefined) return { kind: 'heatmap', group: heatmap[1] };
  const curves = /^(.+)\.(\d+(?:-\d+){0,2})$/.exec(word);
  if (curves?.[1] === undefined || curves[2] === undefined) return null;
  return { kind: 'curves', group: curves[1], dims: curves[2].split('-').map(Number) };
}

/** e.g. `Exp 0–2`, `Shape 4, 9`. */
function curveLaneName(group: string, dims: readonly number[]): string {
  const title = group.charAt(0).toUpperCase() + group.slice(1);
  const first = dims[0] ?? 0;
  const isRun = dims.length > 1 && dims.every((dim, index) => dim === first + index);
  return isRun ? `${title} ${first}–${dims.at(-1)}` : `${title} ${dims.join(', ')}`;
}
