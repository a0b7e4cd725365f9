import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { OpeningInput, PriceInput, UpdateInput } from "./inputs.ts";
import { setOpeningHours } from "./set-opening-hours.server.ts";
import { setPrices } from "./set-prices.server.ts";
import { setUnits } from "./set-units.server.ts";
import { updateListing } from "./update-listing.server.ts";

/** A listing's lists, each replaced as a whole when given. */
export interface ListingLists {
  units?: { number: number; label: string }[];
  openings?: OpeningInput[];
  prices?: PriceInput[];
}

/** Changes a listing and any of its lists together: all of it is saved, or nothing and the first refusal is answered. */
export function saveListing(
  ctx: Context,
  id: string,
  input: UpdateInput,
  { units, openings, prices }: ListingLists,
): Promise<Result<{ version: number }>> {
  return transact(ctx.db, async (tx) => {
    const inside: Context = { ...ctx, db: tx };
    let { version } = accepted(await updateListing(inside, id, input));
    if (units) ({ version } = accepted(await setUnits(inside, id, { version, units })));
    if (openings) ({ version } = accepted(await setOpeningHours(inside, id, { version, openings })));
    if (prices) ({ version } = accepted(await setPrices(inside, id, { version, prices })));
    return { version };
  });
}

const accepted = <T>(result: Result<T>): T => (result.ok ? result.value : refuse(result.problem));
