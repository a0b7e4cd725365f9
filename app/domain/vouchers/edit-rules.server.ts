import { and, desc, eq, isNull } from "drizzle-orm";
import { voucherRules } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { checkedConditions } from "./check-conditions.server.ts";
import { lockProgram, type ProgramRow } from "./find-program.server.ts";
import type { RulesInput } from "./inputs.ts";

/**
 * Writes the draft of a programme's next version: the one there is, or a new one after the last. Published versions stay as
 * they are. Refuses `local_restriction` where a condition is forbidden, `not_allowed_now` once the programme is over.
 */
export async function draftRules(
  ctx: Context,
  programId: string,
  input: RulesInput,
): Promise<Result<{ version: number }>> {
  if (!may(ctx.actor, "voucher.run")) return fail(problems.forbidden("voucher.run"));
  return transact(ctx.db, async (tx) => {
    const program = await lockProgram(tx, ctx, programId);
    if (!["draft", "open"].includes(program.state))
      return refuse(problems.notAllowedNow("draft_voucher_rules", program.state));
    const rules = await checkedConditions(tx, ctx, program.regionCode, input);
    const version = await writeDraft(tx, ctx, program, rules);
    await recordAudit(tx, ctx, {
      entity: "voucher_program",
      entityId: program.id,
      transition: "draft_voucher_rules",
      detail: { ...rules, version },
    });
    return { version };
  });
}

async function writeDraft(
  tx: Tx,
  { actor, clock }: Context,
  { id: programId }: ProgramRow,
  rules: Omit<RulesInput, "providerPlace">,
): Promise<number> {
  const ofProgram = eq(voucherRules.programId, programId);
  const [changed] = await tx
    .update(voucherRules)
    .set(rules)
    .where(and(ofProgram, isNull(voucherRules.publishedAt)))
    .returning({ version: voucherRules.version });
  if (changed) return changed.version;
  const [last] = await tx
    .select({ version: voucherRules.version })
    .from(voucherRules)
    .where(ofProgram)
    .orderBy(desc(voucherRules.version))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  await tx
    .insert(voucherRules)
    .values({ ...rules, programId, version, createdBy: actor.user?.id ?? null, createdAt: clock.now() });
  return version;
}
