import { and, eq, lte } from "drizzle-orm";
import { voucherProgram } from "#db/schema/vouchers.ts";
import type { Context } from "../context.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { programProcess } from "./states.ts";

/** Job: programmes whose last day of use is over are closed. Run again it does nothing. */
export async function endPrograms(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const due = await ctx.db
    .select({ id: voucherProgram.id })
    .from(voucherProgram)
    .where(and(eq(voucherProgram.state, "open"), lte(voucherProgram.deadline, now)));
  for (const { id } of due)
    await transact(ctx.db, async (tx) => {
      const [row] = await tx.select().from(voucherProgram).where(eq(voucherProgram.id, id)).for("update");
      if (row?.state !== "open" || row.deadline === null || row.deadline > now) return;
      await move(tx, ctx, programProcess, voucherProgram, row, { transition: "end_program", deadline: null });
    });
  return due.length;
}
