import { and, asc, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { externalEntry, externalList } from "#db/schema/credit.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { ExternalMatch } from "#db/schema/vocabulary.ts";
import { isUuid } from "#app/runtime/id.ts";
import { today } from "../../working-days.ts";
import type { Context } from "../../context.ts";
import { may, permissions } from "../../identity/permissions.ts";

/** What another authority has published about an organisation, as itself. */
export interface ExternalRecord {
  id: string;
  authority: string;
  documentNo: string;
  reason: string;
  basis: string;
  penalty: string;
  listedOn: string | null;
  /** The last day of its publication. */
  until: string;
  underObjection: boolean;
}

/** Where the authority gives no end: the longest that the law allows (credit-repair rules of 2026). */
const longestYears = 3;
const endsOn = sql<string>`coalesce(${externalEntry.removedOn},
  (${externalEntry.listedOn} + make_interval(years => ${longestYears}))::date)`;

const contested = sql<boolean>`exists (select 1 from objection o where o.state = 'filed'
  and o.about = 'external_entry' and o.about_id = external_entry.id)`;

/** The entries of other authorities that are surely about an organisation and still published, latest first. */
export function externalRecordsOf(
  { db, clock }: Pick<Context, "db" | "clock">,
  organizationId: string,
): Promise<ExternalRecord[]> {
  return db
    .select({
      id: externalEntry.id,
      authority: externalEntry.authority,
      documentNo: externalEntry.documentNo,
      reason: externalEntry.reason,
      basis: externalEntry.basis,
      penalty: externalEntry.penalty,
      listedOn: externalEntry.listedOn,
      until: sql<string>`${endsOn}::text`,
      underObjection: contested,
    })
    .from(externalEntry)
    .where(
      and(
        eq(externalEntry.organizationId, organizationId),
        or(eq(externalEntry.match, "by_code"), eq(externalEntry.match, "confirmed")),
        isNull(externalEntry.withdrawnAt),
        sql`${endsOn} >= ${today(clock.now())}::date`,
      ),
    )
    .orderBy(desc(externalEntry.listedOn), asc(externalEntry.id));
}

const count = (where: SQL) =>
  sql<number>`(select count(*)::int from external_entry e where e.list_id = ${externalList.id} and ${where})`;

const listColumns = {
  id: externalList.id,
  createdAt: externalList.createdAt,
  source: externalList.source,
  name: externalList.name,
  fileName: externalList.fileName,
  sha256: externalList.sha256,
  regionCode: externalList.regionCode,
  total: externalList.total,
  known: externalList.known,
  importedBy: appUser.name,
  entries: count(sql`true`),
  matched: count(sql`e.match in ('by_code', 'confirmed') and e.withdrawn_at is null`),
  suggested: count(sql`e.match = 'suggested' and e.withdrawn_at is null`),
  withdrawn: count(sql`e.withdrawn_at is not null`),
  rejected: sql<number>`${externalList.total} - ${externalList.known}
    - (select count(*)::int from external_entry e where e.list_id = ${externalList.id})`,
};

const mostLists = 100;

/** The lists of the actor's territory, latest first. */
export async function externalLists({ db, actor }: Context) {
  const lists = await db
    .select(listColumns)
    .from(externalList)
    .innerJoin(appUser, eq(appUser.id, externalList.importedById))
    .where(readable(actor))
    .orderBy(desc(externalList.id))
    .limit(mostLists);
  return lists;
}

/** Lists of the territories of a regulator; all for an auditor. */
function readable({ roles, regionPrefixes }: Context["actor"]): SQL | undefined {
  const all = roles.some((role) => Reflect.get(permissions["case.read"], role) === "any");
  if (all) return undefined;
  const prefixes = regionPrefixes.map((prefix) => sql`${externalList.regionCode} like ${`${prefix}%`}`);
  return prefixes.length > 0 ? or(...prefixes) : sql`false`;
}

export interface ListedEntry {
  id: string;
  row: number;
  uscc: string | null;
  name: string;
  documentNo: string;
  reason: string;
  listedOn: string | null;
  match: ExternalMatch;
  subject: { id: string; nameZh: string; nameEn: string; uscc: string } | null;
  withdrawnReason: string;
}

export const entryViews = ["suggested", "matched", "none", "withdrawn"] as const;
export type EntryView = (typeof entryViews)[number];

const viewed: Record<EntryView, SQL> = {
  suggested: sql`${externalEntry.match} = 'suggested' and ${externalEntry.withdrawnAt} is null`,
  matched: sql`${externalEntry.match} in ('by_code', 'confirmed') and ${externalEntry.withdrawnAt} is null`,
  none: sql`${externalEntry.match} in ('none', 'refused') and ${externalEntry.withdrawnAt} is null`,
  withdrawn: sql`${externalEntry.withdrawnAt} is not null`,
};

const perPage = 100;

/** One list with a page of its entries; undefined to those who may not see it. */
export async function externalListPage(ctx: Context, id: string, view: EntryView, after?: number) {
  if (!isUuid(id)) return undefined;
  const [list] = await ctx.db
    .select({ ...listColumns, rejectedRows: externalList.rejected })
    .from(externalList)
    .innerJoin(appUser, eq(appUser.id, externalList.importedById))
    .where(eq(externalList.id, id));
  if (!list || !may(ctx.actor, "case.read", list)) return undefined;
  const entries = await ctx.db
    .select({
      id: externalEntry.id,
      row: externalEntry.row,
      uscc: externalEntry.uscc,
      name: externalEntry.name,
      documentNo: externalEntry.documentNo,
      reason: externalEntry.reason,
      listedOn: externalEntry.listedOn,
      match: externalEntry.match,
      withdrawnReason: externalEntry.withdrawnReason,
      subject: {
        id: organization.id,
        nameZh: organization.nameZh,
        nameEn: organization.nameEn,
        uscc: organization.uscc,
      },
    })
    .from(externalEntry)
    .leftJoin(organization, eq(organization.id, externalEntry.organizationId))
    .where(and(eq(externalEntry.listId, id), viewed[view], after ? gt(externalEntry.row, after) : undefined))
    .orderBy(asc(externalEntry.row))
    .limit(perPage + 1);
  const shown: ListedEntry[] = entries.slice(0, perPage);
  return { list, entries: shown, next: entries.length > perPage ? (shown.at(-1)?.row ?? null) : null };
}
