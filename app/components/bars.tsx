import { formatCount } from "./format.ts";

/** Counts as bars, each number at its end. A picture beside a table that says the same, so readers of screens skip it. */
export function Bars({ rows }: { rows: readonly { name: string; count: number }[] }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div className="grid gap-1 pb-4" aria-hidden="true">
      {rows.map(({ name, count }) => (
        <div key={name} className="grid grid-cols-[9rem_minmax(0,1fr)_3rem] items-center gap-3 text-sm">
          <span className="text-muted">{name}</span>
          <svg
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            className="h-3 w-full text-accent"
            role="presentation"
          >
            <rect width={(count / most) * 100} height="10" fill="currentColor" />
          </svg>
          <span className="tnum text-end">{formatCount(count)}</span>
        </div>
      ))}
    </div>
  );
}
