import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { formatDuration, formatTime, localeOf } from "#app/components/format.ts";
import type { ExtensionStep } from "#app/domain/instrument/extension.server.ts";

interface Props {
  bookingId: string;
  steps: readonly ExtensionStep[];
  zone: string;
}

/** Steps by which the use can be made longer as buttons; for those that it cannot, why. */
export function ExtendButtons({ bookingId, steps, zone }: Props) {
  const { t, i18n } = useTranslation(["instrument", "problems"]);
  const free = steps.filter(({ problem }) => problem === null);
  const locale = localeOf(i18n.language);
  const comma = locale === "en" ? ", " : "、";
  const why = ({ problem }: ExtensionStep): string =>
    problem?.reasons?.length
      ? problem.reasons
          .map(({ rule, params }) => t(`problems:rule.${rule}`, params ?? {}))
          .join(locale === "en" ? "; " : "；")
      : t("at.nextFollows");
  const refused = Map.groupBy(
    steps.filter(({ problem }) => problem !== null),
    why,
  );
  return (
    <Form method="post" className="grid gap-2">
      <input type="hidden" name="booking" value={bookingId} />
      <input type="hidden" name="intent" value="extend" />
      <h3 className="font-medium">{t("at.extend")}</h3>
      {free.map(({ minutes, end }) => (
        <SubmitButton key={minutes} look="secondary" name="minutes" value={String(minutes)} className="thumb">
          {t("at.extendBy", { minutes, at: formatTime(end, locale, zone) })}
        </SubmitButton>
      ))}
      {[...refused].map(([reason, those]) => (
        <p key={reason} className="text-sm text-muted">
          {t("at.cannotExtend", {
            steps: those.map(({ minutes }) => formatDuration(minutes, locale)).join(comma),
          })}{" "}
          {reason}
        </p>
      ))}
    </Form>
  );
}
