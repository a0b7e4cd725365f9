import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { type Cause, type ChargeRow, lockChargesOf } from "../charges/find-charge.server.ts";
import { changeCharge } from "../charges/move-charge.server.ts";
import { heldShares } from "./shares.server.ts";
import { standsIn } from "../ledger/legs.ts";
import { post } from "../ledger/post.server.ts";
import { makeRefunds } from "../refunds/make-refunds.server.ts";
import { undoCharge } from "../refunds/refund-charge.server.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** What the payer keeps of it: damages for delay, a penalty that was agreed. Fen. */
interface SetOff {
  amount: number;
  reason: string;
}

/** Fen that are really held for a cause now: what was paid, less what has gone back or was taken back. Locks its charges. */
export async function readHeld(tx: Tx, cause: Cause): Promise<number> {
  const waiting = (await lockChargesOf(tx, cause)).filter(
    ({ held, releasedAt }) => held && releasedAt === null,
  );
  return waiting.reduce((sum, { paid, refunded }) => sum + paid - refunded, 0);
}

/**
 * What is held for a cause goes to the payee: its work was accepted. `setOff` goes back to the payer first. Refuses with
 * `not_funded` when a held charge of the cause is not paid in full, `set_off_exceeds` when more is set off than is held.
 * What has been released already stays so. Returns fen released.
 */
export async function releaseHeld(
  tx: Tx,
  ctx: Actorly,
  cause: Cause,
  { setOff }: { setOff?: SetOff } = {},
): Promise<number> {
  const waiting = (await lockChargesOf(tx, cause)).filter(
    ({ held, releasedAt }) => held && releasedAt === null,
  );
  if (waiting.some(({ state }) => state === "open" || state === "partly_paid"))
    return refuse({ code: "not_funded", status: 409 });
  const holding = waiting.filter(({ paid, refunded }) => paid > refunded);
  const sum = holding.reduce((total, { paid, refunded }) => total + paid - refunded, 0);
  if (setOff && setOff.amount > sum)
    return refuse({ code: "set_off_exceeds", status: 422, params: { held: sum } });
  let back = setOff?.amount ?? 0;
  let released = 0;
  for (const row of holding) {
    const returned = Math.min(back, row.paid - row.refunded);
    back -= returned;
    const rest =
      returned === 0
        ? row
        : (await makeRefunds(tx, ctx, row, { kind: "return", amount: returned, reason: setOff?.reason }))
            .charge;
    released += await release(tx, ctx, rest);
  }
  return released;
}

async function release(tx: Tx, ctx: Actorly, row: ChargeRow): Promise<number> {
  const sum = row.paid - row.refunded;
  const at = ctx.clock.now();
  const after = { ...row, releasedAt: at };
  const shares = await heldShares(tx, row.id);
  const legs = shares.flatMap(({ method, amount }) => [
    { organizationId: row.payeeId, purpose: standsIn(method, row), amount: -amount },
    { organizationId: row.payeeId, purpose: standsIn(method, after), amount },
  ]);
  await post(tx, ctx, { cause: { type: "release", id: row.id }, chargeId: row.id, legs });
  await changeCharge(tx, row.id, { releasedAt: at, holdUntil: null });
  await recordAudit(tx, ctx, {
    ...{ entity: "charge", entityId: row.id, transition: "release-held" },
    detail: { amount: sum, cause: row.causeType, causeId: row.causeId },
  });
  await enqueue(tx, "notify", {
    ...{ template: "charge-released", entity: "charge", entityId: row.id, parties: ["payee"], reason: "" },
    by: ctx.actor.user?.id,
  });
  return sum;
}

/**
 * What is held for a cause goes back to the payer, and what is not paid of it is no longer owed: the milestone was
 * terminated, the deposit is due back. Released money stays the payee's. Returns fen returned.
 */
export async function returnHeld(
  tx: Tx,
  ctx: Actorly,
  cause: Cause,
  { reason }: { reason: string },
): Promise<number> {
  const waiting = (await lockChargesOf(tx, cause)).filter(
    ({ held, releasedAt }) => held && releasedAt === null,
  );
  let returned = 0;
  for (const row of waiting) {
    const after = await undoCharge(tx, ctx, row, reason);
    returned += after.refunded - row.refunded;
  }
  return returned;
}
