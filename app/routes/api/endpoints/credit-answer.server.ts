import { z } from "zod";
import type { RegisterRow } from "#app/domain/credit/register/rows.server.ts";
import type { Locale } from "#app/i18n/locales.ts";

/** A published decision: the national double-publicity columns, as far as they exist here. */
export const decisionShape = {
  id: z.uuid(),
  name: z.string(),
  uscc: z.string(),
  region: z.string(),
  documentNo: z.string(),
  offence: z.strictObject({ code: z.string(), name: z.string() }),
  facts: z.string(),
  basis: z.string(),
  class: z.string(),
  ruleBook: z.int(),
  measures: z.array(
    z.strictObject({
      measure: z.string(),
      from: z.iso.datetime({ offset: true }),
      until: z.iso.datetime({ offset: true }).nullable(),
      state: z.enum(["coming", "in_force", "stayed", "ended"]),
    }),
  ),
  decidedAt: z.iso.datetime(),
  servedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  publishedUntil: z.iso.datetime(),
  authority: z.strictObject({ name: z.string(), uscc: z.string() }).nullable(),
  underObjection: z.boolean(),
  sha256: z.string(),
  url: z.string(),
};

/** What another authority has published about an organisation, in its own words. */
export const externalShape = z.strictObject({
  id: z.uuid(),
  authority: z.string(),
  documentNo: z.string(),
  reason: z.string(),
  basis: z.string(),
  penalty: z.string(),
  listedOn: z.iso.date().nullable(),
  publishedUntil: z.iso.date(),
  underObjection: z.boolean(),
});

interface Reader {
  locale: Locale;
  baseUrl: string;
}

/** A row of the register as the API gives it, in the reader's language. */
export function decisionAnswer(row: RegisterRow, { locale, baseUrl }: Reader) {
  const pick = (zh: string, en: string) => (locale === "en" ? en || zh : zh);
  const { id, uscc, documentNo, sha256, underObjection } = row;
  return {
    ...{ id, uscc, documentNo, sha256, underObjection },
    name: pick(row.nameZh, row.nameEn),
    region: row.regionCode,
    offence: { code: row.offenceCode, name: pick(row.offenceZh, row.offenceEn) },
    facts: row.facts || pick(row.descriptionZh, row.descriptionEn),
    basis: pick(row.basisZh, row.basisEn),
    class: row.class,
    ruleBook: row.ruleBookVersion,
    measures: row.measures.map(({ kind, from, until, state }) => ({
      measure: kind,
      from: new Date(from).toISOString(),
      until: until && new Date(until).toISOString(),
      state,
    })),
    decidedAt: row.decidedAt.toISOString(),
    servedAt: row.servedAt.toISOString(),
    publishedAt: row.publishedAt.toISOString(),
    publishedUntil: row.publishedUntil.toISOString(),
    authority:
      row.authorityZh === null
        ? null
        : { name: pick(row.authorityZh, row.authorityEn ?? ""), uscc: row.authorityUscc ?? "" },
    url: `${baseUrl}/credit/decisions/${id}`,
  };
}
