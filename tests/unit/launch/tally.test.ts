import { describe, expect, test } from "vitest";
import { addUp, fromPlaywright, fromVitest } from "#bin/tally.ts";

const vitest = (testResults: unknown[], numFailedTests = 0) => ({
  numPassedTests: 3,
  numFailedTests,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults,
});

describe("the sum of a test run", () => {
  test("counts a file that broke before its tests as failed", () => {
    const broken = { status: "failed", assertionResults: [] };
    const failed = { status: "failed", assertionResults: [{}] };
    expect(fromVitest(vitest([broken, failed], 1))).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test("counts what passed only when repeated, and what broke outside any test, as failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(fromPlaywright({ errors: [{}], stats })).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });

  test("refuses a report it does not understand rather than calling it empty", () => {
    expect(() => fromVitest({})).toThrow();
    expect(() => fromPlaywright({ stats: {} })).toThrow();
  });

  test("adds up", () => {
    expect(
      addUp([
        { passed: 1, failed: 2, skipped: 3 },
        { passed: 10, failed: 20, skipped: 30 },
      ]),
    ).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
