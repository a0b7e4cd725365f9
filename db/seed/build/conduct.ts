import type { violation } from "../../schema/conduct.ts";
import type { ViolationState } from "../../schema/vocabulary.ts";
import { seedId } from "../ids.ts";
import { blockRows, countingDays } from "./blocks.ts";
import type { Visit } from "./bookings.ts";
import type { Calendar } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Fact } from "./trail.ts";

const firstOrder = 360_000;
const dayMs = 86_400_000;

export interface Lapse {
  visit: Visit;
  code: "no_show" | "late_cancel" | "overrun";
  at: Date;
}

/** The states that violations are in, in turn. */
const turns: readonly ViolationState[] = ["contested", "recorded", "waived", "upheld", "recorded"];

const statements = [
  "当天提前到场，门禁刷卡无反应，已在前台登记。",
  "当日高铁停运滞留途中，已提前一小时电话请求改期。",
  "样品运输途中受台风影响延误，已于前一晚电话告知值班老师。",
];

/** What was recorded of the demonstration market's bookings, and what came of it. */
export function conductRows(visits: readonly Visit[], idOf: ReadonlyMap<string, string>, calendar: Calendar) {
  const lapses = visits
    .flatMap(lapsesOf)
    .toSorted((a, b) => inOrder(a) - inOrder(b) || b.at.getTime() - a.at.getTime());
  const made = lapses.map((lapse, rank) => violationOf(lapse, rank, idOf, calendar));
  const drawn = blockRows(
    made.map(({ lapse, row }) => ({ ...row, facility: lapse.visit.place.facility })),
    calendar,
  );
  return {
    violations: made.map(({ row }) => row),
    blocks: drawn.blocks,
    facts: [...made.flatMap(({ facts }) => facts), ...drawn.facts],
  };
}

/** The demonstration university's come first. */
const inOrder = ({ visit }: Lapse): number => Number(visit.place.facility.org !== "qiantang");

function lapsesOf(visit: Visit): Lapse[] {
  const { credit } = visit.outcome;
  return credit === undefined || credit.code === "good_use"
    ? []
    : [{ visit, code: credit.code, at: credit.at }];
}

const whoOf = ({ place: { facility, person } }: Visit) => ({
  facilityId: listingId("facility", facility),
  providerId: organizationId(facility.org),
  organizationId: organizationId(person.org),
  userId: userId(person.mailbox),
});

function violationOf(lapse: Lapse, rank: number, idOf: ReadonlyMap<string, string>, calendar: Calendar) {
  const { visit, code, at } = lapse;
  const { name } = visit.place;
  const bookingId = idOf.get(name);
  if (bookingId === undefined) throw new Error(`${name} is no booking`);
  const course = courseOf(lapse, rank, calendar);
  const row = {
    id: seedId(`violation ${name}`, firstOrder - rank),
    createdAt: at,
    ...whoOf(visit),
    bookingId,
    code,
    at,
    until: new Date(at.getTime() + countingDays * dayMs),
    ...course,
    version: versions[course.state],
    deadline: course.state === "contested" ? calendar.afterWorkingDays(course.stateSince, 5) : null,
  } satisfies typeof violation.$inferInsert;
  return { lapse, row, facts: factsOf(row, visit) };
}

const versions: Record<ViolationState, number> = { recorded: 1, contested: 2, waived: 2, upheld: 3 };

/** What the staff answered, by what they decided. */
const answers: Partial<Record<ViolationState, string>> = {
  waived: "签到终端当天故障，经核实免除。",
  upheld: "门禁记录显示当日未到场。",
};

/** How far a violation has come: only recent ones still wait for an answer. */
function courseOf({ at, visit }: Lapse, rank: number, calendar: Calendar) {
  const turn = visit.violation ?? turns[rank % turns.length] ?? "recorded";
  const recent = calendar.now.getTime() - at.getTime() < 60 * dayMs;
  const state = turn === "contested" && !recent ? "recorded" : turn;
  const said = state === "contested" || state === "upheld";
  const answeredAt = new Date(Math.min(at.getTime() + 2 * dayMs, calendar.now.getTime() - 3_600_000));
  const since: Partial<Record<ViolationState, Date>> = { recorded: at, contested: calendar.at(-1, 600) };
  return {
    state,
    statement: said ? (statements[rank % statements.length] ?? "") : "",
    reason: answers[state] ?? "",
    stateSince: since[state] ?? answeredAt,
  };
}

/** The audit entries of a violation: recorded, contested where its subject said something, answered. */
function factsOf(
  { id, at, state, statement, reason, stateSince }: ReturnType<typeof courseOf> & { id: string; at: Date },
  { place: { facility, person } }: Visit,
): Fact[] {
  const entity = { entity: "violation", entityId: id };
  const facts: Fact[] = [{ ...entity, at, by: null, transition: "record_violation", to: "recorded" }];
  const answered = reason !== "";
  if (statement) {
    const said = new Date(stateSince.getTime() - (answered ? dayMs / 2 : 0));
    const step = { transition: "contest", from: "recorded", to: "contested", reason: statement };
    facts.push({ ...entity, at: said, by: person.mailbox, ...step });
  }
  if (answered) {
    const transition = state === "waived" ? "waive" : "uphold";
    const from = statement ? "contested" : "recorded";
    const by = facility.org === "qiantang" ? "provider" : facility.org;
    facts.push({ ...entity, at: stateSince, by, transition, from, to: state, reason });
  }
  return facts;
}
