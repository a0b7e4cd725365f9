import { eq } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import {
  measureRule,
  offence,
  offenceMeasure,
  procedureLimit,
  publicationRule,
  ruleBook,
} from "../../../schema/rule-book.ts";
import { seedId } from "../../ids.ts";
import { type BookRow, books, measureRules, procedureLimits, publicationRules } from "./books.ts";

/** Loads and publishes the first rule books where none of that version is there yet. */
export async function loadRuleBooks(tx: Tx): Promise<void> {
  const known = await tx.select({ version: ruleBook.version }).from(ruleBook);
  for (const book of books) {
    if (!known.some(({ version }) => version === book.version)) await loadBook(tx, book);
  }
}

/** The id of the rule book of that version, as loaded. */
export const ruleBookId = (version: number): string => seedId(`rule book ${version}`);

async function loadBook(tx: Tx, book: BookRow): Promise<void> {
  const id = ruleBookId(book.version);
  const of = { ruleBookId: id };
  await tx.insert(ruleBook).values({ id, version: book.version, noteZh: book.noteZh, noteEn: book.noteEn });
  await tx
    .insert(offence)
    .values(
      book.offences.map((row) => ({ id: seedId(`offence ${book.version} ${row.code}`), ...of, ...row })),
    );
  await tx.insert(offenceMeasure).values(
    book.offences.flatMap(({ code, gravest }) =>
      book.terms[gravest].map(([kind, minDays, maxDays]) => ({
        ...of,
        offenceCode: code,
        kind,
        minDays,
        maxDays,
      })),
    ),
  );
  await tx.insert(measureRule).values(measureRules.map((row) => ({ ...of, ...row })));
  await tx.insert(publicationRule).values(publicationRules.map((row) => ({ ...of, ...row })));
  await tx.insert(procedureLimit).values(procedureLimits.map((row) => ({ ...of, ...row })));
  await tx
    .update(ruleBook)
    .set({ publishedAt: new Date(book.publishedAt), effectiveAt: new Date(book.effectiveAt) })
    .where(eq(ruleBook.id, id));
}
