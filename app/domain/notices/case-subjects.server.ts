import type { Deadline } from "#app/domain/deadline.ts";
import { type AnyColumn, eq } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import { misconductCase, objection, rectification, repair } from "#db/schema/cases.ts";
import { organization } from "#db/schema/identity.ts";
import { objectionProcess } from "#app/domain/cases/objection/states.ts";
import { rectificationProcess } from "#app/domain/cases/rectification/states.ts";
import { repairProcess } from "#app/domain/cases/repair/states.ts";
import { caseProcess } from "#app/domain/cases/states.ts";
import type { Party } from "#app/domain/process.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

/** The case itself. The accused and the handlers see different pages of it. */
export async function loadCase(tx: Tx, id: string): Promise<Subject | undefined> {
  const found = await caseOf(tx, id);
  return found && subjectOf(found, caseProcess.parties, found.row, found.row.deadline);
}

/** An objection: with a case behind it, called by the case's title, else by the beginning of what was said. */
export async function loadObjection(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: objection,
      zh: organization.nameZh,
      en: organization.nameEn,
      title: misconductCase.title,
      caseNo: misconductCase.caseNo,
    })
    .from(objection)
    .innerJoin(organization, eq(organization.id, objection.subjectId))
    .leftJoin(misconductCase, eq(misconductCase.id, objection.caseId))
    .where(eq(objection.id, id));
  if (!found) return undefined;
  const { row, title, caseNo } = found;
  return {
    parties: objectionProcess.parties,
    row,
    words: (locale) => ({
      title: title ?? [...row.grounds].slice(0, 40).join(""),
      caseNo: caseNo ?? "",
      from: inLocale(found, locale),
      due: row.deadline ? lastDayText(row.deadline, platformZone, locale) : "",
    }),
    href: (party) => (party === "subject" ? "/organization/credit" : `/oversight/objections/${id}`),
  };
}

export const loadRectification = (tx: Tx, id: string): Promise<Subject | undefined> =>
  loadPart(tx, rectification, rectification.id, id, rectificationProcess.parties);

export const loadRepair = (tx: Tx, id: string): Promise<Subject | undefined> =>
  loadPart(tx, repair, repair.id, id, repairProcess.parties);

type Found = NonNullable<Awaited<ReturnType<typeof caseOf>>>;

async function caseOf(tx: Tx, id: string) {
  const [found] = await tx
    .select({ row: misconductCase, zh: organization.nameZh, en: organization.nameEn })
    .from(misconductCase)
    .innerJoin(organization, eq(organization.id, misconductCase.subjectId))
    .where(eq(misconductCase.id, id));
  return found;
}

type Part = PgTable & { caseId: AnyColumn; deadline: AnyColumn };

async function loadPart(
  tx: Tx,
  table: Part,
  key: AnyColumn,
  id: string,
  parties: Subject["parties"],
): Promise<Subject | undefined> {
  const [row] = await tx.select().from(table).where(eq(key, id));
  const caseId: unknown = row && Reflect.get(row, "caseId");
  const found = typeof caseId === "string" ? await caseOf(tx, caseId) : undefined;
  const due: unknown = row && Reflect.get(row, "deadline");
  return row && found && subjectOf(found, parties, row, due instanceof Date ? due : null);
}

const subjectOf = (
  found: Found,
  parties: Readonly<Record<string, Party>>,
  row: object,
  due: Deadline | null,
): Subject => ({
  parties,
  row,
  words: (locale) => ({
    title: found.row.title,
    caseNo: found.row.caseNo,
    from: inLocale(found, locale),
    due: due ? lastDayText(due, platformZone, locale) : "",
  }),
  href: (party) => {
    if (party === "subject") return `/organization/cases/${found.row.id}`;
    return party === "complainant"
      ? `/account/complaints/${found.row.id}`
      : `/oversight/cases/${found.row.id}`;
  },
});
