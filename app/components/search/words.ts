import { useTranslation } from "react-i18next";
import type { Label } from "#app/domain/search/labels.server.ts";
import type { Hit } from "#app/domain/search/search.server.ts";
import { formatCount, formatDate, formatLargeMoney, formatMoney, localeOf } from "#app/components/format.ts";

const conciseFrom = 10_000_00;

/** How the search says names, places, prices and facts in the reader's language. */
export function useSearchWords() {
  const { t, i18n } = useTranslation("search");
  const locale = localeOf(i18n.language);
  const english = locale === "en";
  const money = (fen: number) => (fen >= conciseFrom ? formatLargeMoney(fen, locale) : formatMoney(fen));
  const name = (label: Label) => (english ? label.en : label.zh);
  const day = (date: string) => formatDate(`${date}T00:00:00+08:00`, locale);

  const price = (hit: Hit): string => priceOf(hit, t, money);

  const facts = (hit: Hit): string[] =>
    [
      [hit.maker, hit.model].filter(Boolean).join(" "),
      hit.ipType && t(`ip.${hit.ipType}`),
      hit.applicationNo,
      hit.ipc?.slice(0, 2).join(" "),
      hit.trl !== null && t("trl", { level: hit.trl }),
      hit.category && t(`category.${hit.category}`),
      hit.turnaroundDays !== null && t("turnaround", { days: hit.turnaroundDays }),
      hit.deadlineOn && t("deadline", { day: day(hit.deadlineOn) }),
    ].filter((fact): fact is string => typeof fact === "string" && fact !== "");

  const place = (hit: { region: readonly Label[] }): string =>
    hit.region.map(name).join(english ? ", " : " ");
  /** How far away, between the seats of governments; nothing without an origin. */
  const distance = ({ kilometres }: { kilometres: number | null }): string => {
    if (kilometres === null) return "";
    return kilometres < 1
      ? t("distance.same")
      : t("distance.about", { km: formatCount(Math.round(kilometres)) });
  };
  const plainTitle = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }): string =>
    english && titleEn ? titleEn : titleZh;
  const title = ({ marked, titleEn }: Hit): string => (english && titleEn ? marked.titleEn : marked.titleZh);
  const summary = ({ marked, summaryEn }: Hit): string =>
    english && summaryEn ? marked.summaryEn : marked.summaryZh;
  const owner = ({ ownerZh, ownerEn }: { ownerZh: string; ownerEn: string }) =>
    english && ownerEn ? ownerEn : ownerZh;

  return {
    t,
    locale,
    english,
    money,
    name,
    day,
    price,
    facts,
    place,
    distance,
    title,
    plainTitle,
    summary,
    owner,
  };
}

type Translate = ReturnType<typeof useTranslation<"search">>["t"];

/** What a listing costs, or what a demand offers. */
function priceOf(hit: Hit, t: Translate, money: (fen: number) => string): string {
  if (hit.kind === "demand") return budgetOf(hit, t, money);
  if (hit.kind === "technology")
    return hit.askingPrice === null ? t("price.negotiable") : money(hit.askingPrice);
  if (!hit.lowestPrice) return t("price.unlisted");
  const { amount, unit } = hit.lowestPrice;
  return t("price.from", { amount: t("perUnit", { amount: money(amount), unit: t(`unit.${unit}`) }) });
}

function budgetOf({ budgetMin, budgetMax }: Hit, t: Translate, money: (fen: number) => string): string {
  if (budgetMin !== null && budgetMax !== null && budgetMin !== budgetMax) {
    return t("budgetRange", { min: money(budgetMin), max: money(budgetMax) });
  }
  const amount = budgetMax ?? budgetMin;
  return amount === null ? t("price.negotiable") : t("budget", { amount: money(amount) });
}
