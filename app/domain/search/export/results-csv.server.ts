import type { TFunction } from "i18next";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { Context } from "#app/domain/context.ts";
import type { SearchInput } from "#app/domain/search/inputs.ts";
import { deepestHit } from "#app/domain/search/options.ts";
import { type Hit, type SearchPage, searchMarket } from "#app/domain/search/search.server.ts";
import { platformDate } from "#search/documents.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";

const page = 100;
const encoder = new TextEncoder();

const columns = [
  "kind",
  "titleZh",
  "titleEn",
  "owner",
  "place",
  "maker",
  "model",
  "ipType",
  "applicationNo",
  "ipc",
  "trl",
  "price",
  "unit",
  "published",
  "link",
] as const;

interface Reader {
  t: TFunction;
  locale: Locale;
  baseUrl: string;
}

/**
 * The results of a search as CSV, in their order: at most 1,000, the rest is mentioned in a last line. In UTF-8 with a byte
 * order mark, which spreadsheets need; written page by page while it is sent. Refuses as the search does.
 */
export async function resultsCsv(
  ctx: Context,
  input: SearchInput,
  reader: Reader,
): Promise<Result<{ name: string; body: AsyncGenerator<Uint8Array> }>> {
  const first = await searchMarket(ctx, { ...input, page: 1, limit: page });
  if (!first.ok) return first;
  const name = `kexiang-${platformDate(ctx.clock.now())}.csv`;
  return ok({ name, body: pages(ctx, input, reader, first.value) });
}

async function* pages(ctx: Context, input: SearchInput, reader: Reader, first: SearchPage) {
  const heads = columns.map((name) => say(reader.t, `savedSearches:column.${name}`));
  yield encoder.encode(`\uFEFF${csvLine(heads)}`);
  let current = first;
  for (let number = 1; ; ) {
    yield encoder.encode(current.hits.map((hit) => csvLine(cellsOf(hit, reader))).join(""));
    number++;
    if (number * page > deepestHit || (number - 1) * page >= current.total.value) break;
    const next = await searchMarket(ctx, { ...input, page: number, limit: page });
    // The answer has begun, so it can only be broken off: a file must not look complete when it is not.
    if (!next.ok) throw new Error(`search could not be continued: ${next.problem.code}`);
    current = next.value;
  }
  if (current.total.value > deepestHit)
    yield encoder.encode(csvLine([say(reader.t, "savedSearches:cut", { most: deepestHit })]));
}

function cellsOf(hit: Hit, { t, locale, baseUrl }: Reader): string[] {
  const english = locale === "en";
  const cells: Record<(typeof columns)[number], string> = {
    kind: say(t, `common:kind.${hit.kind}`),
    titleZh: hit.titleZh,
    titleEn: hit.titleEn,
    owner: english ? hit.ownerEn || hit.ownerZh : hit.ownerZh,
    place: hit.region.map(({ zh, en }) => (english ? en : zh)).join(english ? ", " : " "),
    maker: hit.maker ?? "",
    model: hit.model ?? "",
    ipType: hit.ipType ? say(t, `search:ip.${hit.ipType}`) : "",
    applicationNo: hit.applicationNo ?? "",
    ipc: hit.ipc?.join(" ") ?? "",
    trl: hit.trl === null ? "" : String(hit.trl),
    price: yuan(hit.lowestPrice?.amount ?? hit.askingPrice ?? hit.budgetMax ?? hit.budgetMin),
    unit: hit.lowestPrice ? say(t, `search:unit.${hit.lowestPrice.unit}`) : "",
    published: hit.publishedAt ? platformDate(hit.publishedAt) : "",
    link: baseUrl + listingPath(hit.kind, hit.id),
  };
  return columns.map((name) => cells[name]);
}

const yuan = (fen: number | null): string => (fen === null ? "" : (fen / 100).toFixed(2));
