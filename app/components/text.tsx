import { useTranslation } from "react-i18next";
import {
  formatDate,
  formatDateTime,
  formatDeadline,
  formatLastDay,
  formatLargeMoney,
  formatMoney,
  formatRange,
  localeOf,
  type Moment,
  type PeriodEnd,
  platformZone,
} from "./format.ts";
import { type Deadline as DeadlineInstant, lastInstant } from "#app/domain/deadline.ts";

const useLocale = () => localeOf(useTranslation().i18n.language);

/** An amount from integer fen; `large` says it in 万元 as the trade does. */
export function Money({ fen, large }: { fen: number; large?: boolean }) {
  const locale = useLocale();
  return (
    <data value={(fen / 100).toFixed(2)}>{large ? formatLargeMoney(fen, locale) : formatMoney(fen)}</data>
  );
}

export interface TimeProps {
  at: Moment;
  /** IANA zone; the platform's own by default. */
  zone?: string;
  weekday?: boolean;
}

interface DeadlineProps extends Omit<TimeProps, "at"> {
  at: DeadlineInstant | string;
}

/** A day and time of day. */
export function DateTime({ at, zone = platformZone, weekday = true }: TimeProps) {
  return <time dateTime={new Date(at).toISOString()}>{formatDateTime(at, useLocale(), zone, weekday)}</time>;
}

/** Until when: a whole day ends at 24:00 of itself. */
export function Deadline({ at, zone = platformZone, weekday = true }: DeadlineProps) {
  return <time dateTime={new Date(at).toISOString()}>{formatDeadline(at, useLocale(), zone, weekday)}</time>;
}

/** The last day on which something is accepted. */
export function LastDay({ at, zone = platformZone, weekday = false }: DeadlineProps) {
  return (
    <time dateTime={lastInstant(at).toISOString()}>{formatLastDay(at, useLocale(), zone, weekday)}</time>
  );
}

/** A day. */
export function Day({ at, zone = platformZone, weekday = false }: TimeProps) {
  return <time dateTime={new Date(at).toISOString()}>{formatDate(at, useLocale(), zone, weekday)}</time>;
}

/** From when to when. */
export function DateRange({
  starts,
  ends,
  zone = platformZone,
}: {
  starts: Moment;
  ends: PeriodEnd;
  zone?: string;
}) {
  const [from, to] = formatRange(starts, ends, useLocale(), zone).split(" – ");
  return (
    <span>
      <time dateTime={new Date(starts).toISOString()}>{to ? `${from} –` : from}</time>
      {to && (
        <>
          {" "}
          <time dateTime={new Date(ends).toISOString()}>{to}</time>
        </>
      )}
    </span>
  );
}

/** Text in which the search engine marked hits between U+E000 and U+E001; everything else stays text. */
export function Highlight({ text }: { text: string }) {
  let at = 0;
  return text.split(/(\uE000[^\uE000\uE001]*\uE001)/u).map((piece) => {
    const key = at;
    at += piece.length;
    return piece.startsWith("\uE000") ? (
      <mark key={key}>{piece.slice(1, -1)}</mark>
    ) : (
      piece.replace(/[\uE000\uE001]/gu, "")
    );
  });
}

/** An organisation's name in the reader's language with its integrity grade, when it has one. */
export function OrganizationName({
  nameZh,
  nameEn,
  grade,
}: {
  nameZh: string;
  nameEn?: string;
  grade?: string | null;
}) {
  const { t } = useTranslation("common");
  const name = useLocale() === "en" && nameEn ? nameEn : nameZh;
  return (
    <span>
      {name}
      {grade && (
        <>
          {/* Stays on the line of the name's last word. */}
          {"\u00A0"}
          <abbr
            title={t("grade.title", { grade })}
            className="rounded-sm border border-line px-1 text-xs font-semibold no-underline"
          >
            {grade}
          </abbr>
        </>
      )}
    </span>
  );
}
