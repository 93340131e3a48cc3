/** How the random-crop estimator draws; see `core/statistics/random-crop-plan.ts`. */
export interface CropRecipe {
  /** A split's name, or `all`. */
  readonly split: string;
  readonly rounds: number;
  /** Frames a window. */
  readonly windowFrames: number;
  readonly seed: number;
}

/** Where one side of the comparison comes from. `other` is the second dataset. */
export type StatisticsRecipe =
  | { readonly kind: 'file' | 'sequence' | 'crop' | 'other-file' }
  | { readonly kind: 'npz'; readonly fileName: string }
  | { readonly kind: 'pooled'; readonly split: string; readonly ddof: 0 | 1 }
  | ({ readonly kind: 'random-crop' } & CropRecipe)
  | { readonly kind: 'other-pooled'; readonly ddof: 0 | 1 };

export type RecipeKind = StatisticsRecipe['kind'];

/** All sequences, whatever split lists them. */
export const ALL_SEQUENCES = 'all';

/** The published script's choice; the window is a clip of the reference layout. The seed is that of the demo's file. */
export const DEFAULT_CROPS: Omit<CropRecipe, 'split'> = { rounds: 50, windowFrames: 100, seed: 7 };

export const MOST_ROUNDS = 1000;
export const MOST_WINDOW_FRAMES = 10_000;
export const MAX_SEED = 2 ** 32 - 1;

/** The text of a recipe in a link, e.g. `pooled.train`, `crops.train.50.100.7`. */
export function formatRecipe(recipe: StatisticsRecipe): string {
  switch (recipe.kind) {
    case 'npz':
      return `npz.${recipe.fileName}`;
    case 'pooled':
      return `${recipe.ddof === 0 ? 'pooled' : 'sample'}.${recipe.split}`;
    case 'random-crop':
      return `crops.${recipe.split}.${recipe.rounds}.${recipe.windowFrames}.${recipe.seed}`;
    case 'other-pooled':
      return recipe.ddof === 0 ? 'other-pooled' : 'other-sample';
    default:
      return recipe.kind;
  }
}

/** What {@link formatRecipe} wrote; null where the text is none of it. `splits` are the names that may be meant, beside `all`. */
export function parseRecipe(text: string, splits: readonly string[]): StatisticsRecipe | null {
  const [kind = '', split = '', ...numbers] = text.split('.');
  const isSplit = split === ALL_SEQUENCES || splits.includes(split);
  switch (kind) {
    case 'file':
    case 'sequence':
    case 'crop':
    case 'other-file':
      return { kind };
    case 'other-pooled':
    case 'other-sample':
      return { kind: 'other-pooled', ddof: kind === 'other-pooled' ? 0 : 1 };
    case 'npz':
      return { kind, fileName: text.slice('npz.'.length) };
    case 'pooled':
    case 'sample':
      return isSplit ? { kind: 'pooled', split, ddof: kind === 'pooled' ? 0 : 1 } : null;
    case 'crops':
      return isSplit ? parseCrops(split, numbers) : null;
    default:
      return null;
  }
}

function parseCrops(split: string, texts: readonly string[]): StatisticsRecipe | null {
  if (texts.length !== 3 || !texts.every((text) => /^\d{1,10}$/.test(text))) return null;
  const [rounds = 0, windowFrames = 0, seed = 0] = texts.map(Number);
  const isLegal =
    rounds >= 1 && rounds <= MOST_ROUNDS && windowFrames >= 1 && windowFrames <= MOST_WINDOW_FRAMES && seed <= MAX_SEED;
  return isLegal ? { kind: 'random-crop', split, rounds, windowFrames, seed } : null;
}

/** The pass over a dataset that a recipe needs; null where none. Two deviations of the same frames share one. */
export function passKeyOf(recipe: StatisticsRecipe): string | null {
  switch (recipe.kind) {
    case 'pooled':
      return `pooled.${recipe.split}`;
    case 'other-pooled':
      return 'other-pooled';
    case 'random-crop':
      return formatRecipe(recipe);
    default:
      return null;
  }
}
