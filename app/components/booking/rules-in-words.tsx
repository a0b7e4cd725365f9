import { useTranslation } from "react-i18next";
import type { BookingRules } from "#app/domain/booking/policy.ts";
import { type OpeningGroup, openingGroups } from "./opening-words.ts";

interface Opening {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

/** A facility's booking rules as sentences: what a booker has to know, nothing that does not apply. */
export function RulesInWords({ rules, openings }: { rules: BookingRules; openings?: readonly Opening[] }) {
  const lines = useRuleLines(rules);
  const { t } = useTranslation(["booking", "catalog"]);
  const hours = useOpeningHours();
  return (
    <>
      <ul className="grid list-disc gap-1 ps-5">
        {openings && (
          <li>{openings.length > 0 ? t("rule.hours", { hours: hours(openings) }) : hours(openings)}</li>
        )}
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {rules.terms !== "" && <Terms version={rules.termsVersion} text={rules.terms} />}
    </>
  );
}

function Terms({ version, text }: { version: number; text: string }) {
  const { t } = useTranslation(["booking", "catalog"]);
  return (
    <div className="panel mt-4 max-w-reading p-4">
      <h3 className="font-semibold">{t("rule.terms", { version })}</h3>
      <p className="whitespace-pre-line">{text}</p>
    </div>
  );
}

/** Weekly opening in words: `Mon–Fri 08:30–17:00`. */
export function useOpeningHours(): (openings: readonly Opening[]) => string {
  const { t } = useTranslation(["booking", "catalog"]);
  const days = ({ from, to }: OpeningGroup): string => {
    const [first, last] = [t(`rule.weekday.${weekdayKey(from)}`), t(`rule.weekday.${weekdayKey(to)}`)];
    return from === to ? first : t("rule.to", { from: first, to: last });
  };
  return (openings) => {
    const groups = openingGroups(openings);
    const [first] = groups;
    if (!first) return t("rule.closed");
    const always = groups.length === 1 && first.from === 1 && first.to === 7 && first.hours === "00:00–24:00";
    return always
      ? t("rule.always")
      : groups.map((group) => `${days(group)} ${group.hours}`).join(t("rule.hoursJoin"));
  };
}

const weekdayKeys = ["1", "2", "3", "4", "5", "6", "7"] as const;
const weekdayKey = (day: number): (typeof weekdayKeys)[number] => weekdayKeys[day - 1] ?? "1";

function useRuleLines(rules: BookingRules): string[] {
  const { t } = useTranslation(["booking", "catalog"]);
  const { minMinutes: min, maxMinutes: max, stepMinutes: step } = rules;
  const buffer = rules.bufferBeforeMinutes + rules.bufferAfterMinutes;
  const classes = rules.bookableBy
    .map((name) => t(`catalog:option.userClasses.${userClass(name)}`))
    .join(t("booking:rule.listJoin"));
  return [
    rules.instant
      ? t("rule.instant")
      : t(rules.pendingHolds ? "rule.approval" : "rule.approvalOpen", {
          hours: rules.answerWithinHours * 60,
        }),
    rules.leadMinutes > 0 ? t("rule.lead", { minutes: rules.leadMinutes }) : t("rule.noLead"),
    t("rule.horizon", { days: rules.horizonDays }),
    rules.closedOnHolidays && t("rule.holidays"),
    rules.openOnMakeupDays && t("rule.makeupDays"),
    min === max ? t("rule.lengthFixed", { min }) : t("rule.length", { min, max, step }),
    buffer > 0 && t("rule.buffer", { minutes: buffer }),
    rules.bookableBy.length < 3 && t("rule.who", { classes }),
    rules.maxOpenPerUser !== null && t("rule.quotaUser", { most: rules.maxOpenPerUser }),
    rules.maxOpenPerOrganization !== null &&
      t("rule.quotaOrganization", { most: rules.maxOpenPerOrganization }),
    ...rules.quotas.map(({ scope, period, maxMinutes }) =>
      t(`rule.quota.${scope}_${period}`, { most: maxMinutes }),
    ),
    rules.fairShareDays !== null &&
      rules.fairSharePercent !== null &&
      t("rule.fairShare", { days: rules.fairShareDays, percent: rules.fairSharePercent }),
    rules.prepay && t("rule.prepay", { minutes: rules.payWithinMinutes }),
    rules.billActual && t("rule.billActual"),
    rules.cancelCutoffMinutes > 0
      ? t(rules.changeCutoffMinutes === null ? "rule.cancelFree" : "rule.cancelOnly", {
          minutes: rules.cancelCutoffMinutes,
        })
      : t("rule.cancelAny"),
    rules.cancelCutoffMinutes > 0 && lateLine(t, rules),
    rules.changeCutoffMinutes !== null &&
      (rules.changeCutoffMinutes > 0
        ? t("rule.change", { minutes: rules.changeCutoffMinutes })
        : t("rule.changeAny")),
    noShowLine(t, rules),
  ].filter((line) => line !== false);
}

type Translate = ReturnType<typeof useTranslation<"booking">>["t"];

const lateLine = (t: Translate, { lateCancelPercent: percent }: BookingRules): string =>
  percent > 0 ? t("rule.cancelLate", { percent }) : t("rule.cancelLateFree");

const noShowLine = (
  t: Translate,
  { noShowPercent: percent, noShowGraceMinutes: minutes }: BookingRules,
): string => (percent > 0 ? t("rule.noShow", { minutes, percent }) : t("rule.noShowFree", { minutes }));

const classNames = ["internal", "academic", "enterprise"] as const;
const userClass = (name: string): (typeof classNames)[number] =>
  classNames.find((known) => known === name) ?? "enterprise";
