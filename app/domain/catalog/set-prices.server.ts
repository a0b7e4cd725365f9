import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import { price } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { isExclusionViolation } from "#db/errors.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { type FieldError, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { calendarDay } from "./days.ts";
import { differences } from "./diff.ts";
import { demandPublishable } from "./facts.server.ts";
import type { PriceInput, pricesInput } from "./inputs.ts";
import { lockForEdit, staleSave } from "./listing-row.server.ts";
import { loadPrices } from "./snapshot.server.ts";
import { touchListing } from "./touch.server.ts";

/**
 * Replaces the price list of a facility or service: every line that is not yet over. Lines that are over stay as the
 * record of what was asked. Refuses with `invalid` and the lines named when two overlap, and with `not_publishable` when
 * a published listing would break the price rule.
 */
export async function setPrices(
  ctx: Context,
  id: string,
  { version, prices }: z.output<typeof pricesInput>,
): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const row = await lockForEdit(tx, ctx, id);
    if (row.kind !== "facility" && row.kind !== "service") {
      return refuse(problems.invalid([{ path: "prices", code: "no_price_list" }]));
    }
    if (version !== row.version) return refuse(staleSave(["prices"], row.version));
    const overlaps = overlapping(prices);
    if (overlaps.length > 0) return refuse(problems.invalid(overlaps));
    const before = await loadPrices(tx, id);
    await replace(tx, id, calendarDay(ctx.clock.now()), prices);
    if (differences({ prices: before }, { prices: await loadPrices(tx, id) }).length === 0)
      return { version };
    if (row.state === "published") await demandPublishable(tx, ctx.clock, row);
    return { version: await touchListing(tx, ctx, row, "set_prices") };
  });
}

async function replace(
  tx: Tx,
  listingId: string,
  today: string,
  prices: readonly PriceInput[],
): Promise<void> {
  const notOver = or(isNull(price.validTo), gt(price.validTo, today));
  await tx.delete(price).where(and(eq(price.listingId, listingId), notOver));
  if (prices.length === 0) return;
  try {
    await tx.insert(price).values(prices.map((line) => ({ ...line, listingId })));
  } catch (error) {
    // Lines of this save were compared already: what overlaps is a line that is over.
    if (isExclusionViolation(error))
      refuse(problems.invalid([{ path: "prices", code: "price_overlaps_past" }]));
    throw error;
  }
}

/** The lines whose validity overlaps an earlier line of the same item, unit and user class. */
export function overlapping(prices: readonly PriceInput[]): FieldError[] {
  return prices.flatMap((line, i) => {
    const other = prices.findIndex(
      (earlier, j) =>
        j < i &&
        earlier.item === line.item &&
        earlier.unit === line.unit &&
        earlier.userClass === line.userClass &&
        line.validFrom < (earlier.validTo ?? "9999") &&
        earlier.validFrom < (line.validTo ?? "9999"),
    );
    return other < 0
      ? []
      : [{ path: `prices.${i}.validFrom`, code: "price_overlaps", params: { row: other + 1 } }];
  });
}
