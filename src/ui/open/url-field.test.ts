import { describe, expect, it } from 'vitest';
import { parseAddress } from './url-field.ts';

const PAGE = 'https://talkscope.example/app/?seq=a';

describe('parseAddress', () => {
  it('takes whole addresses and those relative to the page', () => {
    expect(parseAddress(' https://data.example.org/hdtf/data.mdb ', PAGE)).toEqual({
      isValid: true,
      url: 'https://data.example.org/hdtf/data.mdb',
    });
    expect(parseAddress('demo/', PAGE)).toEqual({ isValid: true, url: 'https://talkscope.example/app/demo/' });
  });

  it('says why an address cannot be read', () => {
    const messageOf = (text: string) => {
      const draft = parseAddress(text, PAGE);
      return draft.isValid ? null : draft.message;
    };
    expect(messageOf('  ')).toBe('Type the address of a data.mdb, of its folder or of a snapshot (.sqlite)');
    expect(messageOf('http://')).toBe('Not an address');
    expect(messageOf('file:///data/data.mdb')).toBe('Only http and https can be read, not file');
    expect(messageOf('javascript:alert(1)')).toBe('Only http and https can be read, not javascript');
  });
});
