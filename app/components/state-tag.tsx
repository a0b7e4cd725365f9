import type { ReactNode } from "react";

/** What a state means to the reader; each has its own shape, so colour is never the only sign. */
export const tones = [
  "free",
  "held",
  "pending",
  "confirmed",
  "running",
  "done",
  "refused",
  "restricted",
  "warning",
  "neutral",
] as const;

export type Tone = (typeof tones)[number];

const looks: Record<Tone, string> = {
  free: "text-free bg-free-soft",
  held: "text-held bg-held-soft",
  pending: "text-pending bg-pending-soft",
  confirmed: "text-confirmed bg-confirmed-soft",
  running: "text-running bg-running-soft",
  done: "text-neutral bg-neutral-soft",
  refused: "text-refused bg-refused-soft",
  restricted: "text-restricted bg-restricted-soft",
  warning: "text-warning bg-warning-soft",
  neutral: "text-neutral bg-neutral-soft",
};

const shapes: Record<Tone, ReactNode> = {
  free: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  held: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  pending: (
    <path
      d="M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9ZM6 3.75V6l1.5 1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  confirmed: <circle cx="6" cy="6" r="4.75" fill="currentColor" />,
  running: <path d="M2.5 1.25 10.5 6l-8 4.75z" fill="currentColor" />,
  done: <path d="m1.75 6.5 2.75 2.75L10.25 3" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  refused: <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  restricted: <path d="M1.5 1.5h9v9h-9zM3.5 6h5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  warning: <path d="M6 1 11.25 10.5H.75z" fill="currentColor" />,
  neutral: <path d="M2 6h8" fill="none" stroke="currentColor" strokeWidth="1.75" />,
};

/** The shape alone, for calendars and lines where the word stands next to it. */
export function StateShape({ tone, size = 12 }: { tone: Tone; size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" width={size} height={size} className="shrink-0">
      {shapes[tone]}
    </svg>
  );
}

/** A state in shape, word and colour. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag ${looks[tone]}`}>
      <StateShape tone={tone} />
      {children}
    </span>
  );
}

const known: Record<string, Tone> = {
  held: "held",
  pending: "pending",
  confirmed: "confirmed",
  in_use: "running",
  completed: "done",
  rejected: "refused",
  cancelled: "neutral",
  expired: "neutral",
  no_show: "restricted",
  waiting: "pending",
  offered: "held",
  taken: "confirmed",
  objected: "warning",
  accepted: "confirmed",
  in_progress: "running",
  declined: "refused",
  placed: "pending",
  delivered: "held",
  called_off: "refused",
  lapsed: "neutral",
  draft: "neutral",
  submitted: "pending",
  returned: "warning",
  public_notice: "held",
  published: "confirmed",
  suspended: "restricted",
  withdrawn: "neutral",
  verified: "confirmed",
  mapping: "held",
  preview: "held",
  queued: "pending",
  running: "running",
  done: "done",
  failed: "refused",
  undone: "neutral",
  ready: "free",
  warning: "warning",
  error: "refused",
  created: "confirmed",
  updated: "running",
  unchanged: "neutral",
  drafted: "neutral",
  open: "running",
  scored: "held",
  provisional: "pending",
  result_confirmed: "confirmed",
  discarded: "neutral",
  raised: "pending",
  sustained: "confirmed",
  overruled: "neutral",
  proposed: "pending",
  adopted: "confirmed",
  not_adopted: "neutral",
  notice_running: "running",
  notice_over: "neutral",
  notice_withdrawn: "refused",
  enquired: "pending",
  with_seller: "pending",
  with_buyer: "pending",
  terms_agreed: "held",
  deal_notice: "held",
  licence_offered: "confirmed",
  licence_withdrawn: "neutral",
  deal_concluded: "confirmed",
  broken_off: "refused",
  bidding_announced: "pending",
  bidding_open: "running",
  ending: "held",
  sold: "confirmed",
  reserve_not_reached: "warning",
  contract_overdue: "warning",
  default_declared: "warning",
  default_contested: "held",
  sale_lapsed: "neutral",
  sale_concluded: "done",
  winner_defaulted: "refused",
  receiving: "free",
  scoring: "running",
  awarded: "confirmed",
  concluded: "done",
  closed: "neutral",
  sealed: "held",
  opened: "running",
  not_awarded: "neutral",
  returned_unopened: "neutral",
};

/** The tone of a lifecycle state by its name; neutral when it has none. */
export const toneOf = (state: string): Tone => known[state] ?? "neutral";
