import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { formatDate, formatDateTime, formatRange, formatTime, localeOf } from "#app/components/format.ts";
import { Notice } from "#app/components/notice.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import type { UnitNow } from "#app/domain/instrument/at-unit.server.ts";

/** How the unit stands, in one word and until when. */
export function UnitState({
  now,
  unit,
  current,
  closed,
  freeUntil,
}: Pick<UnitNow, "now" | "unit" | "current" | "closed" | "freeUntil">) {
  const { t, i18n } = useTranslation("instrument");
  const locale = localeOf(i18n.language);
  const at = (moment: Date): string =>
    formatDate(moment, locale, unit.zone) === formatDate(now, locale, unit.zone)
      ? formatTime(moment, locale, unit.zone)
      : formatDateTime(moment, locale, unit.zone, false);
  const tag = (tone: Tone, words: string) => <StateTag tone={tone}>{words}</StateTag>;
  const [use] = current;
  if (unit.retired) return tag("neutral", t("at.retired"));
  if (use?.overrun) return tag("warning", t("at.overrun", { at: at(use.endsAt) }));
  if (use?.state === "in_use") return tag("running", t("at.inUseUntil", { at: at(use.endsAt) }));
  if (closed) return tag("restricted", t("at.closedUntil", { at: at(closed.until) }));
  if (use) return tag("confirmed", t("at.reservedUntil", { at: at(use.endsAt) }));
  return tag("free", freeUntil ? t("at.freeUntil", { at: at(freeUntil) }) : t("at.free"));
}

/** What the reader should know before they touch it: faults, and that their own booking is on another unit. */
export function ElsewhereNotes({
  unit,
  closed,
  problems,
  elsewhere,
}: Pick<UnitNow, "unit" | "closed" | "problems" | "elsewhere">) {
  const { t, i18n } = useTranslation("instrument");
  const locale = localeOf(i18n.language);
  const [problem] = problems;
  if (!problem && elsewhere.length === 0 && !closed?.reason) return null;
  return (
    <div className="grid gap-3 pb-6">
      {closed?.reason && (
        <Notice kind="warning">
          <p>{closed.reason}</p>
        </Notice>
      )}
      {problem && (
        <Notice
          kind={problem.severity === "stops_work" ? "refusal" : "warning"}
          title={t(`at.openProblem.${problem.severity}`)}
        >
          <p>{t("at.openSince", { at: formatDateTime(problem.since, locale, unit.zone, false) })}</p>
        </Notice>
      )}
      {elsewhere.map(({ unitId, unit: number, bookingId, startsAt, endsAt }) => (
        <Notice key={bookingId}>
          <p>{t("at.elsewhere", { number, when: formatRange(startsAt, endsAt, locale, unit.zone) })}</p>
          <ButtonLink look="secondary" small to={`/at/${unitId}`}>
            {t("at.goThere", { number })}
          </ButtonLink>
        </Notice>
      ))}
    </div>
  );
}
