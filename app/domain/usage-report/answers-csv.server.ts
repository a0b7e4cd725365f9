import { sql } from "drizzle-orm";
import type { TFunction } from "i18next";
import type { KeptAnswer } from "#db/schema/booking-policy.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { usesIn } from "./figures.server.ts";
import type { Period } from "./period.ts";

/** More than one spreadsheet can hold nobody reads at once; a larger provider asks for shorter periods. */
const mostRows = 50_000;

type Row = {
  facility: string;
  begun: string;
  ended: string;
  user: string;
  organization: string;
  booking: string;
  answers: KeptAnswer[];
};

const columns = ["facility", "begun", "ended", "user", "organization", "booking"] as const;

/**
 * What users were asked and answered on booking, of all uses in a period, in the words of the time: a line each, for the
 * provider's own records beside those of use. CSV in UTF-8 with the mark that spreadsheets need; times are the facility's.
 * Refuses with `forbidden`.
 */
export async function answersCsv(ctx: Context, period: Period, t: TFunction): Promise<Result<string>> {
  const provider = ctx.actor.organization;
  if (!provider || !may(ctx.actor, "booking.manage", { organizationId: provider.id }))
    return fail(problems.forbidden("booking.manage"));
  const rows = await ctx.db.execute<Row>(selectAnswers(provider.id, period));
  const heads = [...columns, "question", "answer"].map((name) => say(t, `usageReport:answersHead.${name}`));
  const lines = [...rows].flatMap((row) =>
    row.answers.map((one) => [...columns.map((name) => row[name]), one.textZh, written(one, t)]),
  );
  return ok(`\uFEFF${[heads, ...lines].map((line) => csvLine(line)).join("")}`);
}

const written = ({ kind, answer }: KeptAnswer, t: TFunction): string =>
  kind === "yes_no" ? say(t, `booking:question.${answer}`) : answer;

const selectAnswers = (providerId: string, period: Period) => sql`
  select l.title_zh as facility, p.name as user, o.name_zh as organization, b.id as booking, b.answers,
    to_char(u.actual_from at time zone f.timezone, 'YYYY-MM-DD HH24:MI') as begun,
    to_char(u.actual_to at time zone f.timezone, 'YYYY-MM-DD HH24:MI') as ended
  from ${usesIn(providerId, period)} u
  join booking b on b.id = u.booking_id and b.answers <> '[]'
  join facility f on f.listing_id = u.facility_id
  join listing l on l.id = u.facility_id
  join app_user p on p.id = u.user_id
  join organization o on o.id = u.organization_id
  order by u.actual_from, u.id
  limit ${mostRows}`;
