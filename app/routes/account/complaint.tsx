import { useTranslation } from "react-i18next";
import { Entries, Prose } from "#app/components/cases/papers.tsx";
import { caseState, caseTone, nameIn } from "#app/components/cases/words.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { casePage } from "#app/domain/cases/case-page.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/complaint.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const found = await casePage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  if (found.value.side !== "complainant") throw problemResponse(problems.notFound("misconduct_case"));
  // Only what a complainant may know leaves the server.
  const { id, caseNo, title, state, account, createdAt } = found.value.row;
  const { subjectZh, subjectEn, rule, entries, files } = found.value;
  const row = { id, caseNo, title, state, account, createdAt };
  return { title: `${caseNo} ${title}`, row, subjectZh, subjectEn, offence: rule.offence, entries, files };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Complaint({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("cases");
  const { row, subjectZh, subjectEn, offence, entries, files } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/account/complaints", label: t("complaint.mine") }]} />
      <PageHead
        kicker={<span className="tnum">{row.caseNo}</span>}
        title={row.title}
        state={
          <StateTag tone={caseTone[caseState(row.state)]}>{t(`stateName.${caseState(row.state)}`)}</StateTag>
        }
      />
      <Section title={t("one")}>
        <DescriptionList
          facts={[
            {
              term: t("complaint.subject"),
              value: <OrganizationName nameZh={subjectZh} nameEn={subjectEn} />,
            },
            { term: t("offence"), value: `${offence.code} ${nameIn(i18n.language, offence)}` },
            { term: t("filed"), value: <Day at={row.createdAt} /> },
            { term: t("account"), value: <Prose>{row.account}</Prose> },
          ]}
        />
      </Section>
      <Section title={t("file")}>
        <Entries entries={entries} files={files} fileBase={`/cases/${row.id}/files`} internal={false} />
      </Section>
    </>
  );
}
