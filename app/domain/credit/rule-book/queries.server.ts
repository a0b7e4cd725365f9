import { asc, desc, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import {
  measureRule,
  offence,
  offenceMeasure,
  procedureLimit,
  publicationRule,
  ruleBook,
} from "#db/schema/rule-book.ts";
import { measureKinds, misconductClasses, procedureLimitCodes } from "#db/schema/vocabulary.ts";
import type { Context } from "../../context.ts";
import { bookInForce } from "./limits.server.ts";

type Row<T extends { $inferSelect: object }> = Omit<T["$inferSelect"], "id" | "ruleBookId">;

export interface OffenceRule extends Row<typeof offence> {
  measures: { kind: (typeof measureKinds)[number]; minDays: number | null; maxDays: number | null }[];
}

/** A rule book with all its parts. */
export interface RuleBook {
  id: string;
  version: number;
  publishedAt: Date | null;
  effectiveAt: Date | null;
  noteZh: string;
  noteEn: string;
  offences: OffenceRule[];
  measures: Row<typeof measureRule>[];
  publications: Row<typeof publicationRule>[];
  limits: Row<typeof procedureLimit>[];
}

export type BookState = "draft" | "announced" | "in_force" | "former";

export interface BookLine {
  version: number;
  publishedAt: Date | null;
  effectiveAt: Date | null;
  noteZh: string;
  noteEn: string;
  state: BookState;
}

/** The published versions, latest first, with how each stands now. */
export async function publishedBooks({ db, clock }: Pick<Context, "db" | "clock">): Promise<BookLine[]> {
  const now = clock.now();
  const [rows, current] = await Promise.all([
    db.select().from(ruleBook).where(isNotNull(ruleBook.publishedAt)).orderBy(desc(ruleBook.version)),
    bookInForce(db, now),
  ]);
  return rows.map(({ id, createdAt: _, ...row }) => ({
    ...row,
    state:
      id === current?.id ? "in_force" : row.effectiveAt && row.effectiveAt > now ? "announced" : "former",
  }));
}

/** A published version with its parts; without a number, the one in force. Undefined when there is none. */
export async function readBook(
  { db, clock }: Pick<Context, "db" | "clock">,
  version?: number,
): Promise<RuleBook | undefined> {
  const book =
    version === undefined
      ? await bookInForce(db, clock.now())
      : (await db.select().from(ruleBook).where(eq(ruleBook.version, version)))[0];
  return book?.publishedAt ? withParts(db, book) : undefined;
}

/** A book with its parts, each in the order of its vocabulary or code. */
export async function withParts(tx: Tx, book: typeof ruleBook.$inferSelect): Promise<RuleBook> {
  const { id, version, publishedAt, effectiveAt, noteZh, noteEn } = book;
  const [offences, terms, measures, publications, limits] = await Promise.all([
    tx.select().from(offence).where(eq(offence.ruleBookId, id)).orderBy(asc(offence.code)),
    tx.select().from(offenceMeasure).where(eq(offenceMeasure.ruleBookId, id)),
    tx.select().from(measureRule).where(eq(measureRule.ruleBookId, id)),
    tx.select().from(publicationRule).where(eq(publicationRule.ruleBookId, id)),
    tx.select().from(procedureLimit).where(eq(procedureLimit.ruleBookId, id)),
  ]);
  const byKind = inOrder(measureKinds);
  return {
    ...{ id, version, publishedAt, effectiveAt, noteZh, noteEn },
    offences: offences.map(({ id: _, ruleBookId: __, ...row }) => ({
      ...row,
      measures: terms
        .filter(({ offenceCode }) => offenceCode === row.code)
        .map(({ kind, minDays, maxDays }) => ({ kind, minDays, maxDays }))
        .toSorted((a, b) => byKind(a.kind, b.kind)),
    })),
    measures: measures.map(ofBook).toSorted((a, b) => byKind(a.kind, b.kind)),
    publications: publications.map(ofBook).toSorted((a, b) => inOrder(misconductClasses)(a.class, b.class)),
    limits: limits.map(ofBook).toSorted((a, b) => inOrder(procedureLimitCodes)(a.code, b.code)),
  };
}

const ofBook = <T extends { ruleBookId: string }>({ ruleBookId: _, ...row }: T): Omit<T, "ruleBookId"> => row;

const inOrder =
  (order: readonly string[]) =>
  (a: string, b: string): number =>
    order.indexOf(a) - order.indexOf(b);
