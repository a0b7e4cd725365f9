import { z } from "zod";
import { isPlausible } from "#app/domain/plausible.ts";
import { day } from "#app/domain/values.ts";
import { Temporal } from "temporal-polyfill";
import { fundingSources, listingKinds } from "#db/schema/vocabulary.ts";
import { deepestHit, sorts } from "./options.ts";

export const defaultLimit = 20;
export const longestFreeMinutes = 7 * 24 * 60;

/** One or several values of a query parameter; `?kind=` is none. */
const several = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [...new Set([value].flat())].filter((one) => one !== ""))
    .pipe(z.array(item).max(50))
    .default([]);

const whole = (min: number, max: number) => z.coerce.number().pipe(z.int().min(min).max(max));
const blankToNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);
const zone = "Asia/Shanghai";
const regionCode = z.string().regex(/^(?:\d{2}){1,3}$/);

/** An instant, or a day in the platform's zone, which stands for its beginning or, at the end of a window, its end. */
const instantOrDay = (daysLater: number) =>
  z
    .union([
      z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
      day.transform((value) => {
        const shifted = Temporal.PlainDate.from(value).add({ days: daysLater });
        return new Date(shifted.toZonedDateTime(zone).epochMilliseconds);
      }),
    ])
    .refine(isPlausible, { error: "day_out_of_range", abort: true });

/**
 * What `GET /api/v1/search` takes, strings as they come. `region` is a GB/T 2260 code or its first two or four digits, and a
 * district chosen beside its city narrows the city;
 * `priceMax` is fen; `ipc` is the beginning of a symbol; the three `free…` belong together, `freeFrom` and `freeTo` being
 * instants or whole days in the platform's zone. `near` is the region that distances are counted from, between the seats
 * of governments; without it, that of the caller's organisation. `sort=free` answers facilities only, the next free first.
 */
export const searchInput = z
  .strictObject({
    q: z.string().max(400).default(""),
    kind: several(z.enum(listingKinds)),
    region: several(regionCode),
    field: several(z.string().regex(/^\d{3}$/)),
    org: several(z.uuid()),
    funding: several(z.enum(fundingSources)),
    trl: several(z.string().regex(/^[1-9]$/)),
    ipc: blankToNothing(
      z
        .string()
        .regex(/^[A-Ha-h][0-9A-Za-z /]{0,20}$/)
        .optional(),
    ),
    priceMax: blankToNothing(whole(0, 1_000_000_000_000).optional()),
    freeFrom: blankToNothing(instantOrDay(0).optional()),
    freeTo: blankToNothing(instantOrDay(1).optional()),
    freeMinutes: blankToNothing(whole(1, longestFreeMinutes).optional()),
    near: blankToNothing(regionCode.optional()).describe(
      "Region by two, four or six digits that distances are counted from, between the seats of governments; without it, the region of the caller's organisation",
    ),
    sort: blankToNothing(z.enum(sorts).default("relevance")).describe(
      `One of ${sorts.join(", ")}; "distance" needs a place (see near), "free" answers facilities, the next free first`,
    ),
    page: blankToNothing(whole(1, deepestHit).default(1)),
    limit: blankToNothing(whole(1, 100).default(defaultLimit)),
  })
  .superRefine(({ page, limit, freeFrom, freeTo, freeMinutes }, context) => {
    if (page * limit > deepestHit)
      context.addIssue({ code: "custom", path: ["page"], message: "page_too_deep" });
    const given = [freeFrom, freeTo, freeMinutes].filter((value) => value !== undefined).length;
    if (given !== 0 && given !== 3)
      context.addIssue({ code: "custom", path: ["freeFrom"], message: "free_incomplete" });
    if (freeFrom && freeTo && freeTo <= freeFrom)
      context.addIssue({ code: "custom", path: ["freeTo"], message: "free_end_before_start" });
    if (freeFrom && freeTo && freeTo.getTime() - freeFrom.getTime() > 62 * 86_400_000) {
      context.addIssue({ code: "custom", path: ["freeTo"], message: "free_window_too_long" });
    }
  });

export type SearchInput = z.output<typeof searchInput>;

export const suggestInput = z.strictObject({ q: z.string().max(200).default("") });
