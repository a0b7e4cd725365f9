import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Section } from "#app/components/page-head.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { type Finding, partsOf, type Weight } from "#app/domain/contracts/finding.ts";
import type { ContractKind } from "#db/schema/vocabulary.ts";

const tones: Record<Weight | "ok", Tone> = {
  blocker: "refused",
  warning: "warning",
  hint: "neutral",
  ok: "confirmed",
};

/** The clauses that the law asks for, one by one, with what is missing, doubtful, or settled by the law's own default. */
export function Checklist({ kind, findings }: { kind: ContractKind; findings: readonly Finding[] }) {
  const { t } = useTranslation("contracts");
  const open = findings.filter(({ weight }) => weight === "blocker").length;
  return (
    <Section title={t("check.title")} id="checklist">
      <p className="max-w-reading pb-3 text-sm text-muted">{t("check.lead")}</p>
      <p className="pb-3 font-medium">{open === 0 ? t("check.ready") : t("check.open", { count: open })}</p>
      <ul className="grid">
        {partsOf(kind).map((part) => {
          const said = findings.filter((finding) => finding.part === part);
          const gravest = (["blocker", "warning"] as const).find((weight) =>
            said.some((finding) => finding.weight === weight),
          );
          return (
            <li key={part} className="grid gap-1 border-b border-hairline py-2">
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium">{t(`part.${part}`)}</span>
                <StateTag tone={tones[gravest ?? "ok"]}>{t(`check.${gravest ?? "ok"}`)}</StateTag>
              </span>
              {said.map((finding) => (
                <Said key={`${finding.code} ${JSON.stringify(finding.params)}`} finding={finding} />
              ))}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Said({ finding: { code, weight, article, params } }: { finding: Finding }) {
  const { t } = useTranslation("contracts");
  return (
    <span
      className={`ps-4 text-sm ${weight === "blocker" ? "text-refused" : weight === "hint" ? "text-muted" : ""}`}
    >
      {t(`finding.${code}`, params ?? {})}
      <span className="text-muted">
        {" · "}
        {article
          .split(" ")
          .map((one) => cited(t, one))
          .join(" · ")}
      </span>
    </span>
  );
}

/** `845` of the Civil Code, or `law:15` of another. */
function cited(t: TFunction<"contracts">, one: string): string {
  const [law, number] = one.split(":");
  return number === undefined
    ? t("check.law.civil", { article: law })
    : t(`check.law.${law}`, { article: number });
}
