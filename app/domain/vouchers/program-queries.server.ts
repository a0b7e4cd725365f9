import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { auditEntry, region } from "#db/schema/shared.ts";
import { budget, voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import { placeName } from "#db/place-name.ts";
import type { Context } from "../context.ts";
import { inTerritory } from "../identity/territory.server.ts";

const reserved = sql<number>`(select coalesce(sum(v.reserved), 0) from voucher v
  where v.program_id = ${voucherProgram.id})`.mapWith(Number);
const waiting = sql<number>`(select count(*)::int from voucher v
  where v.program_id = ${voucherProgram.id} and v.state = 'applied')`.mapWith(Number);
const holders = sql<number>`(select count(distinct v.organization_id)::int from voucher v
  where v.program_id = ${voucherProgram.id} and v.granted_at is not null)`.mapWith(Number);

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select({
      program: voucherProgram,
      budget,
      region: placeName,
      regulatorZh: organization.nameZh,
      regulatorEn: organization.nameEn,
      /** Fen set aside for uses that are not over. */
      reserved,
      /** Applications that nobody has decided. */
      waiting,
      holders,
    })
    .from(voucherProgram)
    .innerJoin(budget, eq(budget.id, voucherProgram.budgetId))
    .innerJoin(organization, eq(organization.id, voucherProgram.organizationId))
    .leftJoin(region, eq(region.code, voucherProgram.regionCode))
    .$dynamic();

export type ProgramItem = Awaited<ReturnType<typeof select>>[number];

/** The programmes of the actor's territory, the latest first. */
export const listPrograms = (ctx: Context): Promise<ProgramItem[]> =>
  select(ctx).where(inTerritory(ctx.actor, voucherProgram.regionCode)).orderBy(desc(voucherProgram.id));

/** One programme of the actor's territory; undefined elsewhere. */
export async function findProgram(ctx: Context, id: string): Promise<ProgramItem | undefined> {
  const [found] = await select(ctx).where(
    and(eq(voucherProgram.id, id), inTerritory(ctx.actor, voucherProgram.regionCode)),
  );
  return found;
}

const shown = inArray(voucherProgram.state, ["open", "closed"]);

/** What everybody may see: published programmes, those that are open first. */
export const publicPrograms = (ctx: Pick<Context, "db">): Promise<ProgramItem[]> =>
  select(ctx).where(shown).orderBy(sql`${voucherProgram.state} = 'closed'`, desc(voucherProgram.id));

export async function publicProgram(ctx: Pick<Context, "db">, id: string): Promise<ProgramItem | undefined> {
  const [found] = await select(ctx).where(and(eq(voucherProgram.id, id), shown));
  return found;
}

export type RulesVersion = typeof voucherRules.$inferSelect;

/** The versions of a programme's conditions, the latest first; with drafts only for its officers. */
export const versionsOf = (
  { db }: Pick<Context, "db">,
  programId: string,
  drafts: boolean,
): Promise<RulesVersion[]> =>
  db
    .select()
    .from(voucherRules)
    .where(
      and(eq(voucherRules.programId, programId), drafts ? undefined : isNotNull(voucherRules.publishedAt)),
    )
    .orderBy(desc(voucherRules.version));

/** The conditions under which each of these programmes takes applications. */
export async function currentRules(
  { db }: Pick<Context, "db">,
  programIds: readonly string[],
): Promise<Map<string, RulesVersion>> {
  if (programIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([voucherRules.programId])
    .from(voucherRules)
    .where(and(inArray(voucherRules.programId, [...programIds]), isNotNull(voucherRules.publishedAt)))
    .orderBy(voucherRules.programId, desc(voucherRules.version));
  return new Map(rows.map((row) => [row.programId, row]));
}

/** The names of listed institutions: Art. 22 asks for the list to be published. */
export async function institutionsOf({ db }: Pick<Context, "db">, codes: readonly string[]) {
  if (codes.length === 0) return [];
  return db
    .select({
      id: organization.id,
      uscc: organization.uscc,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
      region: placeName,
    })
    .from(organization)
    .leftJoin(region, eq(region.code, organization.regionCode))
    .where(inArray(organization.uscc, [...codes]))
    .orderBy(asc(organization.uscc));
}

/** What has happened to a programme or a voucher, oldest first. */
export const historyOf = ({ db }: Pick<Context, "db">, entity: "voucher_program" | "voucher", id: string) =>
  db
    .select({
      at: auditEntry.at,
      actorName: auditEntry.actorName,
      transition: auditEntry.transition,
      toState: auditEntry.toState,
      reason: auditEntry.reason,
    })
    .from(auditEntry)
    .where(and(eq(auditEntry.entity, entity), eq(auditEntry.entityId, id)))
    .orderBy(asc(auditEntry.seq));
