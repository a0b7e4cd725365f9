import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useActionData } from "react-router";
import type { Problem } from "#app/runtime/problem.ts";
import { Answer } from "./answer.tsx";
import { MeasureInTheWay } from "./measure-in-the-way.tsx";
import { Icon, type IconName } from "./icons.tsx";

export type NoticeKind = "info" | "success" | "warning" | "refusal";

const looks: Record<NoticeKind, { icon: IconName; box: string; head: string }> = {
  info: { icon: "info", box: "border-pending bg-pending-soft", head: "text-pending" },
  success: { icon: "success", box: "border-free bg-free-soft", head: "text-free" },
  warning: { icon: "warning", box: "border-warning bg-warning-soft", head: "text-warning" },
  refusal: { icon: "refuse", box: "border-refused bg-refused-soft", head: "text-refused" },
};

interface NoticeProps {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  /** Said aloud when it appears: an answer to what was just done. */
  live?: boolean;
}

/** Something the reader must know at this place. */
export function Notice({ kind = "info", title, children, live }: NoticeProps) {
  const look = looks[kind];
  return (
    <div
      className={`flex gap-3 border-s-4 px-4 py-3 ${look.box}`}
      role={live ? (kind === "refusal" ? "alert" : "status") : undefined}
    >
      <Icon name={look.icon} size={20} className={`mt-0.5 ${look.head}`} />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className={`font-semibold ${look.head}`}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

interface RefusalProps {
  problem: Problem;
  /** Other words than the problem's own, where it is only foreseen. */
  words?: { title: string; detail: string };
  children?: ReactNode;
}

/**
 * A refusal that teaches: what was refused, every rule with its reason and whether staff may allow it, and, as
 * children, what would be accepted: the nearest alternatives as buttons.
 */
export function Refusal({ problem, words, children }: RefusalProps) {
  const { t } = useTranslation(["common", "problems"]);
  const reasons = problem.reasons ?? [];
  const all = reasons.length > 1 && reasons.every(({ overridable }) => overridable);
  // Others are foreseen, before anybody has done anything.
  const answers = useActionData() !== undefined;
  const said = (
    <Notice
      kind="refusal"
      live
      title={words?.title ?? t(`problems:${problem.code}.title`, problem.params ?? {})}
    >
      <p>{words?.detail ?? t(`problems:${problem.code}.detail`, problem.params ?? {})}</p>
      {reasons.length > 0 && (
        <ul className="grid list-disc gap-0.5 ps-5">
          {reasons.map(({ rule, params, overridable }) => (
            <li key={`${rule} ${JSON.stringify(params)}`}>
              {t(`problems:rule.${rule}`, params ?? {})}
              {overridable && !all && <span className="text-sm text-muted">{t("refusal.overridable")}</span>}
            </li>
          ))}
        </ul>
      )}
      {all && <p className="text-sm text-muted">{t("refusal.allOverridable")}</p>}
      <MeasureInTheWay problem={problem} />
      {children && <div className="flex flex-wrap gap-3 pt-2">{children}</div>}
    </Notice>
  );
  return answers ? <Answer pressing>{said}</Answer> : said;
}

/** What stands where a list will be: what will be here, and the first step. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3 border-b border-hairline py-6">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-reading text-muted">{children}</div>}
      {action}
    </div>
  );
}
