import type { bookingPolicy } from "../../schema/booking-policy.ts";
import type { facilityBlock, violation } from "../../schema/conduct.ts";
import type { ViolationState } from "../../schema/vocabulary.ts";
import { seedId } from "../ids.ts";
import type { FacilitySeed } from "../shapes.ts";
import type { Visit } from "./bookings.ts";
import type { Calendar } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Fact } from "./trail.ts";

const firstOrder = 360_000;
const dayMs = 86_400_000;
const countingDays = 90;

/** What facilities publish about violations: those that are used unattended are the strictest. */
export const conductOf = ({ policy }: FacilitySeed): Partial<typeof bookingPolicy.$inferInsert> =>
  policy === "selfUse" || policy === "quick"
    ? {
        countingDays,
        warnAfter: 1,
        shortBlockAfter: 3,
        longBlockAfter: 5,
        automaticShortBlock: policy === "selfUse",
      }
    : { countingDays, warnAfter: 2, shortBlockAfter: 4 };

interface Lapse {
  visit: Visit;
  code: "no_show" | "late_cancel" | "overrun";
  at: Date;
}

/** The states that violations are in, in turn. */
const turns: readonly ViolationState[] = ["contested", "recorded", "waived", "upheld", "recorded"];

const statements = [
  "当天提前到场，门禁刷卡无反应，已在前台登记。",
  "前一位用户超时二十分钟才离开，因此推迟开始。",
  "样品运输途中封控延误，已于前一晚电话告知值班老师。",
];

/** What was recorded of the demonstration market's bookings, and what came of it. */
export function conductRows(visits: readonly Visit[], idOf: ReadonlyMap<string, string>, calendar: Calendar) {
  const lapses = visits
    .flatMap(lapsesOf)
    .toSorted((a, b) => inOrder(a) - inOrder(b) || b.at.getTime() - a.at.getTime());
  const made = lapses.map((lapse, rank) => violationOf(lapse, rank, idOf, calendar));
  return {
    violations: made.map(({ row }) => row),
    blocks: blocksOf(lapses, calendar),
    facts: made.flatMap(({ facts }) => facts),
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

function violationOf(
  { visit, code, at }: Lapse,
  rank: number,
  idOf: ReadonlyMap<string, string>,
  calendar: Calendar,
) {
  const { name, person } = visit.place;
  const bookingId = idOf.get(name);
  if (bookingId === undefined) throw new Error(`${name} is no booking`);
  const recent = calendar.now.getTime() - at.getTime() < 60 * dayMs;
  const turn = turns[rank % turns.length] ?? "recorded";
  const state = turn === "contested" && !recent ? "recorded" : turn;
  const answered = state === "waived" || state === "upheld";
  const statement =
    state === "contested" || state === "upheld" ? (statements[rank % statements.length] ?? "") : "";
  const since = Math.min(at.getTime() + 2 * dayMs, calendar.now.getTime() - 3_600_000);
  const stateSince =
    state === "recorded" ? at : new Date(state === "contested" ? calendar.at(-1, 600) : since);
  const row: typeof violation.$inferInsert = {
    id: seedId(`violation ${name}`, firstOrder - rank),
    createdAt: at,
    ...whoOf(visit),
    bookingId,
    code,
    at,
    until: new Date(at.getTime() + countingDays * dayMs),
    statement,
    reason: answered
      ? state === "waived"
        ? "签到终端当天故障，经核实免除。"
        : "门禁记录显示当日未到场。"
      : "",
    state,
    version: { recorded: 1, contested: 2, waived: 2, upheld: 3 }[state],
    stateSince,
    deadline: state === "contested" ? calendar.afterWorkingDays(stateSince, 5) : null,
  };
  const recorded = { entity: "violation", entityId: row.id ?? "" };
  const staff = `${visit.place.facility.org === "qiantang" ? "provider" : visit.place.facility.org}`;
  const facts: Fact[] = [{ ...recorded, at, by: null, transition: "record_violation", to: "recorded" }];
  if (statement) {
    const said = { at: new Date(stateSince.getTime() - (answered ? dayMs / 2 : 0)), by: person.mailbox };
    facts.push({
      ...recorded,
      ...said,
      transition: "contest",
      from: "recorded",
      to: "contested",
      reason: statement,
    });
  }
  if (answered) {
    const transition = state === "waived" ? "waive" : "uphold";
    const from = statement ? "contested" : "recorded";
    facts.push({ ...recorded, at: stateSince, by: staff, transition, from, to: state, reason: row.reason });
  }
  return { row, facts };
}

/** Proposals for the staff, a warning in force, and a block that was lifted again. */
function blocksOf(lapses: readonly Lapse[], calendar: Calendar): (typeof facilityBlock.$inferInsert)[] {
  const pairs = new Map(
    lapses
      .filter((lapse) => inOrder(lapse) === 0)
      .map((lapse) => [Object.values(whoOf(lapse.visit)).join(), lapse] as const),
  );
  const kinds = [
    { level: "short", state: "proposed", days: 7, ago: 1 },
    { level: "warning", state: "proposed", days: countingDays, ago: 2 },
    { level: "warning", state: "in_force", days: countingDays, ago: 20 },
    { level: "short", state: "lifted", days: 7, ago: 9 },
  ] as const;
  return [...pairs.values()].slice(0, kinds.length).flatMap(({ visit }, index) => {
    const kind = kinds[index];
    if (!kind) return [];
    const from = calendar.at(-kind.ago, 600);
    return [
      {
        id: seedId(`block ${index}`, firstOrder + 100 + index),
        createdAt: from,
        ...whoOf(visit),
        level: kind.level,
        state: kind.state,
        from,
        until: new Date(from.getTime() + kind.days * dayMs),
        reason: kind.state === "lifted" ? "经核实当日仪器停机，提前解除。" : "",
        version: kind.state === "proposed" ? 1 : 2,
        stateSince: from,
      },
    ];
  });
}
