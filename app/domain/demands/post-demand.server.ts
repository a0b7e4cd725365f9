import { marketWords } from "#search/indexing.ts";
import type { z } from "zod";
import { ok, refuse, type Result } from "#app/runtime/problem.ts";
import { createListing } from "../catalog/create-listing.server.ts";
import { limits } from "../catalog/limits.ts";
import { submitListing } from "../catalog/submit-listing.server.ts";
import type { Context } from "../context.ts";
import { transact } from "../transact.server.ts";
import type { demandForm } from "./forms.ts";
import { suggestKeywords } from "./matching/terms.ts";

type Posted = z.output<typeof demandForm>;

/**
 * A demand from its one-page form: keywords are chosen from the text where none were given, the public summary is the
 * problem's beginning where none was written. Submitted for review unless it is only a draft; both or neither.
 */
export async function postDemand(
  ctx: Context,
  { intent, fieldCode, keywords, summaryZh, titleZh, regionCode, budgetMax, ...part }: Posted,
): Promise<Result<{ id: string }>> {
  const own = keywords.split(/[,，、;；\n]/).map((word) => word.trim().slice(0, limits.keyword));
  const chosen = [...new Set(own.filter(Boolean))].slice(0, limits.keywords);
  return transact(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const made = await createListing(inside, {
      ...{ kind: "demand", titleZh, regionCode, fieldCodes: [fieldCode] },
      keywords: chosen.length > 0 ? chosen : await keywordsFor(ctx, titleZh, [part.problem, part.target]),
      summaryZh: summaryZh || part.problem,
      demand: { ...part, budgetMax: budgetMax ?? null },
    });
    if (!made.ok) return refuse(made.problem);
    const done = intent === "draft" ? ok({}) : await submitListing(inside, { id: made.value.id });
    return done.ok ? { id: made.value.id } : refuse(done.problem);
  });
}

/** Keywords for a demand's texts by the market's own words. */
export async function keywordsFor(
  { db }: Pick<Context, "db">,
  title: string,
  texts: readonly string[],
): Promise<string[]> {
  return suggestKeywords(title, texts, await marketWords(db).lexicon());
}
