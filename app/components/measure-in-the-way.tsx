import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { permissions } from "#app/domain/identity/permissions.ts";
import { useRootData } from "#app/components/root-data.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { measureKinds } from "#db/schema/vocabulary.ts";
import { formatDate, localeOf } from "./format.ts";

/** Of a refusal by a credit measure: which, until when, and where its case is read and contested. */
export function MeasureInTheWay({ problem }: { problem: Problem }) {
  const measure = measureOf(problem);
  return measure ? <Measure {...measure} /> : null;
}

type Found = NonNullable<ReturnType<typeof measureOf>>;

function Measure({ kind, until, caseNo, caseId }: Found) {
  const { t, i18n } = useTranslation("common");
  const roles = useRootData()?.shell.roles ?? [];
  const answers = roles.some((role) => Object.hasOwn(permissions["case.answer"], role));
  const name = t(`standing.measure.${kind}`);
  return (
    <p>
      {until
        ? t("standing.until", { name, date: formatDate(until, localeOf(i18n.language)) })
        : t("standing.open", { name })}{" "}
      <Link className="link" to={answers ? `/organization/cases/${caseId}` : "/organization/credit#measures"}>
        {t("standing.case", { caseNo })}
      </Link>
    </p>
  );
}

function measureOf({ code, details }: Problem) {
  const value = code === "standing" ? details?.measure : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const fact = (name: string): string | undefined => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === "string" ? found : undefined;
  };
  const kind = measureKinds.find((known) => known === fact("measure"));
  const [caseNo, caseId] = [fact("caseNo"), fact("caseId")];
  return kind && caseNo && caseId ? { kind, until: fact("until"), caseNo, caseId } : undefined;
}
