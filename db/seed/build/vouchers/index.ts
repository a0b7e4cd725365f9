import type { booking } from "../../../schema/booking.ts";
import { organizationId, userId } from "../identity.ts";
import { people } from "../../people.ts";
import { type ProgramSeed, programs, vouchers, type VoucherSeed } from "../../vouchers/programs.ts";
import type { Calendar } from "../calendar.ts";
import type { PostingSeed } from "../postings.ts";
import type { Fact } from "../trail.ts";
import { budgetId, programId, rulesId, voucherId } from "./ids.ts";
import { programRows } from "./programs.ts";
import { settlementRows } from "./settlements.ts";
import { type Used, rowsOfUses } from "./uses.ts";

type Booking = typeof booking.$inferInsert;

/** Who of a company applies: its owner. */
const applicantOf = (org: string): string => {
  const person = people.find((one) => one.org === org && one.roles.includes("owner"));
  if (!person) throw new Error(`${org} has nobody who could apply`);
  return userId(person.mailbox);
};

const programOf = (key: string): ProgramSeed => {
  const found = programs.find((one) => one.key === key);
  if (!found) throw new Error(`no voucher programme ${key}`);
  return found;
};

/** Programmes, vouchers in every state, what they have paid of the companies' own bookings, and the postings of all of it. */
export function voucherRows(calendar: Calendar, bookings: readonly Booking[]) {
  const programme = programRows(calendar);
  const taken = new Set<string>();
  const rows = vouchers.map((seed) => oneVoucher(seed, calendar, bookings, taken));
  const uses = rows.flatMap(({ uses: of }) => of);
  const settled = settlementRows(calendar, uses);
  const committed = (key: string) =>
    rows.filter(({ seed }) => seed.program === key).reduce((sum, { row }) => sum + (row.amount ?? 0), 0);
  const spent = (key: string) =>
    rows.filter(({ seed }) => seed.program === key).reduce((sum, { row }) => sum + (row.captured ?? 0), 0);
  return {
    budgets: programme.budgets.map((row, at) => {
      const key = programs[at]?.key;
      return key === undefined ? row : { ...row, committed: committed(key), spent: spent(key) };
    }),
    programs: programme.programs,
    rules: programme.rules,
    vouchers: rows.map(({ row }) => row),
    charges: uses.flatMap(({ charge }) => charge ?? []),
    chargeLines: uses.flatMap(({ lines }) => lines),
    payments: uses.flatMap(({ payments }) => payments),
    settlements: settled.settlements,
    holds: settled.holds,
    postings: [
      ...programme.postings,
      ...rows.flatMap(({ postings }) => postings),
      ...uses.flatMap(({ postings }) => postings),
      ...settled.postings,
    ],
    facts: [...programme.facts, ...rows.flatMap(({ facts }) => facts), ...settled.facts],
  };
}

const endedStates: readonly string[] = ["given_back", "expired"];

/** When a voucher was asked for, granted, good until, and last changed. */
function timesOf({ state, daysAgo }: VoucherSeed, calendar: Calendar) {
  const askedAt = calendar.at(-daysAgo, 600);
  const decidedAt = calendar.at(-daysAgo, 960);
  const until = calendar.at(180 - daysAgo, 1440);
  const ended = endedStates.includes(state);
  const endedAt = state === "expired" ? until : calendar.at(-10, 660);
  return {
    ...{ askedAt, until, ended, endedAt },
    grantedAt: ended || state === "granted" ? decidedAt : null,
    stateSince: ended ? endedAt : state === "applied" ? askedAt : decidedAt,
    deadline:
      state === "applied" ? calendar.afterWorkingDays(askedAt, 5) : state === "granted" ? until : null,
  };
}

/** What of a voucher its uses have taken and set aside, fen, and what it is good for. */
function moneyOf(
  { requested }: VoucherSeed,
  { grantedAt, ended }: ReturnType<typeof timesOf>,
  uses: readonly Used[],
) {
  const sum = (state: string, of: (use: Used) => number) =>
    uses.filter(({ hold }) => hold.state === state).reduce((total, use) => total + of(use), 0);
  const captured = sum("captured", ({ hold }) => hold.captured ?? 0);
  const reserved = sum("reserved", ({ hold }) => hold.amount);
  return { captured, reserved, amount: grantedAt === null ? 0 : ended ? captured + reserved : requested };
}

