import { useTranslation } from "react-i18next";
import { data, Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { caseState, caseTone, entryKind } from "#app/components/cases/words.ts";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Day, OrganizationName } from "#app/components/text.tsx";
import { type ComplaintProgress, complaintProgress } from "#app/domain/cases/query-code.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/progress.ts";

export const loader = ({ context }: Route.LoaderArgs) => ({
  title: scopeOf(context).t("cases:complaint.progress"),
});

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "robots", content: "noindex" },
];

/** The code is sent by POST so that it appears in no URL and no log. */
export async function action({ request, context }: Route.ActionArgs) {
  const { ctx, ip } = scopeOf(context);
  const code = (await readForm(request)).get("code");
  const written = typeof code === "string" ? code : "";
  const found = await complaintProgress(ctx, written, ip);
  return found.ok
    ? data({ found: found.value, problem: null, written })
    : data({ found: null, problem: found.problem, written }, { status: found.problem.status });
}

export const headers: Route.HeadersFunction = () => ({ "Cache-Control": "no-store" });

export default function Progress({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { problem, written = "" } = actionData ?? {};
  const errors = problem?.errors?.map(({ code, params }) => issueText(code, params));
  return (
    <>
      <PageHead title={t("complaint.progress")} lead={t("complaint.progressLead")} />
      {problem && problem.code !== "invalid" && <Refusal problem={problem} />}
      <Form method="post" className="grid max-w-form gap-5 pb-6">
        <TextInput
          meta={plainField("code", written, errors)}
          label={t("complaint.code")}
          help={t("complaint.codeHelp")}
          width="medium"
        />
        <div>
          <SubmitButton>{t("complaint.ask")}</SubmitButton>
        </div>
      </Form>
      {actionData?.found && <Found {...actionData.found} />}
    </>
  );
}

function Found({ caseNo, state, createdAt, subjectZh, subjectEn, answers }: ComplaintProgress) {
  const { t } = useTranslation("cases");
  const known = caseState(state);
  return (
    <>
      <Section title={caseNo}>
        <DescriptionList
          facts={[
            {
              term: t("complaint.subject"),
              value: <OrganizationName nameZh={subjectZh} nameEn={subjectEn} />,
            },
            { term: t("filed"), value: <Day at={createdAt} /> },
            {
              term: t("state_"),
              value: <StateTag tone={caseTone[known]}>{t(`stateName.${known}`)}</StateTag>,
            },
          ]}
        />
      </Section>
      <Section title={t("complaint.answers")}>
        {answers.length === 0 && <p className="text-muted">{t("complaint.noAnswers")}</p>}
        <ol className="grid">
          {answers.map(({ kind, text, at }) => (
            <li key={`${kind} ${at.toISOString()}`} className="grid gap-1 border-b border-hairline py-3">
              <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
                <span className="font-medium text-ink">{t(`entry.${entryKind(kind)}`)}</span>
                <DateTime at={at} weekday={false} />
              </p>
              <p className="max-w-reading break-words whitespace-pre-line">{text}</p>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}
