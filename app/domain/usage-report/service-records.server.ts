import { sql } from "drizzle-orm";
import type { Evaluation, FundingSource, ServiceType, ServiceWay } from "#db/schema/vocabulary.ts";
import { type Sheet, writeSheets } from "#app/integrations/spreadsheet.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { usesIn } from "./figures.server.ts";
import type { Period } from "./period.ts";
import { incomeHeads, incomeTitle, recordCells, recordHeads, type ServiceRecord } from "./nrii-record.ts";

/** More than one spreadsheet can hold nobody reports at once; a larger provider reports by shorter periods. */
const mostRows = 50_000;

type Row = {
  innerId: string;
  title: string;
  way: ServiceWay;
  amount: number;
  hours: number;
  begun: string;
  ended: string;
  content: string;
  external: boolean;
  serviceType: ServiceType;
  project: string;
  funding: FundingSource[];
  fields: string[];
  user: string;
  phone: string;
  email: string;
  organization: string;
  evaluation: Evaluation | null;
  agreement: boolean;
};

/**
 * The state's workbook of service records (NRII 服务记录) of the actor's organisation, with the summary of income from outside
 * users that goes with it. Refuses with `forbidden`.
 */
export async function serviceRecords(ctx: Context, period: Period): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const provider = ctx.actor.organization;
  if (!provider || !may(ctx.actor, "booking.manage", { organizationId: provider.id }))
    return fail(problems.forbidden("booking.manage"));
  const rows: ServiceRecord[] = [...(await ctx.db.execute<Row>(selectRows(provider.id, period)))];
  return ok(writeSheets([recordSheet(rows), incomeSheet(rows)]));
}

/** Local times as `YYYY-MM-DD HH`; fields by their names; the organisation's telephone, because people's are not kept. */
const selectRows = (providerId: string, period: Period) => sql`
  select f.inner_id as "innerId", l.title_zh as title, u.way, u.amount::float8 as amount, u.hours::float8 as hours,
    to_char(u.actual_from at time zone f.timezone, 'YYYY-MM-DD HH24') as begun,
    to_char(u.actual_to at time zone f.timezone, 'YYYY-MM-DD HH24') as ended,
    u.content, u.external, u.service_type as "serviceType", u.project, u.funding,
    array(select fd.name_zh from field fd where fd.code = any(u.fields) order by fd.code) as fields,
    p.name as user, o.contact_phone as phone, p.email, o.name_zh as organization, u.evaluation, u.agreement
  from ${usesIn(providerId, period)} u
  join facility f on f.listing_id = u.facility_id
  join listing l on l.id = u.facility_id
  join app_user p on p.id = u.user_id
  join organization o on o.id = u.organization_id
  order by u.actual_from, u.id
  limit ${mostRows}`;

const recordSheet = (rows: readonly ServiceRecord[]): Sheet => ({
  name: "服务记录",
  rows: [[...recordHeads], ...rows.map(recordCells)],
});

/** 科研仪器开放服务收入汇总表: vouchers are the accounts' own, their columns stay empty for the accountant. */
const incomeSheet = (rows: readonly ServiceRecord[]): Sheet => ({
  name: "收入汇总",
  rows: [
    [incomeTitle],
    [...incomeHeads],
    ...rows
      .filter(({ external, amount }) => external && amount > 0)
      .map((row) => [
        row.ended.slice(0, 10),
        "",
        "",
        row.content,
        row.amount / 100,
        row.title,
        row.organization,
      ]),
  ],
});
