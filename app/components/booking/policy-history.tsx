import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { formatDateTime, localeOf } from "#app/components/format.ts";
import type { AskedQuestion, RuleChange, RuleValue } from "#app/domain/booking/policy-diff.ts";
import type { PolicyVersion } from "#app/domain/booking/policy-history.server.ts";
import { userClasses } from "#db/schema/vocabulary.ts";

interface Props {
  versions: readonly PolicyVersion[];
  next: number | null;
  zone: string;
  /** An older page is shown. */
  older: boolean;
}

/** The versions of a facility's rules, each with what it changed and since when it holds. */
export function PolicyHistory({ versions, next, zone, older }: Props) {
  const { t } = useTranslation("rules");
  return (
    <div className="grid gap-6">
      <p className="text-sm text-muted">{t("history.lead")}</p>
      {versions.map((version) => (
        <Version key={version.version} {...version} zone={zone} />
      ))}
      <div className="flex flex-wrap gap-3">
        {older && (
          <ButtonLink look="quiet" small to="?#versions">
            {t("history.newest")}
          </ButtonLink>
        )}
        {next !== null && (
          <ButtonLink look="quiet" small to={`?from=${next}#versions`}>
            {t("history.older")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

function Version({ version, since, by, changes, zone }: PolicyVersion & { zone: string }) {
  const { t, i18n } = useTranslation("rules");
  const at = formatDateTime(since, localeOf(i18n.language), zone);
  return (
    <article className="grid gap-2">
      <h3 className="font-semibold">
        {t("history.version", { version })}
        <span className="ps-2 text-sm font-normal text-muted">
          {t("history.since", { at })} · {by === null ? t("history.unknown") : t("history.by", { name: by })}
        </span>
      </h3>
      {changes === null && <p>{t("history.first")}</p>}
      {changes?.length === 0 && <p className="text-muted">{t("history.same")}</p>}
      {changes && changes.length > 0 && (
        <Changes changes={changes} caption={t("history.version", { version })} />
      )}
    </article>
  );
}

function Changes({ changes, caption }: { changes: readonly RuleChange[]; caption: string }) {
  const { t, i18n } = useTranslation(["rules", "catalog"]);
  const chinese = localeOf(i18n.language) === "zh-CN";
  const text = (rule: string, value: RuleValue) => valueText(t, rule, value, chinese);
  return (
    <DataTable<RuleChange>
      caption={caption}
      captionHidden
      rows={changes}
      rowKey={({ rule }) => rule}
      columns={[
        {
          key: "rule",
          head: t("rules:history.rule"),
          rowHeader: true,
          cell: ({ rule }) => t(`rules:name.${rule}`),
        },
        {
          key: "before",
          head: t("rules:history.before"),
          cell: ({ rule, before }) => (
            <del className="whitespace-pre-line text-muted no-underline">{text(rule, before)}</del>
          ),
        },
        {
          key: "after",
          head: t("rules:history.after"),
          cell: ({ rule, after }) => (
            <ins className="whitespace-pre-line no-underline">{text(rule, after)}</ins>
          ),
        },
      ]}
    />
  );
}

type T = TFunction<["rules", "catalog"]>;

/** A rule's value as people read it: with its unit, its name, or what the lack of it means. */
function valueText(t: T, rule: string, value: RuleValue, chinese: boolean): string {
  if (typeof value === "boolean") return t(value ? "rules:value.yes" : "rules:value.no");
  if (value === null) return t(nothing[rule] ?? "rules:value.none");
  if (typeof value === "string") return value === "" ? t("rules:value.noTerms") : value;
  if (rule === "questions") return questionsText(t, value, chinese);
  if (typeof value !== "number")
    return userClasses
      .filter((name) => value.some((one) => one === name))
      .map((name) => t(`catalog:option.userClasses.${name}`))
      .join(t("rules:value.listJoin"));
  return t(`rules:value.${unitOf(rule)}`, { value });
}

const isQuestion = (one: string | AskedQuestion): one is AskedQuestion => typeof one !== "string";

/** Each question on a line: with what it takes, and whether it must be answered. */
function questionsText(t: T, value: number | readonly (string | AskedQuestion)[], chinese: boolean): string {
  const asked = typeof value === "number" ? [] : value.filter(isQuestion);
  const takes = {
    ...{ text: "", number: t("rules:value.aNumber") },
    yes_no: `${t("rules:value.yes")} / ${t("rules:value.no")}`,
  };
  const lines = asked.map(({ textZh, textEn, options, required, kind }) => {
    const words = chinese || textEn === "" ? textZh : textEn;
    const taken = kind === "choice" ? options.join(" / ") : takes[kind];
    const about = [taken, required ? t("rules:value.required") : ""].filter(Boolean);
    return about.length === 0
      ? words
      : t("rules:value.question", { words, about: about.join(t("rules:value.aboutJoin")) });
  });
  return lines.length === 0 ? t("rules:value.noQuestions") : lines.join("\n");
}

const nothing: Partial<Record<string, "rules:value.asCancel" | "rules:value.notSet">> = {
  changeCutoffMinutes: "rules:value.asCancel",
  offerMinutes: "rules:value.notSet",
  shortBlockAfter: "rules:value.notSet",
  longBlockAfter: "rules:value.notSet",
};

const units: readonly [ending: RegExp, unit: "minutes" | "days" | "hours" | "percent" | "count" | "times"][] =
  [
    [/^quota_|Minutes$/, "minutes"],
    [/Days$/, "days"],
    [/Hours$/, "hours"],
    [/Percent$/, "percent"],
    [/^max/, "count"],
  ];

const unitOf = (rule: string) => units.find(([ending]) => ending.test(rule))?.[1] ?? "times";
