import type { bookingPolicy } from "../../schema/booking-policy.ts";
import type { facilityBlock, violation } from "../../schema/conduct.ts";
import type { BlockLevel, BlockState } from "../../schema/vocabulary.ts";
import { seedId } from "../ids.ts";
import type { FacilitySeed } from "../shapes.ts";
import type { Calendar } from "./calendar.ts";
import type { Fact } from "./trail.ts";

const firstOrder = 365_000;
const dayMs = 86_400_000;

/** Days for which a violation counts everywhere in the demonstration market. */
export const countingDays = 90;

const strict = { countingDays, warnAfter: 1, shortBlockAfter: 3, longBlockAfter: 5 };
const patient = { countingDays, warnAfter: 2, shortBlockAfter: 4, longBlockAfter: null };

/** What facilities publish about violations: those that are used unattended are the strictest. */
export const conductOf = ({ policy }: FacilitySeed) =>
  ({
    ...(policy === "selfUse" || policy === "quick" ? strict : patient),
    automaticShortBlock: policy === "selfUse",
  }) satisfies Partial<typeof bookingPolicy.$inferInsert>;

type Recorded = typeof violation.$inferInsert & { facility: FacilitySeed };
type Block = typeof facilityBlock.$inferInsert & { facility: FacilitySeed; stateSince: Date };

/** What the recorded violations led to: drawn as the facilities' rules say, and in part decided by their staff. */
export function blockRows(violations: readonly Recorded[], calendar: Calendar) {
  const pairs = Map.groupBy(violations, ({ facilityId, userId }) => `${facilityId} ${userId}`);
  const blocks = [...pairs.values()].flatMap((rows) => drawnFrom(rows, calendar));
  return {
    blocks: blocks.map(({ facility: _, ...row }) => row),
    facts: blocks.flatMap(factsOf),
  };
}

const ranks: Record<BlockLevel, number> = { warning: 0, short: 1, long: 2 };
const lengths: Record<BlockLevel, number> = { warning: countingDays, short: 7, long: 30 };

/** The consequences for one person at one facility, in the order in which they arose. */
function drawnFrom(rows: readonly Recorded[], calendar: Calendar): Block[] {
  const blocks: Block[] = [];
  const counting = rows.filter(({ state }) => state !== "waived").toSorted((a, b) => +a.at - +b.at);
  for (const [index, row] of counting.entries()) {
    const recent = counting.slice(0, index + 1).filter(({ until }) => until > row.at);
    const level = levelOf(recent.length, row.facility);
    const open = blocks.filter(({ until }) => until > row.at);
    if (level && !open.some((block) => ranks[block.level] >= ranks[level])) {
      blocks.push(blockOf(row, level, calendar));
    }
  }
  return blocks;
}

function levelOf(count: number, facility: FacilitySeed): BlockLevel | undefined {
  const { warnAfter, shortBlockAfter, longBlockAfter } = conductOf(facility);
  if (longBlockAfter !== null && count >= longBlockAfter) return "long";
  if (count >= shortBlockAfter) return "short";
  return count >= warnAfter ? "warning" : undefined;
}

function blockOf(row: Recorded, level: BlockLevel, { now }: Calendar): Block {
  const { facility, facilityId, providerId, organizationId, userId, at } = row;
  const automatic = conductOf(facility).automaticShortBlock && level !== "long";
  // Staff have looked at what is older than two weeks, and let the older short blocks off again.
  const old = now.getTime() - at.getTime() > 14 * dayMs;
  const lifted = old && level === "short";
  const state: BlockState = lifted ? "lifted" : automatic || old ? "in_force" : "proposed";
  const stateSince = automatic && !lifted ? at : new Date(at.getTime() + (old ? dayMs : 0));
  const from = lifted ? at : stateSince;
  return {
    ...{
      facility,
      facilityId,
      providerId,
      organizationId,
      userId,
      level,
      automatic,
      state,
      from,
      stateSince,
    },
    id: seedId(`block ${row.id} ${level}`, firstOrder + Math.floor((at.getTime() - now.getTime()) / dayMs)),
    createdAt: at,
    until: new Date(from.getTime() + lengths[level] * dayMs),
    reason: lifted ? "经核实当日仪器停机，提前解除。" : "",
    version: stateSince === at ? 1 : 2,
  };
}

function factsOf({ id = "", state = "proposed", automatic, facility, ...row }: Block): Fact[] {
  const about = { entity: "facility_block", entityId: id };
  const first = automatic ? "in_force" : "proposed";
  const drawn = {
    ...about,
    at: row.createdAt ?? row.from,
    by: null,
    transition: "draw_consequence",
    to: first,
  };
  if (state === first) return [drawn];
  const by = facility.org === "qiantang" ? "provider" : facility.org;
  const transition = state === "lifted" ? "lift" : "enforce";
  const decided = {
    ...about,
    at: row.stateSince,
    by,
    transition,
    from: first,
    to: state,
    reason: row.reason,
  };
  return [drawn, decided];
}
