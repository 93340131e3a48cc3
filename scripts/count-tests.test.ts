import { describe, expect, it } from 'vitest';
import { countStep, countTests, readPlaywrightReport, readVitestReport, summaryLine } from './count-tests.mjs';

describe('countTests', () => {
  it('takes the counts of a runner', () => {
    expect(countTests({ passed: 12, failed: 0 }, true)).toEqual({ passed: 12, failed: 0 });
    expect(countTests({ passed: 12, failed: 3 }, false)).toEqual({ passed: 12, failed: 3 });
  });

  it('counts a runner that fails without a failed test as one failure', () => {
    expect(countTests({ passed: 12, failed: 0 }, false)).toEqual({ passed: 12, failed: 1 });
  });

  it('counts a runner that ran nothing as one failure', () => {
    expect(countTests({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a runner without a report as one failure', () => {
    expect(countTests(null, true)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(null, false)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('the reports', () => {
  it('reads those of vitest', () => {
    const text = '{"numTotalTests":9,"numPassedTests":5,"numFailedTests":2,"numPendingTests":2,"success":false}';
    expect(readVitestReport(text)).toEqual({ passed: 5, failed: 2 });
  });

  it('reads those of Playwright', () => {
    const text = '{"suites":[],"errors":[],"stats":{"expected":4,"skipped":1,"unexpected":2,"flaky":1}}';
    expect(readPlaywrightReport(text)).toEqual({ passed: 5, failed: 2 });
  });

  it('gives null for what is no report', () => {
    for (const text of ['', 'null', '{}', '{"stats":{}}', '{"numPassedTests":"5","numFailedTests":0}']) {
      expect(readVitestReport(text)).toBeNull();
      expect(readPlaywrightReport(text)).toBeNull();
    }
  });
});

describe('summaryLine', () => {
  it('adds tests and steps', () => {
    const counts = [countStep(true), countStep(false), countTests({ passed: 12, failed: 3 }, false)];
    expect(summaryLine(counts)).toBe('13 passed, 4 failed');
  });
});
