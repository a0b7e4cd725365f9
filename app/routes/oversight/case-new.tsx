import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { ComplaintForm } from "#app/components/cases/complaint-form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { currentOffences } from "#app/domain/cases/case-page.server.ts";
import { openReferral } from "#app/domain/cases/file-complaint.server.ts";
import { referralInput } from "#app/domain/cases/inputs.ts";
import { namedOrganization } from "#app/domain/cases/named-organization.server.ts";
import type { OpenedCase } from "#app/domain/cases/open-case.server.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { type RequestScope, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issuesByField } from "#app/runtime/validation.ts";
import type { Route } from "./+types/case-new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.handle");
  const { ctx, t } = scope;
  return {
    title: t("cases:opening.title"),
    offences: await currentOffences(ctx.db, ctx.clock.now()),
    accept: acceptAttribute(documentRules),
    subject: new URL(request.url).searchParams.get("about")?.slice(0, 200) ?? "",
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.handle");
  const form = await readForm(request);
  const values = Object.fromEntries([...form].flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
  const opened = await open(scope, form, values);
  if (opened.ok) return redirect(`/oversight/cases/${opened.value.id}`);
  const { problem } = opened;
  return data({ values, errors: issuesByField(problem, formNames), problem }, { status: problem.status });
}

async function open(
  { ctx }: RequestScope,
  form: FormData,
  { subject = "", confidential, ...values }: Record<string, string>,
): Promise<Result<OpenedCase>> {
  const named = await namedOrganization(ctx.db, subject);
  const input = {
    ...values,
    actUntil: values.actUntil || values.actFrom,
    confidential: confidential !== undefined,
  };
  const parsed = referralInput.safeParse({ ...input, ...(named.ok && named.value) }, { error: codeErrorMap });
  const wrong = [
    ...(named.ok ? [] : (named.problem.errors ?? [])),
    ...(parsed.success ? [] : fieldErrors(parsed.error)),
  ];
  if (!parsed.success || wrong.length > 0) return fail(problems.invalid(wrong));
  return openReferral(
    ctx,
    parsed.data,
    form.getAll("files").filter((entry) => entry instanceof File),
  );
}

/** The form's names for what the command calls otherwise. */
const formNames: Readonly<Record<string, string>> = { file: "files", subjectId: "subject" };

export default function NewCase({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/cases", label: t("title") }]} />
      <PageHead title={t("opening.title")} lead={t("opening.lead")} />
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      <ComplaintForm {...loaderData} known opening reply={actionData} />
    </>
  );
}
