import type { SpectrogramTile } from '../core/signal/spectrogram.ts';

/** Keeps tiles, those used longest ago first out. */
export interface TileCache {
  get(key: string): SpectrogramTile | undefined;
  keep(key: string, tile: SpectrogramTile): void;
}

/** A cache of tiles whose levels take up to `capacityBytes` together. */
export function createTileCache(capacityBytes: number): TileCache {
  // A Map keeps the order of insertion: its first tile is the one used longest ago.
  const tiles = new Map<string, SpectrogramTile>();
  let heldBytes = 0;

  function drop(key: string): void {
    heldBytes -= tiles.get(key)?.levels.length ?? 0;
    tiles.delete(key);
  }

  return {
    get(key) {
      const tile = tiles.get(key);
      if (tile === undefined) return undefined;
      tiles.delete(key);
      tiles.set(key, tile);
      return tile;
    },
    keep(key, tile) {
      drop(key);
      tiles.set(key, tile);
      heldBytes += tile.levels.length;
      for (const oldest of tiles.keys()) {
        if (heldBytes <= capacityBytes) break;
        drop(oldest);
      }
    },
  };
}
