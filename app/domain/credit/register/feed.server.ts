import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { TFunction } from "i18next";
import { v5 as uuidv5 } from "uuid";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { atomXml, type Entry } from "#app/integrations/atom.ts";
import type { Context } from "../../context.ts";
import type { RegisterInput } from "./inputs.ts";
import { listRegister } from "./list.server.ts";
import type { RegisterRow } from "./rows.server.ts";

const newest = 50;
const feedNamespace = "7a4c2f0e-93d1-4c50-8f0b-1d2d2a5f6c07";
const never = new Date(0);

interface Reader {
  t: TFunction;
  locale: Locale;
  baseUrl: string;
}

/** The newest 50 published decisions of a filter as an Atom feed; the tag changes with every byte, also when one is gone. */
export async function registerFeed(
  ctx: Pick<Context, "db" | "clock">,
  input: RegisterInput,
  query: URLSearchParams,
  reader: Reader,
): Promise<{ xml: string; etag: string }> {
  const { items } = await listRegister(ctx, { ...input, page: 1, limit: newest, cursor: undefined });
  const { t, locale, baseUrl } = reader;
  const entries = items.map((row) => entryOf(row, reader));
  const xml = atomXml({
    id: uuidv5(`${query}`, feedNamespace),
    title: t("credit:register.feed"),
    language: locale,
    self: `${baseUrl}/credit.atom?${query}`,
    alternate: `${baseUrl}/credit?${query}`,
    updated: entries[0]?.updated ?? never,
    entries,
  });
  const etag = `W/"${encodeHexLowerCase(sha256(new TextEncoder().encode(xml))).slice(0, 32)}"`;
  return { xml, etag };
}

function entryOf(row: RegisterRow, { t, locale, baseUrl }: Reader): Entry {
  const english = locale === "en";
  const name = english ? row.nameEn || row.nameZh : row.nameZh;
  const offence = english ? row.offenceEn : row.offenceZh;
  const mark = row.underObjection ? ` ${t("credit:underObjection")}` : "";
  return {
    id: row.id,
    title: `${name}: ${offence}${mark}`,
    author: (english ? row.authorityEn || row.authorityZh : row.authorityZh) ?? "",
    summary: [row.documentNo, ...row.measures.map(({ kind }) => say(t, `credit:measure.${kind}`))].join(
      " · ",
    ),
    category: t(`credit:class.${row.class}`),
    link: `${baseUrl}/credit/decisions/${row.id}`,
    published: row.publishedAt,
    updated: row.publishedAt,
  };
}
