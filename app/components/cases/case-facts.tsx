import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { DateTime, Day, LastDay, OrganizationName } from "#app/components/text.tsx";
import type { CasePage } from "#app/domain/cases/case-page.server.ts";
import { Prose } from "./papers.tsx";
import { nameIn } from "./words.ts";

type Facts = Pick<
  CasePage,
  "row" | "subjectZh" | "subjectEn" | "subjectUscc" | "rule" | "names" | "responsible"
>;

/** Whom a case is about and for what, who handles it, and by when: as its authority sees it. */
export function CaseFacts({
  row,
  subjectZh,
  subjectEn,
  subjectUscc,
  rule: { offence },
  names,
  responsible,
}: Facts) {
  const { t, i18n } = useTranslation("cases");
  const nameOf = (id: string | null) => (id ? names[id] : null);
  return (
    <Section title={t("one")}>
      <DescriptionList
        columns={2}
        facts={[
          {
            term: t("subject"),
            value: (
              <Link className="link" to={`/organizations/${row.subjectId}`}>
                <OrganizationName nameZh={subjectZh} nameEn={subjectEn} />
              </Link>
            ),
            note: <span className="tnum">{subjectUscc}</span>,
          },
          {
            term: t("offence"),
            value: `${offence.code} ${nameIn(i18n.language, offence)}`,
            note: i18n.language === "en" ? offence.basisEn : offence.basisZh,
          },
          {
            term: t("act_"),
            value: (
              <>
                <Day at={row.actFrom} />
                {row.actFrom !== row.actUntil && (
                  <>
                    {" – "}
                    <Day at={row.actUntil} />
                  </>
                )}
              </>
            ),
          },
          {
            term: t("origin_"),
            value: t(`origin.${row.origin}`),
            note: row.clueKind && t(`clue.${row.clueKind}`),
          },
          {
            term: t("complainant"),
            value:
              row.origin === "complaint" &&
              ([nameOf(row.complainantId) ?? row.complainantName, row.complainantContact]
                .filter(Boolean)
                .join(" · ") ||
                t("anonymous")),
            note: row.origin === "complaint" && t("complainantNote"),
          },
          {
            term: t("responsible"),
            value: responsible.map(({ name, capacity }) => `${name} (${capacity})`).join(", "),
          },
          { term: t("officer"), value: nameOf(row.officerId) ?? t("noOfficer") },
          { term: t("chair"), value: nameOf(row.chairId) },
          { term: t("decider"), value: nameOf(row.deciderId) },
          { term: t("reviewer"), value: nameOf(row.reviewerId) },
          { term: t("filed"), value: <Day at={row.createdAt} /> },
          { term: t("decideBy"), value: row.decideBy && <LastDay at={row.decideBy} /> },
          {
            term: t("hearingAt"),
            value: row.hearingAt && (
              <>
                <DateTime at={row.hearingAt} /> · {row.hearingPlace}
              </>
            ),
          },
        ].map((fact) => ({ ...fact, value: fact.value || null }))}
      />
      <h3 className="pt-4 font-semibold">{t("account")}</h3>
      <Prose>{row.account}</Prose>
    </Section>
  );
}
