import { desc, sql } from "drizzle-orm";
import { caseOrgan, documentCounter } from "#db/schema/cases.ts";
import type { PaperSeries } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { today } from "../working-days.ts";
import { paperNumber } from "./policy.ts";

export type Organ = typeof caseOrgan.$inferSelect;

/** The office that numbers papers for a region: the one whose prefix fits it best. */
export async function organOf(tx: Tx, regionCode: string): Promise<Organ> {
  const [organ] = await tx
    .select()
    .from(caseOrgan)
    .where(sql`starts_with(${regionCode}::text, ${caseOrgan.regionPrefix})`)
    .orderBy(desc(sql`length(${caseOrgan.regionPrefix})`))
    .limit(1);
  if (!organ) throw new Error(`no office numbers cases for the region ${regionCode}`);
  return organ;
}

/**
 * The next number of an office's series in the year. Others who want one wait until this transaction ends, so that the
 * numbers have no gap: take it last.
 */
export async function nextNumber(
  tx: Tx,
  { abbreviation }: Organ,
  series: PaperSeries,
  now: Date,
): Promise<string> {
  const year = Number(today(now).slice(0, 4));
  const [row] = await tx
    .insert(documentCounter)
    .values({ abbreviation, series, year, last: 1 })
    .onConflictDoUpdate({
      target: [documentCounter.abbreviation, documentCounter.series, documentCounter.year],
      set: { last: sql`${documentCounter.last} + 1` },
    })
    .returning({ last: documentCounter.last });
  if (!row) throw new Error("no number was given");
  return paperNumber(abbreviation, series, year, row.last);
}
