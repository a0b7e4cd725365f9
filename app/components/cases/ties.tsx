import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import type { Namesake, Tie } from "#app/domain/cases/ties.server.ts";

/** What hangs together with the accused, for those who handle the case: organisations, and people named in other cases. */
export function Ties({ ties, namesakes }: { ties: readonly Tie[]; namesakes: readonly Namesake[] }) {
  const { t } = useTranslation("cases");
  if (ties.length === 0 && namesakes.length === 0) return null;
  return (
    <Section title={t("ties")}>
      <p className="max-w-reading pb-3 text-sm text-muted">{t("tiesNote")}</p>
      <ul className="grid">
        {ties.map(({ id, kind, source, related, measures }) => (
          <li key={`${id} ${related.id}`} className="grid gap-1 border-b border-hairline py-2">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link className="link" to={`/organizations/${related.id}`}>
                <OrganizationName nameZh={related.nameZh} nameEn={related.nameEn} />
              </Link>
              <span className="tnum text-sm text-muted">{related.uscc}</span>
              <span>{t(`tie.${kind}`)}</span>
              {measures.map((measure) => (
                <StateTag key={measure} tone="restricted">
                  {t(`measure.${measure}`)}
                </StateTag>
              ))}
            </span>
            <span className="text-sm text-muted">{source || t("tieOfProfile")}</span>
          </li>
        ))}
        {namesakes.map(({ name, caseId, caseNo }) => (
          <li key={`${name} ${caseId}`} className="border-b border-hairline py-2">
            {t("namedElsewhere", { name })}{" "}
            <Link className="link tnum" to={`/oversight/cases/${caseId}`}>
              {caseNo}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
