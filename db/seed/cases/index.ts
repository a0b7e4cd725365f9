import { closedCases } from "./closed.ts";
import { openCases } from "./open.ts";
import type { CaseSeed } from "./shapes.ts";

/** Cases between invented organisations, earliest first. */
export const cases: readonly CaseSeed[] = [...closedCases, ...openCases].toSorted(
  (a, b) => a.filed - b.filed,
);
