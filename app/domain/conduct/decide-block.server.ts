import { and, eq } from "drizzle-orm";
import { facilityBlock } from "#db/schema/conduct.ts";
import { fail, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { type Move, move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { isDeserved } from "./count.server.ts";
import { lockConduct } from "./lock.server.ts";
import { blockProcess } from "./states.ts";

/** The records behind a proposal no longer call for it. */
const proposalOver = (): Problem => ({ code: "proposal_over", status: 409 });

type Row = typeof facilityBlock.$inferSelect;

/**
 * Staff put a proposed consequence in force; it begins now and lasts as long as was proposed. Refuses with `proposal_over`
 * once nobody has confirmed it for that long, or when the violations behind it no longer lead to it.
 */
export const enforceBlock = (ctx: Context, id: string): Promise<Result<void>> =>
  decide(ctx, id, { transition: "enforce" }, async (tx, row) => {
    const from = ctx.clock.now();
    if (row.until <= from || !(await isDeserved(tx, row, from))) return refuse(proposalOver());
    const until = new Date(from.getTime() + row.until.getTime() - row.from.getTime());
    await tx.update(facilityBlock).set({ from, until }).where(eq(facilityBlock.id, row.id));
  });

/** Staff decide that a proposed consequence is not called for. */
export const dismissBlock = (
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> =>
  decide(ctx, id, { transition: "dismiss", reason }, (tx, row) => sayWhy(tx, row, reason));

/** Staff end a consequence early. */
export const liftBlock = (ctx: Context, id: string, { reason }: { reason: string }): Promise<Result<void>> =>
  decide(ctx, id, { transition: "lift", reason }, (tx, row) => sayWhy(tx, row, reason));

async function sayWhy(tx: Tx, { id }: Row, reason: string): Promise<void> {
  await tx.update(facilityBlock).set({ reason }).where(eq(facilityBlock.id, id));
}

async function decide(
  ctx: Context,
  id: string,
  step: Move,
  then: (tx: Tx, row: Row) => Promise<void>,
): Promise<Result<void>> {
  const providerId = ctx.actor.organization?.id;
  if (!providerId || !may(ctx.actor, "booking.manage")) return fail(problems.forbidden("booking.manage"));
  const own = and(eq(facilityBlock.id, id), eq(facilityBlock.providerId, providerId));
  return transact(ctx.db, async (tx) => {
    const [known] = await tx.select({ facilityId: facilityBlock.facilityId }).from(facilityBlock).where(own);
    if (!known) return refuse(problems.notFound("facility_block"));
    await lockConduct(tx, known.facilityId);
    const [row] = await tx.select().from(facilityBlock).where(own);
    if (!row) return refuse(problems.notFound("facility_block"));
    await move(tx, ctx, blockProcess, facilityBlock, row, step);
    await then(tx, row);
  });
}
