export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

export function countTests(counted: TestCounts | null, hasSucceeded: boolean): TestCounts;
export function countStep(hasSucceeded: boolean): TestCounts;
export function readVitestReport(text: string): TestCounts | null;
export function readPlaywrightReport(text: string): TestCounts | null;
export function summaryLine(counts: readonly TestCounts[]): string;
