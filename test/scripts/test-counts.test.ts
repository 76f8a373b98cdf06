import { describe, expect, it } from 'vitest';
import { countTests, isAllPassed } from '../../scripts/check/test-counts.ts';

function report(...files: { status: string; tests: string[] }[]) {
  return {
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  };
}

describe('the counts of a test run', () => {
  it('sums the tests of all files', () => {
    const run = report(
      { status: 'passed', tests: ['passed', 'passed'] },
      { status: 'failed', tests: ['passed', 'failed'] },
    );
    expect(countTests(run, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts whatever neither passed nor failed as skipped', () => {
    const run = report({ status: 'passed', tests: ['passed', 'pending', 'skipped', 'todo'] });
    expect(countTests(run, 0)).toEqual({ passed: 1, failed: 0, skipped: 3 });
  });

  it('counts a file that did not load as a failure', () => {
    const run = report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(countTests(run, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a failed hook after tests that passed as a failure', () => {
    expect(countTests(report({ status: 'failed', tests: ['passed'] }), 1).failed).toBe(1);
  });

  it('counts a runner that ended badly as a failure, whatever its report says', () => {
    expect(countTests(report({ status: 'passed', tests: ['passed'] }), 1).failed).toBe(1);
  });

  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, true],
    [{ passed: 0, failed: 0, skipped: 0 }, false],
    [{ passed: 3, failed: 1, skipped: 0 }, false],
    [{ passed: 3, failed: 0, skipped: 1 }, false],
  ])('takes %j for all passed: %s', (counts, isPassed) => {
    expect(isAllPassed(counts)).toBe(isPassed);
  });
});