function oneVoucher(seed: VoucherSeed, calendar: Calendar, bookings: readonly Booking[], taken: Set<string>) {
  const program = programOf(seed.program);
  const times = timesOf(seed, calendar);
  const { askedAt, grantedAt, until } = times;
  const wanted = { seed, program, grantedAt: grantedAt ?? askedAt, until, taken };
  const uses: Used[] = grantedAt ? rowsOfUses(wanted, calendar, bookings) : [];
  const money = moneyOf(seed, times, uses);
  const row = {
    ...rowOf(seed, program, calendar),
    ...money,
    grantedAt,
    validUntil: grantedAt && until,
    automatic: grantedAt !== null && seed.requested <= program.automaticUpTo,
    version: seed.state === "applied" ? 1 : times.ended ? 3 : 2,
    stateSince: times.stateSince,
    deadline: times.deadline,
  };
  return {
    ...{ seed, row, uses },
    postings: postingsOf(seed, program, times, money.amount),
    facts: factsOf(seed, row.id, program, times),
  };
}

const rowOf = (seed: VoucherSeed, program: ProgramSeed, calendar: Calendar) => ({
  id: voucherId(seed.key),
  createdAt: calendar.at(-seed.daysAgo, 600),
  programId: programId(seed.program),
  rulesId: rulesId(seed.program),
  budgetId: budgetId(seed.program),
  regionCode: program.region,
  organizationId: organizationId(seed.org),
  appliedBy: applicantOf(seed.org),
  purpose: seed.purpose,
  requested: seed.requested,
  year: Number(calendar.date(-seed.daysAgo).slice(0, 4)),
  decidedBy: seed.reason ? userId(program.officer) : null,
  reason: seed.reason ?? "",
  demo: true,
  state: seed.state,
});

function postingsOf(
  seed: VoucherSeed,
  program: ProgramSeed,
  { grantedAt, ended, endedAt }: ReturnType<typeof timesOf>,
  amount: number,
): PostingSeed[] {
  if (!grantedAt) return [];
  const move = (name: string, at: Date, fen: number): PostingSeed => ({
    name: `${name} ${seed.key}`,
    at,
    cause: { type: "voucher", id: voucherId(seed.key) },
    legs: [
      { org: organizationId(program.org), purpose: "budget", amount: -fen },
      { org: organizationId(seed.org), purpose: "voucher", amount: fen },
    ],
  });
  const granted = move("voucher granted", grantedAt, seed.requested);
  return ended ? [granted, move("voucher ended", endedAt, amount - seed.requested)] : [granted];
}

const steps = {
  granted: ["grant_voucher", "granted"],
  expired: ["grant_voucher", "granted"],
  given_back: ["grant_voucher", "granted"],
  declined: ["decline_voucher", "declined"],
  withdrawn: ["withdraw_application", "withdrawn"],
} as const;

function factsOf(
  { org, state, purpose, reason, daysAgo }: VoucherSeed,
  entityId: string,
  { officer }: ProgramSeed,
  { askedAt, stateSince }: { askedAt: Date; stateSince: Date },
): Fact[] {
  const owner = people.find((one) => one.org === org && one.roles.includes("owner"))?.mailbox ?? null;
  const common = { entity: "voucher", entityId };
  const applied: Fact = {
    ...common,
    at: askedAt,
    by: owner,
    transition: "apply_voucher",
    to: "applied",
    reason: purpose,
  };
  if (state === "applied") return [applied];
  const [transition, to] = steps[state];
  const decidedAt = new Date(askedAt.getTime() + 6 * 3_600_000);
  const decided: Fact = {
    ...common,
    at: decidedAt,
    by: state === "withdrawn" ? owner : officer,
    transition,
    from: "applied",
    to,
    reason: reason ?? "",
  };
  if (state !== "expired" && state !== "given_back") return [applied, decided];
  const end: Fact = {
    ...common,
    at: stateSince,
    by: state === "expired" ? null : owner,
    transition: state === "expired" ? "expire_voucher" : "give_back_voucher",
    from: "granted",
    to: state,
  };
  return daysAgo > 0 ? [applied, decided, end] : [applied];
}
