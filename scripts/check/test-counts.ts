import * as v from 'valibot';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const Report = v.object({
  testResults: v.array(
    v.object({
      status: v.string(),
      assertionResults: v.array(v.object({ status: v.string() })),
    }),
  ),
});

/**
 * Counts the tests of a JSON report of Vitest. A file that failed without a failed test (it did not even load) counts as
 * one failure, and so does a runner that ended badly with nothing failed in its report.
 */
export function countTests(report: unknown, exitStatus: number): TestCounts {
  const files = v.parse(Report, report).testResults;
  const statuses = files.flatMap(({ status, assertionResults }) => {
    const own = assertionResults.map((test) => test.status);
    return status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own;
  });
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return {
    passed,
    failed: failed === 0 && exitStatus !== 0 ? 1 : failed,
    skipped: statuses.length - passed - failed,
  };
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** True where tests ran and every one of them passed: nothing that could not run may pass for passed. */
export function isAllPassed({ passed, failed, skipped }: TestCounts): boolean {
  return passed > 0 && failed === 0 && skipped === 0;
}
