/**
 * Counts the outcome of a step of the checks. A step that failed without naming a failed test counts as one failure, and so does a test runner
 * that ran nothing: an empty suite proves nothing.
 *
 * `counted` holds { passed, failed } as the runner's report tells them, or null where it left no readable report.
 */
export function countTests(counted, hasSucceeded) {
  const { passed, failed } = counted ?? { passed: 0, failed: 0 };
  const isUnexplained = failed === 0 && (!hasSucceeded || counted === null || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

/** A step without tests of its own is one. */
export function countStep(hasSucceeded) {
  return { passed: hasSucceeded ? 1 : 0, failed: hasSucceeded ? 0 : 1 };
}

/** { passed, failed } of the text that vitest's JSON reporter writes, or null where it is none. Skipped tests count as neither. */
export function readVitestReport(text) {
  const report = parseJson(text);
  return countsOf(report?.numPassedTests, report?.numFailedTests);
}

/** The same of Playwright's JSON reporter. A flaky test passed in the end. */
export function readPlaywrightReport(text) {
  const stats = parseJson(text)?.stats;
  return countsOf(stats?.expected + stats?.flaky, stats?.unexpected);
}

/** The last line of the checks. */
export function summaryLine(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

function countsOf(passed, failed) {
  return Number.isInteger(passed) && Number.isInteger(failed) ? { passed, failed } : null;
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
