import { units as en } from "#app/i18n/en/units.ts";
import { defaultLocale, isLocale, type Locale } from "#app/i18n/locales.ts";
import { units as zh } from "#app/i18n/zh-CN/units.ts";
import { type Deadline, type Instant, lastInstant } from "#app/domain/deadline.ts";
import { isShownTwice, offsetMinutes, offsetName, rangeOffsets } from "#app/domain/clock-change.ts";
import { dateFormat } from "#app/runtime/date-format.ts";

const words: Record<Locale, typeof zh> = { "zh-CN": zh, en };

type Unit = Exclude<keyof typeof zh, "platformZone">;

/** A number with what stands beside it. */
const counted = (n: string | number, unit: Unit, locale: Locale): string =>
  words[locale][unit].replace("{{n}}", String(n));

/** An instant as loaders send it; a deadline is said by `formatLastDay` or `formatDeadline`. */
export type Moment = Instant | string | number;

/** Where a range ends, as loaders send it; `24:00` of the last day where that is a midnight. */
export type PeriodEnd = Deadline | string | number;

/** Where the platform lives; facilities name their own zone. */
export const platformZone = "Asia/Shanghai";

/** i18next says `string`; everything else wants one of ours. */
export const localeOf = (language: string): Locale => (isLocale(language) ? language : defaultLocale);

/** The clock of a zone as people call it: `北京时间` / `China Standard Time`; elsewhere with the zone's own name behind. */
export function zoneName(zone: string, locale: Locale): string {
  if (zone === platformZone) return words[locale].platformZone;
  // Some day of these years: zones were called otherwise long ago.
  const parts = dateFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(
    Date.UTC(2026, 0),
  );
  const name = parts.find(({ type }) => type === "timeZoneName")?.value;
  return name === undefined || name === zone ? zone : `${name}, ${zone}`;
}

const fullFormat = (locale: Locale, zone: string): Intl.DateTimeFormat =>
  dateFormat(locale === "en" ? "en-US" : locale, {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: locale === "en" ? "short" : "numeric",
    day: "numeric",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });

const keptMinutes = 2_000;
const minutes = new Map<string, Record<string, string>>();

/** The pieces of a minute. A calendar says each many times, and taking one apart costs as much as a component. */
function piecesOf(at: Moment, locale: Locale, zone: string): Record<string, string> {
  const minute = Math.floor(new Date(at).getTime() / 60_000);
  const key = `${locale} ${zone} ${minute}`;
  const known = minutes.get(key);
  if (known) return known;
  const pieces: Record<string, string> = {};
  for (const { type, value } of fullFormat(locale, zone).formatToParts(minute * 60_000)) pieces[type] = value;
  if (minutes.size >= keptMinutes) minutes.clear();
  minutes.set(key, pieces);
  return pieces;
}

interface Parts {
  day: string;
  time: string;
}

function parts(at: Moment, locale: Locale, zone: string, weekday: boolean): Parts {
  const found = piecesOf(at, locale, zone);
  const { year = "", month = "", day = "", weekday: name = "", hour = "", minute = "" } = found;
  const zh = `${year}年${month}月${day}日${weekday ? `（${name}）` : ""}`;
  const en = `${weekday ? `${name} ` : ""}${day} ${month} ${year}`;
  return { day: locale === "en" ? en : zh, time: `${hour}:${minute}` };
}

/** `2026年11月24日（周二）` / `Tue 24 Nov 2026`. */
export function formatDate(at: Moment, locale: Locale, zone = platformZone, weekday = false): string {
  return parts(at, locale, zone, weekday).day;
}

/** `14:00`, on the 24-hour clock of `zone`. */
export const formatTime = (at: Moment, locale: Locale, zone = platformZone): string =>
  parts(at, locale, zone, false).time;

/** `2026年11月24日（周二）14:00` / `Tue 24 Nov 2026, 14:00`; with its offset where the clocks show that time twice. */
export function formatDateTime(at: Moment, locale: Locale, zone = platformZone, weekday = true): string {
  const { day, time } = parts(at, locale, zone, weekday);
  const instant = new Date(at).getTime();
  const twice = zone !== platformZone && isShownTwice(instant, zone);
  return join(day, twice ? `${time} ${offsetName(instant, zone)}` : time, locale, weekday);
}

/** Until when: the first minute of a day is said as the last of the day before, `2026年12月3日（周四）24:00`. */
export function formatDeadline(
  deadline: Deadline | string,
  locale: Locale,
  zone = platformZone,
  weekday = true,
): string {
  const at = new Date(deadline).getTime();
  if (formatTime(at, locale, zone) !== "00:00") return formatDateTime(at, locale, zone, weekday);
  return join(formatDate(lastInstant(at), locale, zone, weekday), "24:00", locale, weekday);
}

/** The last day on which an act is accepted, `2026年12月3日`. */
export const formatLastDay = (
  deadline: Deadline | string,
  locale: Locale,
  zone = platformZone,
  weekday = false,
): string => formatDate(lastInstant(deadline), locale, zone, weekday);

/**
 * `2026年11月24日（周二）14:00–16:00`; the last day is named only when it differs. A range that ends at midnight ends at
 * `24:00` of the day before. Where the clocks change meanwhile both times have their offsets, `01:00 GMT+1–01:30 GMT`.
 */
export function formatRange(starts: Moment, ends: PeriodEnd, locale: Locale, zone = platformZone): string {
  const from = parts(starts, locale, zone, true);
  const to = endParts(ends, locale, zone);
  const [begin, end] = timesOf(starts, ends, locale, zone);
  const start = join(from.day, begin, locale);
  return to.day === from.day ? `${start}–${end}` : `${start} – ${join(to.day, end, locale)}`;
}

