import { describe, expect, it } from 'vitest';
import { ABSENT_CODE, codeOfZ, NAN_CODE, RANK_BY_CODE, zOfCode } from './heatmap-codes.ts';

describe('codeOfZ', () => {
  it('keeps a z-score to 1/84', () => {
    for (let z = -3; z <= 3; z += 0.0113) expect(Math.abs(zOfCode(codeOfZ(z)) - z)).toBeLessThan(1 / 84 + 1e-9);
  });

  it('holds what lies beyond three deviations at its end', () => {
    expect([codeOfZ(-3), codeOfZ(0), codeOfZ(3)]).toEqual([2, 128, 254]);
    expect([codeOfZ(-40), codeOfZ(Number.NEGATIVE_INFINITY), codeOfZ(3.1), codeOfZ(Number.POSITIVE_INFINITY)]).toEqual([
      2, 2, 254, 254,
    ]);
  });

  it('tells what is no number from what is absent', () => {
    expect(codeOfZ(Number.NaN)).toBe(NAN_CODE);
    expect(NAN_CODE).not.toBe(ABSENT_CODE);
    expect([zOfCode(NAN_CODE), zOfCode(ABSENT_CODE)]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('RANK_BY_CODE', () => {
  it('puts distance from the mean first on both sides, NaN above all and absence below', () => {
    const rank = (code: number) => RANK_BY_CODE[code] ?? Number.NaN;
    expect(rank(codeOfZ(-1.5))).toBe(rank(codeOfZ(1.5)));
    expect(rank(codeOfZ(-1.6))).toBeGreaterThan(rank(codeOfZ(1.5)));
    expect(rank(NAN_CODE)).toBeGreaterThan(rank(codeOfZ(9)));
    expect(rank(ABSENT_CODE)).toBeLessThan(rank(codeOfZ(0)));
  });
});
