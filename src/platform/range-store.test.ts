import { describe, expect, it } from 'vitest';
import { countedBytes } from './fake-host.fixture.ts';
import { createRangeStore } from './range-store.ts';

const file = countedBytes(1000);
const keep = (store: ReturnType<typeof createRangeStore>, startByte: number, endByte: number) =>
  store.keep(startByte, file.slice(startByte, endByte));

describe('createRangeStore', () => {
  it('reads within a part and across parts that touch or overlap', () => {
    const store = createRangeStore(1000);
    keep(store, 100, 200);
    keep(store, 200, 300);
    keep(store, 280, 400);
    expect(store.read({ startByte: 120, endByte: 130 })).toEqual(file.slice(120, 130));
    expect(store.read({ startByte: 150, endByte: 390 })).toEqual(file.slice(150, 390));
  });

  it('gives null where a byte is missing', () => {
    const store = createRangeStore(1000);
    keep(store, 100, 200);
    keep(store, 201, 300);
    expect(store.read({ startByte: 150, endByte: 250 })).toBeNull();
    expect(store.read({ startByte: 99, endByte: 101 })).toBeNull();
    expect(store.has({ startByte: 290, endByte: 301 })).toBe(false);
  });

  it('gives copies', () => {
    const store = createRangeStore(1000);
    keep(store, 0, 10);
    store.read({ startByte: 0, endByte: 10 })?.fill(255);
    expect(store.read({ startByte: 0, endByte: 10 })).toEqual(file.slice(0, 10));
  });

  it('drops the part used longest ago when it is full', () => {
    const store = createRangeStore(250);
    keep(store, 0, 100);
    keep(store, 100, 200);
    store.read({ startByte: 0, endByte: 1 });
    keep(store, 200, 300);
    expect(store.has({ startByte: 0, endByte: 100 })).toBe(true);
    expect(store.has({ startByte: 100, endByte: 101 })).toBe(false);
    expect(store.heldBytes).toBe(200);
  });

  it('keeps nothing that is longer than all of it', () => {
    const store = createRangeStore(250);
    keep(store, 0, 100);
    keep(store, 100, 400);
    expect(store.heldBytes).toBe(100);
  });

  it('keeps the longer of two parts that begin together', () => {
    const store = createRangeStore(1000);
    keep(store, 0, 100);
    keep(store, 0, 10);
    expect(store.heldBytes).toBe(100);
    keep(store, 0, 200);
    expect(store.heldBytes).toBe(200);
  });
});
