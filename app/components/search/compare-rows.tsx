import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useOpeningHours } from "#app/components/booking/rules-in-words.tsx";
import { formatCount, formatDuration, localeOf } from "#app/components/format.ts";
import { DateTime } from "#app/components/text.tsx";
import type { Compared, Comparison } from "#app/domain/search/compare.server.ts";
import { useSearchWords } from "./words.ts";

/** One line of the comparison. */
export interface CompareRow {
  key: string;
  label: string;
  cells: { key: string; content: ReactNode }[];
  differs: boolean;
}

interface Drawn {
  key: string;
  label: string;
  /** What is compared: two facilities with the same text do not differ. */
  text: (one: Compared) => string;
  /** How it is shown, where that is more than the text. */
  show?: (one: Compared) => ReactNode;
}

/** The lines of a comparison, each with whether the facilities differ in it; lines that nobody fills are left out. */
export function useCompareRows(facilities: readonly Compared[], origin: Comparison["origin"]): CompareRow[] {
  const { t } = useTranslation("compare");
  const lines = [...useTechnicalLines(), ...useUseLines(), ...useOwnerLines(origin)];
  return lines.flatMap(({ key, label, text, show }) => {
    const texts = facilities.map(text);
    if (texts.every((one) => one === "")) return [];
    return [
      {
        key,
        label,
        differs: new Set(texts).size > 1,
        cells: facilities.map((one, i) => ({
          key: one.id,
          content:
            texts[i] === "" ? <span className="text-muted">{t("none")}</span> : (show?.(one) ?? texts[i]),
        })),
      },
    ];
  });
}

/** Separate parameters of a provider's text, each on its own line. */
const parameters = (text: string): string[] =>
  text
    .split(/[；;\n]/u)
    .map((part) => part.trim())
    .filter(Boolean);

function useTechnicalLines(): Drawn[] {
  const { t } = useTranslation("compare");
  return [
    {
      key: "model",
      label: t("rows.model"),
      text: ({ maker, model }) => [maker, model].filter(Boolean).join(" "),
    },
    {
      key: "technical",
      label: t("rows.technical"),
      text: ({ technical }) => technical ?? "",
      show: ({ technical }) => (
        <ul className="grid gap-1">
          {parameters(technical ?? "").map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      ),
    },
    { key: "functions", label: t("rows.functions"), text: ({ functions }) => functions ?? "" },
  ];
}

function useUseLines(): Drawn[] {
  const { t } = useTranslation(["compare", "catalog", "booking"]);
  const words = useSearchWords();
  const hours = useOpeningHours();
  const unit = (name: string): string => words.t(`unit.${unitKey(name)}`);
  const priceLine = ({ item, amount, unit: per, userClass }: Compared["prices"][number]): string =>
    t("price", {
      item,
      amount: words.t("perUnit", { amount: words.money(amount), unit: unit(per) }),
      who: t(`catalog:option.userClasses.${userClass}`),
    });
  const length = (minutes: number) => formatDuration(minutes, localeOf(words.locale));
  return [
    {
      key: "price",
      label: t("rows.price"),
      text: ({ prices }) => prices.map(priceLine).join("\n"),
      show: ({ prices }) => (
        <ul className="tnum grid gap-1">
          {[...new Set(prices.map(priceLine))].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
    },
    {
      key: "ways",
      label: t("rows.ways"),
      text: ({ serviceWays }) =>
        serviceWays.map((way) => t(`catalog:option.serviceWays.${way}`)).join(words.t("comma")),
    },
    { key: "hours", label: t("rows.hours"), text: ({ bookable }) => hours(bookable.openings) },
    {
      key: "free",
      label: t("rows.free"),
      text: ({ free }) => (free ? String(free.start) : words.t("nextFree.none")),
      show: ({ free }) => (free ? <DateTime at={free.start} zone={free.zone} /> : words.t("nextFree.none")),
    },
    {
      key: "confirm",
      label: t("rows.confirm"),
      text: ({ bookable }) =>
        t(bookable.rules.instant ? "booking:facility.instant" : "booking:facility.approval"),
    },
    {
      key: "length",
      label: t("rows.length"),
      text: ({ bookable: { rules } }) => `${length(rules.minMinutes)}–${length(rules.maxMinutes)}`,
    },
  ];
}

function useOwnerLines(origin: Comparison["origin"]): Drawn[] {
  const { t } = useTranslation(["compare", "catalog"]);
  const words = useSearchWords();
  return [
    {
      key: "runState",
      label: t("rows.runState"),
      text: ({ runState }) => (runState ? t(`catalog:option.runStates.${runState}`) : ""),
    },
    {
      key: "accreditation",
      label: t("rows.accreditation"),
      text: ({ accreditation }) => accreditation.join(words.t("comma")),
    },
    {
      key: "yearSharedHours",
      label: t("rows.yearSharedHours"),
      text: ({ yearSharedHours }) => (yearSharedHours === null ? "" : formatCount(yearSharedHours)),
    },
    { key: "place", label: t("rows.place"), text: words.place },
    {
      key: "distance",
      label: origin ? t("rows.distance", { from: words.name(origin.label) }) : "",
      text: words.distance,
    },
    {
      key: "owner",
      label: t("rows.owner"),
      text: words.owner,
      show: (one) => (
        <Link className="link" to={`/organizations/${one.organizationId}`}>
          {words.owner(one)}
        </Link>
      ),
    },
    { key: "grade", label: t("rows.grade"), text: ({ grade }) => grade ?? "" },
  ];
}

const units = ["hour", "sample", "day", "batch", "item"] as const;
const unitKey = (unit: string): (typeof units)[number] => units.find((known) => known === unit) ?? "item";
