import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { authorityRecord, caseOrgan } from "#db/schema/cases.ts";
import { holiday, parameter } from "#db/schema/shared.ts";
import type { Context } from "#app/domain/context.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { moveDeadlinesOffRestDays } from "./rest-days.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { AuthorityInput, HolidayInput, ParameterInput } from "./inputs.ts";

const yearOf = (day: string): string => day.slice(0, 4);

/**
 * Enters the state's calendar of whole years: `days` are all that differ from the week, and take the place of what was there for their years. Deadlines
 * of the authorities' processes that would now end on a day of rest move to the end of the next working day. Returns the years. Refuses `invalid` when a day is named twice.
 */
export function enterHolidays(
  ctx: Context,
  days: readonly HolidayInput[],
  reason: string,
): Promise<Result<string[]>> {
  const years = [...new Set(days.map(({ day }) => yearOf(day)))].toSorted();
  return transact(ctx.db, async (tx) => {
    if (new Set(days.map(({ day }) => day)).size < days.length)
      refuse(problems.invalid([{ path: "day", code: "repeated" }]));
    for (const year of years) {
      const before = await tx
        .delete(holiday)
        .where(sql`${holiday.day} between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`)
        .returning({ day: holiday.day });
      const rows = days.filter(({ day }) => yearOf(day) === year);
      await tx
        .insert(holiday)
        .values(rows.map(({ day, kind, name }) => ({ day, name, working: kind === "working" })));
      await recordAudit(tx, ctx, {
        entity: "holiday",
        entityId: uuid(),
        transition: "enter_holidays",
        reason,
        detail: { year: Number(year), entries: rows.length, before: before.length },
      });
    }
    await moveDeadlinesOffRestDays(tx, ctx.clock.now());
    return years;
  });
}

/** Enters a number of the rules from a day on, for the province or a region; one for the same day is replaced. */
export function enterParameter(ctx: Context, input: ParameterInput): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const { name, value, source, from: validFrom, region: regionPrefix } = input;
    const [row] = await tx
      .insert(parameter)
      .values({ name, value, source, validFrom, regionPrefix })
      .onConflictDoUpdate({
        target: [parameter.name, parameter.regionPrefix, parameter.validFrom],
        set: { value, source },
      })
      .returning({ id: parameter.id });
    if (!row) throw new Error("parameter was not inserted");
    await recordAudit(tx, ctx, {
      entity: "parameter",
      entityId: row.id,
      transition: "enter_parameter",
      reason: source,
      detail: { name, regionCode: regionPrefix, day: validFrom, value },
    });
  });
}

/**
 * Enters what an authority's papers say of it from a day on; a record for the same day is replaced. What was signed stays
 * as it was. Refuses `not_found` where no authority numbers cases.
 */
export function enterAuthority(ctx: Context, input: AuthorityInput): Promise<Result<void>> {
  return transact(ctx.db, async (tx) => {
    const { region: regionPrefix, from: validFrom, source } = input;
    const [organ] = await tx.select().from(caseOrgan).where(eq(caseOrgan.regionPrefix, regionPrefix));
    if (!organ) return refuse(problems.notFound("authority_record"));
    const record = {
      sealZh: input.seal,
      addressZh: input.address,
      addressEn: input.addressEn,
      telephone: input.telephone,
      reconsiderationZh: input.reconsideration,
      reconsiderationEn: input.reconsiderationEn,
      reconsiderationAddressZh: input.reconsiderationAddress,
      reconsiderationAddressEn: input.reconsiderationAddressEn,
      courtZh: input.court,
      courtEn: input.courtEn,
      source,
    };
    await tx
      .insert(authorityRecord)
      .values({ regionPrefix, validFrom, ...record })
      .onConflictDoUpdate({ target: [authorityRecord.regionPrefix, authorityRecord.validFrom], set: record });
    await recordAudit(tx, ctx, {
      entity: "authority_record",
      entityId: uuid(),
      transition: "enter_authority",
      reason: source,
      detail: { regionCode: regionPrefix, day: validFrom },
    });
  });
}
