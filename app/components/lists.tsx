import type { ReactNode } from "react";

export interface Fact {
  term: ReactNode;
  value: ReactNode;
  /** Shown small under the value: how it was measured, since when. */
  note?: ReactNode;
}

/** Names and values, term beside value; facts without a value are left out. */
export function DescriptionList({ facts, columns = 1 }: { facts: readonly Fact[]; columns?: 1 | 2 }) {
  const shown = facts.filter(
    ({ value }) => value !== null && value !== undefined && value !== false && value !== "",
  );
  return (
    <dl className={columns === 2 ? "grid gap-x-10 lg:grid-cols-2" : "grid"}>
      {shown.map(({ term, value, note }, index) => (
        <div
          key={typeof term === "string" ? term : index}
          className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-4 border-b border-hairline py-2 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]"
        >
          <dt className="text-muted">{term}</dt>
          {/* A time may break here: the column is narrow. */}
          <dd className="min-w-0 [&_time]:whitespace-normal">
            {value}
            {note && <span className="block text-xs text-muted">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** More than so many figures in a row are set smaller. */
const mostLarge = 4;

/** A few numbers that sum up, each with what it counts and, when it leads somewhere, a link in `value`. */
export function KeyFigures({ figures }: { figures: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[repeat(2,minmax(0,1fr))] gap-x-4 gap-y-4 border-t border-hairline py-4 sm:gap-x-6 sm:auto-cols-[minmax(min-content,1fr)] sm:grid-flow-col sm:grid-cols-none">
      {figures.map(({ term, value, note }, index) => (
        <div
          key={typeof term === "string" ? term : index}
          className="flex flex-col-reverse justify-end sm:border-s sm:border-hairline sm:ps-6 sm:first:border-0 sm:first:ps-0"
        >
          <dt className="text-sm text-muted">
            {term}
            {note && <span className="block text-xs">{note}</span>}
          </dt>
          {/* A number does not break where there is room for it; a time may. */}
          <dd
            className={`tnum text-lg font-semibold max-sm:break-words sm:whitespace-nowrap [&_time]:whitespace-normal ${
              figures.length > mostLarge ? "sm:text-xl" : "sm:text-2xl"
            }`}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Short labels in a row: fields, methods, tags. */
export function Chips({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}
