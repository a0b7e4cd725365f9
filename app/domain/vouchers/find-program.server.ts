import { and, desc, eq, isNotNull } from "drizzle-orm";
import { voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";

export type ProgramRow = typeof voucherProgram.$inferSelect;
export type RulesRow = typeof voucherRules.$inferSelect;

/** A programme of the actor's territory, locked; to officers of other places it is not there. */
export async function lockProgram(tx: Tx, ctx: Pick<Context, "actor">, id: string): Promise<ProgramRow> {
  const [row] = await tx.select().from(voucherProgram).where(eq(voucherProgram.id, id)).for("update");
  return row && may(ctx.actor, "voucher.run", row) ? row : refuse(problems.notFound("voucher_program"));
}

/** The version of a programme's conditions under which applications are judged now. */
export async function rulesInForce(tx: Tx, programId: string): Promise<RulesRow | undefined> {
  const [row] = await tx
    .select()
    .from(voucherRules)
    .where(and(eq(voucherRules.programId, programId), isNotNull(voucherRules.publishedAt)))
    .orderBy(desc(voucherRules.version))
    .limit(1);
  return row;
}
