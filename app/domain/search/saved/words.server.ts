import type { TFunction } from "i18next";
import type { Tx } from "#db/client.ts";
import {
  fieldLabels,
  type Label,
  organizationLabels,
  regionLabels,
} from "#app/domain/search/labels.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { inputOfSaved } from "./query.ts";

const yuan = new Intl.NumberFormat("zh-CN", { style: "currency", currency: "CNY" });

/** The conditions of a saved query in words of the reader's language, the typed ones first. */
export async function conditionsInWords(
  tx: Tx,
  query: string,
  t: TFunction,
  locale: Locale,
): Promise<string[]> {
  const { q, kind, region, field, org, funding, trl, ipc, priceMax } = inputOfSaved(query);
  const named = (values: readonly string[], labels: ReadonlyMap<string, Label>) =>
    values.map((value) => {
      const label = labels.get(value);
      return label ? (locale === "en" ? label.en : label.zh) : value;
    });
  const [regions, fields, owners] = [
    await regionLabels(tx, region),
    await fieldLabels(tx, field),
    await organizationLabels(tx, org),
  ];
  const money = priceMax === undefined ? [] : [yuan.format(priceMax / 100)];
  return [
    ...(q.trim() ? [q.trim()] : []),
    ...kind.map((one) => say(t, `common:kind.${one}`)),
    ...named(region, regions),
    ...named(field, fields),
    ...named(org, owners).map((name) => say(t, "savedSearches:condition.org", { name })),
    ...funding.map((one) => say(t, `search:funding.${one}`)),
    ...trl.map((level) => say(t, "search:trl", { level })),
    ...(ipc ? [say(t, "search:ipc.chip", { ipc })] : []),
    ...money.map((amount) => say(t, "savedSearches:condition.price", { amount })),
  ];
}
