import type { Context } from "#app/domain/context.ts";
import { findBooking } from "#app/domain/booking/find-booking.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { writeCalendar } from "#app/integrations/icalendar.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { timesOfBooking } from "./booked-times.server.ts";
import { ownEntry, staffEntry } from "./entries.ts";

/** One booking as a file for a calendar program, to whoever may see the booking. Refuses `not_found`. */
export async function bookingFile(ctx: Context, id: string, locale: Locale): Promise<Result<string>> {
  const found = await findBooking(ctx, id);
  if (!found.ok) return found;
  const row = await timesOfBooking(ctx.db, id);
  if (!row) return fail(problems.notFound("booking"));
  const { t } = translatorFor(locale);
  const reader = { t, locale, baseUrl: env().baseUrl, now: ctx.clock.now() };
  const entry = found.value.scope === "provider" ? staffEntry : ownEntry;
  return ok(writeCalendar(t("calendar:feed.mine"), [entry(row, reader)]));
}
