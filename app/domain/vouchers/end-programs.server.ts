import { and, eq, lte } from "drizzle-orm";
import { voucherProgram } from "#db/schema/vouchers.ts";
import type { Context } from "../context.ts";
import { settleDue } from "../due.server.ts";
import { move } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { programProcess } from "./states.ts";

/** Job `end-programs`: programmes whose last day of use is over are closed. Run again it does nothing. */
export const endPrograms = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "end-programs", [
    {
      entity: "voucher_program",
      find: (isReady) =>
        ctx.db
          .select({ id: voucherProgram.id })
          .from(voucherProgram)
          .where(
            and(
              eq(voucherProgram.state, "open"),
              lte(voucherProgram.deadline, ctx.clock.now()),
              isReady(voucherProgram.id),
            ),
          ),
      work: (id) => endOne(ctx, id),
    },
  ]);

const endOne = (ctx: Context, id: string) =>
  transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(voucherProgram).where(eq(voucherProgram.id, id)).for("update");
    if (row?.state !== "open" || row.deadline === null || row.deadline > ctx.clock.now()) return;
    await move(tx, ctx, programProcess, voucherProgram, row, { transition: "end_program", deadline: null });
  });