/** `14:00–16:00`, of a range within a day; one that ends at midnight says `24:00`. */
export function formatHours(starts: Moment, ends: PeriodEnd, locale: Locale, zone = platformZone): string {
  return timesOf(starts, ends, locale, zone).join("–");
}

/** The end of a range: midnight is the last minute of the day before. */
function endParts(ends: PeriodEnd, locale: Locale, zone: string): Parts {
  const at = new Date(ends);
  const end = parts(at, locale, zone, true);
  if (end.time !== "00:00") return end;
  return { day: parts(lastInstant(at), locale, zone, true).day, time: "24:00" };
}

/** The two times of a range, with their offsets where the clocks change between them or show one of them twice. */
function timesOf(starts: Moment, ends: PeriodEnd, locale: Locale, zone: string): [from: string, to: string] {
  const times: [string, string] = [formatTime(starts, locale, zone), endParts(ends, locale, zone).time];
  const [from, to] = [new Date(starts).getTime(), new Date(ends).getTime()];
  const offsets = zone === platformZone ? undefined : rangeOffsets(from, to, zone);
  return offsets ? [`${times[0]} ${offsets[0]}`, `${times[1]} ${offsets[1]}`] : times;
}

const join = (day: string, time: string, locale: Locale, weekday = true): string =>
  locale === "en" ? `${day}, ${time}` : `${day}${weekday ? "" : " "}${time}`;

const numberFormats = [0, 1, 2, 3].map(
  (maximumFractionDigits) => new Intl.NumberFormat("en-US", { maximumFractionDigits }),
);

/** `1,234.5`, with at most so many decimal places, three at the most. */
const short = (value: number, digits: number): string =>
  (numberFormats[digits] ?? numberFormats[3])?.format(value) ?? "";

/** `¥1,200.00` from integer fen; exact, as the pieces are divided before they become text. */
export function formatMoney(fen: number): string {
  const sign = fen < 0 ? "−" : "";
  const whole = Math.trunc(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${sign}¥${short(whole, 0)}.${cents}`;
}

/** Budgets and purchase prices as the trade says them: `120.5 万元`, `3.2 亿元` / `¥1.205 million`. Small sums fall back to `formatMoney`. */
export function formatLargeMoney(fen: number, locale: Locale): string {
  const yuan = fen / 100;
  if (Math.abs(yuan) < 10_000) return formatMoney(fen);
  if (locale === "en")
    return Math.abs(yuan) < 1_000_000
      ? counted(short(yuan, 0), "large", locale)
      : counted(short(yuan / 1_000_000, 3), "largest", locale);
  return Math.abs(yuan) < 100_000_000
    ? counted(short(yuan / 10_000, 2), "large", locale)
    : counted(short(yuan / 100_000_000, 2), "largest", locale);
}

/** `12,345`, for counts. */
export const formatCount = (value: number): string => short(value, 3);

/** `45%` / `45 %` from 0–1; `不足 1%` / `less than 1 %` for what is not nothing but rounds to it. */
export function formatShare(share: number, locale: Locale, digits = 0): string {
  const least = 10 ** -digits;
  return share > 0 && share * 100 < least / 2
    ? counted(short(least, digits), "shareUnder", locale)
    : counted(short(share * 100, digits), "share", locale);
}

/** `2026年1月` / `Jan 2026` from `2026-01`. */
export function formatMonth(written: string, locale: Locale): string {
  const { year = "", month = "" } = piecesOf(`${written}-15T12:00:00Z`, locale, platformZone);
  return locale === "en" ? `${month} ${year}` : `${year}年${month}月`;
}

/** `2 小时 30 分钟` / `2 h 30 min`; days from 48 hours on. */
export function formatDuration(minutes: number, locale: Locale): string {
  const total = Math.round(Math.abs(minutes));
  const days = total >= 2880 ? Math.floor(total / 1440) : 0;
  const hours = Math.floor((total - days * 1440) / 60);
  const pieces: [number, Unit][] = [
    [days, "days"],
    [hours, "hours"],
    [total % 60, "minutes"],
  ];
  const said = pieces.flatMap(([count, unit]) => (count > 0 ? [counted(count, unit, locale)] : []));
  return said.length > 0 ? said.join(" ") : counted(0, "minutes", locale);
}

/** How long to wait: seconds below a minute, else whole minutes and more, rounded up. */
export function formatWait(seconds: number, locale: Locale): string {
  if (seconds < 60) return counted(Math.ceil(seconds), "seconds", locale);
  return formatDuration(Math.ceil(seconds / 60), locale);
}

/** `3.4 MB`, in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${short(bytes / 1000, 0)} kB`;
  return `${short(bytes / 1_000_000, 1)} MB`;
}

/** The text of a money field for integer fen: `1200.00`, or nothing. */
export function yuanInput(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "";
  const cents = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${fen < 0 ? "-" : ""}${Math.trunc(Math.abs(fen) / 100)}.${cents}`;
}

/** `2026-12-01 14:00`, what our date-time fields show and accept; `2026-10-25 01:30 +01:00` where the clocks show it twice. */
export function momentInput(at: Moment | null | undefined, zone = platformZone): string {
  if (at === null || at === undefined) return "";
  const instant = new Date(at).getTime();
  const { year, month = "", day = "", hour, minute } = piecesOf(instant, "zh-CN", zone);
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")} ${hour}:${minute}`;
  if (zone === platformZone || !isShownTwice(instant, zone)) return written;
  const offset = offsetMinutes(instant, zone);
  const two = (count: number) => String(Math.abs(Math.trunc(count))).padStart(2, "0");
  return `${written} ${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
