import { and, eq, gt, inArray, isNull, max } from "drizzle-orm";
import { auditEntry } from "#db/schema/shared.ts";
import { voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { move, recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { instantsOf } from "./periods.ts";
import { lockProgram, type ProgramRow, type RulesRow } from "./find-program.server.ts";
import { voucherProblems } from "./problems.ts";
import { programProcess } from "./states.ts";

/**
 * Publishes a programme's drafted conditions; the first version opens the programme with its budget. What is published
 * never changes. Refuses `program_own` to whoever wrote any of it.
 */
export const publishProgram = (ctx: Context, id: string): Promise<Result<void>> =>
  onProgram(ctx, id, async (tx, program) => {
    if (await hasDrafted(tx, ctx, id)) return refuse(voucherProblems.programOwn());
    const rules = await publishDraft(tx, ctx, program);
    const deadline = instantsOf({ from: rules.useUntil, to: rules.useUntil }).to;
    if (program.state === "draft")
      await move(tx, ctx, programProcess, voucherProgram, program, { transition: "open_program", deadline });
    else await tx.update(voucherProgram).set({ deadline }).where(eq(voucherProgram.id, id));
  });

/** Whether the actor has written something of a programme since its last version was published. */
async function hasDrafted(tx: Tx, { actor }: Context, id: string): Promise<boolean> {
  const ofProgram = and(eq(auditEntry.entity, "voucher_program"), eq(auditEntry.entityId, id));
  const [published] = await tx
    .select({ seq: max(auditEntry.seq) })
    .from(auditEntry)
    .where(and(ofProgram, eq(auditEntry.transition, "publish_voucher_rules")));
  const [drafted] = await tx
    .select({ seq: auditEntry.seq })
    .from(auditEntry)
    .where(
      and(
        ofProgram,
        inArray(auditEntry.transition, ["draft_program", "draft_voucher_rules"]),
        eq(auditEntry.actorId, actor.user?.id ?? ""),
        gt(auditEntry.seq, published?.seq ?? 0),
      ),
    )
    .limit(1);
  return drafted !== undefined;
}

async function publishDraft(tx: Tx, ctx: Context, { id, state }: ProgramRow): Promise<RulesRow> {
  if (!["draft", "open"].includes(state))
    return refuse(problems.notAllowedNow("publish_voucher_rules", state));
  const [rules] = await tx
    .update(voucherRules)
    .set({ publishedAt: ctx.clock.now(), publishedBy: ctx.actor.user?.id ?? null })
    .where(and(eq(voucherRules.programId, id), isNull(voucherRules.publishedAt)))
    .returning();
  if (!rules) return refuse(problems.notFound("voucher_rules"));
  await recordAudit(tx, ctx, {
    entity: "voucher_program",
    entityId: id,
    transition: "publish_voucher_rules",
    detail: { version: rules.version },
  });
  return rules;
}

/** Ends applications to a programme, with a reason that everybody reads. Vouchers that were granted stay good. */
export const closeProgram = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  onProgram(ctx, id, (tx, program) => step(tx, ctx, program, "close_program", input.reason));

/** Drops a draft that turned out wrong. */
export const discardProgram = (ctx: Context, id: string, input: { reason: string }): Promise<Result<void>> =>
  onProgram(ctx, id, (tx, program) => step(tx, ctx, program, "discard_program", input.reason));

const step = async (tx: Tx, ctx: Context, program: ProgramRow, transition: string, reason: string) =>
  void (await move(tx, ctx, programProcess, voucherProgram, program, { transition, reason, deadline: null }));

async function onProgram(
  ctx: Context,
  id: string,
  work: (tx: Tx, program: ProgramRow) => Promise<void>,
): Promise<Result<void>> {
  if (!may(ctx.actor, "voucher.run")) return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => work(tx, await lockProgram(tx, ctx, id)));
}
