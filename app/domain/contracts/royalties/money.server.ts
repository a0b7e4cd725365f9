import { and, eq, notInArray } from "drizzle-orm";
import { contract } from "#db/schema/contracts.ts";
import { charge } from "#db/schema/money.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import type { Tx } from "#db/client.ts";
import type { ChargeRow } from "../../money/charges/find-charge.server.ts";
import { isOpenCharge, levelCharges } from "../../money/charges/level-charges.server.ts";
import type { Settlement } from "../../money/settlement.server.ts";
import type { Context } from "../../context.ts";
import { today } from "../../working-days.ts";
import { closeIfDone } from "../close.server.ts";
import { endOf } from "../milestones/policy.ts";
import { asPlatform } from "../scene.server.ts";
import { dayAfter } from "./policy.ts";
import { type PeriodRow, stepPeriod } from "./step.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** How money knows a period. */
const causeOf = ({ id }: Pick<PeriodRow, "id">) => ({ type: "royalty", id });

/** The day by which what is reported on a day has to be paid: to its end in the platform's zone. */
export const payBy = (reportedAt: Date, days: number): Date => endOf(dayAfter(today(reportedAt), days));

/** The same where something may be owed already, which nobody puts off by putting a report right. */
export async function stillPayBy(tx: Tx, period: PeriodRow, at: Date, days: number): Promise<Date> {
  const open = (await liveCharges(tx, period)).find(isOpenCharge);
  return open?.dueAt ?? payBy(at, days);
}

const liveCharges = (tx: Tx, { id }: PeriodRow): Promise<Pick<ChargeRow, "state" | "dueAt">[]> =>
  tx
    .select({ state: charge.state, dueAt: charge.dueAt })
    .from(charge)
    .where(
      and(
        ...[eq(charge.causeType, "royalty"), eq(charge.causeId, id)],
        notInArray(charge.state, ["cancelled", "expired"]),
      ),
    );

/**
 * Makes the charges of a period say what is owed by the report that holds, and settles it where nothing is left to pay. What
 * is missing is due when the period's time to pay is over. Call with the contract locked and the period `charged`. `ctx` acts as the platform.
 */
export async function levelRoyalty(tx: Tx, ctx: Actorly, period: PeriodRow): Promise<void> {
  const owed = period.amount ?? 0;
  await levelCharges(tx, ctx, {
    ...{ payerId: period.clientId, payeeId: period.developerId, cause: causeOf(period) },
    ...{ purpose: "royalty", owed, dueAt: period.deadline },
    lines: ({ charged, waived }) => [
      { reason: "royalty", params: { from: period.startsOn, until: period.endsOn }, amount: owed },
      ...(charged === 0 ? [] : [{ reason: "already_charged", amount: -charged }]),
      ...(waived === 0 ? [] : [{ reason: "withdrawn", amount: -waived }]),
    ],
  });
  await settleIfPaid(tx, ctx, period);
}

/** Nothing is left to pay of a period: it comes to rest, and with the last one its contract. */
async function settleIfPaid(tx: Tx, ctx: Actorly, period: PeriodRow): Promise<void> {
  if (period.state !== "charged") return;
  if ((await liveCharges(tx, period)).some(isOpenCharge)) return;
  await stepPeriod(tx, ctx, period, { transition: "settle-royalty", deadline: null });
  await closeIfDone(tx, ctx, period.contractId);
}

/** Locks the contract first, as all acts on its periods do. */
async function lockedPeriod(tx: Tx, { causeId }: ChargeRow): Promise<PeriodRow> {
  const [known] = await tx
    .select({ contractId: royaltyPeriod.contractId })
    .from(royaltyPeriod)
    .where(eq(royaltyPeriod.id, causeId));
  if (known)
    await tx
      .select({ id: contract.id })
      .from(contract)
      .where(eq(contract.id, known.contractId))
      .for("update");
  const [period] = await tx.select().from(royaltyPeriod).where(eq(royaltyPeriod.id, causeId)).for("update");
  if (!period) throw new Error(`royalty period ${causeId} was charged and is gone`);
  return period;
}

/** A charge of a period was paid, or somebody of the licensor no longer asks for it. */
const settled = async (tx: Tx, ctx: Actorly, owed: ChargeRow): Promise<void> =>
  settleIfPaid(tx, asPlatform(ctx), await lockedPeriod(tx, owed));

/** What had been withdrawn is wanted after all. */
async function reckon(tx: Tx, ctx: Actorly, owed: ChargeRow): Promise<void> {
  const platform = asPlatform(ctx);
  const period = await lockedPeriod(tx, owed);
  const again =
    period.state === "settled"
      ? await stepPeriod(tx, platform, period, { transition: "reopen-royalty", deadline: owed.dueAt })
      : period;
  if (again.state === "charged") await levelRoyalty(tx, platform, again);
}

/** What becomes of a period when its charge is paid, withdrawn, or asked for again. */
export const royaltySettlement: Settlement = { paid: settled, withdrawn: settled, reckon };
