import { and, asc, eq } from "drizzle-orm";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../../context.ts";
import { today } from "../../working-days.ts";
import { endOf } from "../milestones/policy.ts";
import { type Rights, rightsOf, royaltyTurnOf } from "../rights.ts";
import type { ContractRow } from "../scene.server.ts";
import type { Terms } from "../terms.ts";
import { dayAfter, gapsBetween, type Period, periodsOf } from "./policy.ts";
import { stepPeriod } from "./step.server.ts";
import { royaltyTerms } from "./terms.ts";

type Platform = Pick<Context, "actor" | "clock">;
type Of = Pick<ContractRow, "id" | "clientId" | "developerId">;

/** Plans the periods of a royalty from the text that both have signed; none where the parties settle it between them. */
export const planRoyalties = (
  tx: Tx,
  ctx: Pick<Context, "clock">,
  row: Of,
  text: { id: string; terms: Terms },
): Promise<void> => addPeriods(tx, ctx, row, text, { n: 0, kept: [] });

async function addPeriods(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  { id: contractId, clientId, developerId }: Of,
  text: { id: string; terms: Terms },
  known: { n: number; kept: readonly Period[] },
): Promise<void> {
  const turn = royaltyTurnOf(text.terms);
  if (turn === null) return;
  const { royaltyFrom, royaltyUntil, royaltyReportDays } = rightsOf(text.terms);
  const now = clock.now();
  const gaps = gapsBetween(known.kept, royaltyFrom, royaltyUntil);
  const planned = gaps
    .flatMap(({ startsOn, endsOn }) => periodsOf(turn, startsOn, endsOn))
    .map((period, index) => ({
      ...{ contractId, clientId, developerId, n: known.n + index + 1, textId: text.id, ...period },
      ...{ deadline: reportBy(period.endsOn, royaltyReportDays), createdAt: now, stateSince: now },
    }));
  if (planned.length > 0) await tx.insert(royaltyPeriod).values(planned);
}

/** Until when a period has to be reported: the end of the last of so many days after it. */
const reportBy = (endsOn: string, days: number): Date => endOf(dayAfter(endsOn, days));

const periods = (tx: Tx, contractId: string) =>
  tx
    .select()
    .from(royaltyPeriod)
    .where(eq(royaltyPeriod.contractId, contractId))
    .orderBy(asc(royaltyPeriod.n));

/**
 * An amended text says otherwise how a royalty is reckoned: what has been reported stays, what has not is planned anew by the
 * new text: every day of the royalty that lies in no reported period. `ctx` acts as the platform.
 */
export async function replanRoyalties(
  tx: Tx,
  ctx: Platform,
  row: Of,
  { before, text }: { before: Terms; text: { id: string; terms: Terms } },
): Promise<void> {
  if (sameRoyalty(rightsOf(before), rightsOf(text.terms))) return;
  const known = await periods(tx, row.id);
  for (const period of known)
    if (period.state === "due")
      await stepPeriod(tx, ctx, period, { transition: "end-royalty", deadline: null, quiet: true });
  const kept = known.filter(({ state }) => state !== "due" && state !== "ended");
  await addPeriods(tx, ctx, row, text, { n: known.at(-1)?.n ?? 0, kept });
}

const sameRoyalty = (one: Rights, other: Rights): boolean =>
  royaltyNames.every((name) => one[name] === other[name]);

const isRoyaltyName = (name: string): name is keyof typeof royaltyTerms => Object.hasOwn(royaltyTerms, name);
const royaltyNames = [...Object.keys(royaltyTerms).filter(isRoyaltyName), "fee"] as const;

/**
 * A contract ends: the period that runs is cut to that day, those to come are off. What was over stays to be reported and
 * paid. `ctx` acts as the platform.
 */
export async function endRoyalties(tx: Tx, ctx: Platform, contractId: string): Promise<void> {
  const day = today(ctx.clock.now());
  const open = and(eq(royaltyPeriod.contractId, contractId), eq(royaltyPeriod.state, "due"));
  for (const period of await tx.select().from(royaltyPeriod).where(open)) {
    if (period.startsOn > day)
      await stepPeriod(tx, ctx, period, { transition: "end-royalty", deadline: null });
    else if (period.endsOn > day)
      await tx
        .update(royaltyPeriod)
        .set({ endsOn: day, deadline: shifted(period, day) })
        .where(eq(royaltyPeriod.id, period.id));
  }
}

/** The deadline of a period that ends on another day, as long after its end as before. */
function shifted({ endsOn, deadline }: typeof royaltyPeriod.$inferSelect, day: string): Date | null {
  return deadline && new Date(deadline.getTime() - (endOf(endsOn).getTime() - endOf(day).getTime()));
}
