import type { ReactNode } from "react";

export interface PageHeadProps {
  /** What kind of thing this is, above the title: `科研仪器`, `预约单 …`. */
  kicker?: ReactNode;
  title: ReactNode;
  /** What it is, in one sentence. */
  lead?: ReactNode;
  /** In what state it is: a `StateTag`, a number, a date. */
  state?: ReactNode;
  /** What can be done now: one primary button, others quieter. */
  actions?: ReactNode;
  /** What happens next, who has to do it and by when. */
  next?: ReactNode;
}

/** The top of every screen: what is this, how does it stand, what can I do, what comes next. */
export function PageHead({ kicker, title, lead, state, actions, next }: PageHeadProps) {
  return (
    <header className="grid gap-x-8 gap-y-3 pb-6 md:grid-cols-[minmax(0,1fr)_auto] md:items-start">
      <div className="grid gap-1">
        {kicker && <p className="text-sm text-muted">{kicker}</p>}
        <h1 className="text-2xl md:text-3xl">{title}</h1>
        {state && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-1 text-sm text-muted">{state}</div>
        )}
        {lead && <p className={`max-w-reading wrap-anywhere text-muted ${state ? "pt-1" : ""}`}>{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-3 md:justify-end md:pt-1">{actions}</div>}
      {next && (
        <div className="border-s-4 border-accent bg-accent-soft px-4 py-2 text-sm empty:hidden md:col-span-2">
          {next}
        </div>
      )}
    </header>
  );
}

/** A titled part of a page; `aside` stands at the end of the title's line. Of one that is `screenOnly`, nothing would be on paper. */
export function Section({
  title,
  aside,
  id,
  screenOnly,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  id?: string;
  /** It holds acts alone. */
  screenOnly?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      className={`border-t border-hairline py-6 [.tab-row+&]:border-t-0 [.tab-row+&]:pt-0 [nav+&]:border-t-0 ${screenOnly ? "print:hidden" : ""}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 pb-3">
        <h2 className="text-xl">{title}</h2>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
