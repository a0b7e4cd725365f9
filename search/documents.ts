import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { mayAppear } from "#db/in-force.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import type { IndexSchema, SearchDoc } from "./engine.ts";
import { ipcPrefixes } from "./language/codes.ts";
import type { Lexicon } from "./language/lexicon.ts";
import { priorOfKind } from "./language/stop.ts";
import { searchableFields, searchableText } from "./text.ts";

/** The index of published listings. Raise `version` whenever a document would be projected differently. */
export const listingIndex: IndexSchema = {
  name: "listing",
  version: 3,
  searchable: searchableFields,
  filterable: {
    id: "string",
    kind: "string",
    province: "string",
    city: "string",
    region: "string",
    field: "string[]",
    org: "string",
    funding: "string[]",
    trl: "number",
    ipc: "string[]",
    price: "number",
    createdAt: "number",
    visible: "boolean",
  },
  facets: ["kind", "city", "region", "field", "org", "funding", "trl", "price"],
  groupOf: { city: "region" },
  sortable: ["price", "createdAt"],
};

/** A published listing with everything that its document says; demands without their confidential part. */
interface Source extends Record<string, unknown> {
  id: string;
  kind: ListingKind;
  title_zh: string;
  title_en: string;
  summary_zh: string;
  summary_en: string;
  region_code: string;
  field_codes: string[];
  keywords: string[];
  organization_id: string;
  owner_zh: string;
  owner_en: string;
  places: string[] | null;
  field_names: string[] | null;
  price: number | null;
  published: number;
  /** Nothing in force hides what the owner has published. */
  visible: boolean;
  lat: number | null;
  lng: number | null;
  /** The kind's own part, by column name. */
  part: Record<string, unknown> | null;
}

/** Columns of each kind's table that are read as running text. */
const bodyColumns: Record<ListingKind, readonly string[]> = {
  facility: [
    "functions",
    "technical",
    "service_content",
    "requirement",
    "department",
    "carrier_name",
    "accreditation",
  ],
  technology: ["problem_solved", "advantage", "applications", "wanted", "inventors"],
  service: ["deliverable", "method", "sample_requirement", "accreditation"],
  demand: ["problem", "key_technology", "target", "industry", "preferred_partner"],
};

const ipWords: Record<string, readonly string[]> = {
  invention: ["专利", "发明专利", "patent"],
  utility_model: ["专利", "实用新型", "patent"],
  design: ["专利", "外观设计", "patent"],
  software: ["软件", "软件著作权", "software"],
  plant_variety: ["植物新品种", "plant variety"],
  ic_layout: ["集成电路布图设计"],
  know_how: ["技术秘密", "know-how"],
};

const zone = "Asia/Shanghai";
const days = new Intl.DateTimeFormat("en-CA", { timeZone: zone });

/** The date of an instant in the platform's zone, `2026-12-01`: what prices are in force is settled by it. */
export const platformDate = (now: Date): string => days.format(now);

/**
 * Reads the published ones of `ids` as documents, as of `now`, which settles the prices and measures in force. The version is the database's time in microseconds: a later reading wins.
 */
export async function readDocuments(
  tx: Tx,
  lexicon: Lexicon,
  ids: readonly string[],
  now: Date,
): Promise<SearchDoc[]> {
  if (ids.length === 0) return [];
  const [clock] = await tx.execute<{ version: string }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000000)::bigint::text as version`,
  );
  const wanted = sql`array[${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )}]::uuid[]`;
  const today = platformDate(now);
  const rows = await tx.execute<Source>(sql`
    select l.id, l.kind, l.title_zh, l.title_en, l.summary_zh, l.summary_en, l.region_code, l.field_codes, l.keywords,
      l.organization_id, o.name_zh as owner_zh, o.name_en as owner_en,
      extract(epoch from coalesce(l.published_at, l.created_at))::float8 as published,
      ${mayAppear(sql`l.organization_id`, now)} as visible, place.lat, place.lng,
      (select array_agg(n order by length(code), side) from region,
         lateral (values (name_zh, 1), (name_en, 2)) as names(n, side)
         where code in (left(l.region_code, 2) || '0000', left(l.region_code, 4) || '00', l.region_code)) as places,
      (select array_agg(n) from field, lateral (values (name_zh), (name_en)) as names(n)
         where code = any(l.field_codes)) as field_names,
      case l.kind when 'technology' then t.asking_price when 'demand' then coalesce(d.budget_max, d.budget_min)
        else (select min(amount) from price where listing_id = l.id and user_class <> 'internal'
                and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date))
      end::float8 as price,
      case l.kind when 'facility' then to_jsonb(f) when 'technology' then to_jsonb(t)
        when 'service' then to_jsonb(s) else to_jsonb(d) - 'confidential_part' end as part
    from listing l
      join organization o on o.id = l.organization_id
      left join facility f on f.listing_id = l.id
      left join technology t on t.listing_id = l.id
      left join service s on s.listing_id = l.id
      left join demand d on d.listing_id = l.id
      left join lateral (select lat, lng from region where lat is not null
        and code in (left(l.region_code, 2) || '0000', left(l.region_code, 4) || '00', l.region_code)
        order by code desc limit 1) place on true
    where l.id = any(${wanted}) and l.state = 'published'`);
  return rows.map((row) => documentOf(row, Number(clock?.version ?? 0), lexicon));
}

function documentOf(row: Source, version: number, lexicon: Lexicon): SearchDoc {
  const part = row.part ?? {};
  const ipc = strings(part.ipc);
  return {
    ...searchableText(wordingOf(row, part, ipc), lexicon),
    id: row.id,
    version,
    boost: priorOfKind[row.kind] ?? 0.5,
    kind: row.kind,
    province: row.region_code.slice(0, 2),
    city: row.region_code.slice(0, 4),
    region: row.region_code,
    field: row.field_codes,
    org: row.organization_id,
    funding: strings(part.funding_sources),
    trl: typeof part.trl === "number" ? part.trl : null,
    ipc: [...new Set(ipc.flatMap(ipcPrefixes))],
    price: row.price,
    createdAt: Math.round(row.published),
    visible: row.visible,
    place: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
  };
}

function wordingOf(row: Source, part: Record<string, unknown>, ipc: readonly string[]) {
  const numbers = [string(part.application_no), string(part.publication_no)].filter(Boolean);
  return {
    kind: row.kind,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    keywords: [...row.keywords, ...(row.field_names ?? []), ...(ipWords[string(part.ip_type)] ?? [])],
    maker: string(part.maker),
    model: string(part.model),
    numbers: part.zl_marked === true ? [...numbers, `ZL${string(part.application_no)}`] : numbers,
    ipc,
    ownerZh: row.owner_zh,
    ownerEn: row.owner_en,
    places: row.places ?? [],
    body: [
      row.summary_zh,
      row.summary_en,
      ...bodyColumns[row.kind].flatMap((column) => strings(part[column])),
    ],
  };
}

const string = (value: unknown): string => (typeof value === "string" ? value : "");

const strings = (value: unknown): string[] => {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
};
