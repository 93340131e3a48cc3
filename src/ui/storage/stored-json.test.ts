// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fieldsOf, readStoredJson, writeStoredJson } from './stored-json.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('stored JSON', () => {
  it('comes back as it was written', () => {
    writeStoredJson('talkscope.test', { widthPx: 300 });
    expect(localStorage.getItem('talkscope.test')).toBe('{"widthPx":300}');
    expect(readStoredJson('talkscope.test')).toEqual({ widthPx: 300 });
  });

  it('is null where nothing, or something else, was written', () => {
    expect(readStoredJson('talkscope.test')).toBeNull();
    localStorage.setItem('talkscope.test', '{"widthPx":');
    expect(readStoredJson('talkscope.test')).toBeNull();
  });

  it('does without storage that is refused or full', () => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    expect(readStoredJson('talkscope.test')).toBeNull();
    expect(() => writeStoredJson('talkscope.test', 1)).not.toThrow();
  });

  it('has no fields where it is no object', () => {
    expect(fieldsOf(['a'])).toEqual({});
    expect(fieldsOf(null)).toEqual({});
    expect(fieldsOf({ a: 1 })).toEqual({ a: 1 });
  });
});
