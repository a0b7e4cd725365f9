import type { Problem } from "#app/runtime/problem.ts";

export function ProblemPage({ problem }: { problem: Problem }) {
  return <h1>{problem.code}</h1>;
}
