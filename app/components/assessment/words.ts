import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatCount, formatDate, localeOf } from "#app/components/format.ts";
import { noon } from "#app/components/samples/order-table.tsx";
import type { AssessmentGrade, AssessmentTrack } from "#db/schema/vocabulary.ts";
import type { Tone } from "#app/components/state-tag.tsx";

/** `86.25` from hundredths of a point. */
export const pointsText = (hundredths: number): string => (hundredths / 100).toFixed(2);

/** A figure or result as people read it; three decimals at most. */
export const valueText = (value: number | null, none: string): string =>
  value === null ? none : formatCount(value);

export const gradeTone: Record<AssessmentGrade, Tone> = {
  excellent: "confirmed",
  good: "running",
  qualified: "done",
  poor: "refused",
};

interface Titled {
  cycle: { track: AssessmentTrack; year: number; regionCode: string };
  region: { nameZh: string; nameEn: string } | null;
}

/** What an assessment is called; with the place where it is not the whole province. */
export function useCycleTitle(): (one: Titled) => string {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  return ({ cycle, region }) => {
    const title = t(`title.${cycle.track}`, { year: cycle.year });
    return cycle.regionCode.endsWith("0000") || !region ? title : `${title} · ${nameOf(region)}`;
  };
}

/** `2025年1月1日 – 2025年12月31日`. */
export function usePeriod(): (period: { periodFrom: string; periodTo: string }) => string {
  const locale = localeOf(useTranslation().i18n.language);
  return ({ periodFrom, periodTo }) =>
    [periodFrom, periodTo].map((day) => formatDate(noon(day), locale)).join(" – ");
}

/** A day in the reader's language, from `2026-01-01`. */
export function useDay(): (day: string) => string {
  const locale = localeOf(useTranslation().i18n.language);
  return (day) => formatDate(noon(day), locale);
}
