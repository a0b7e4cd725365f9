import { useTranslation } from "react-i18next";
import { data, Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { ComplaintForm } from "#app/components/cases/complaint-form.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { type FiledComplaint, fileComplaint } from "#app/domain/cases/file-complaint.server.ts";
import { complaintInput } from "#app/domain/cases/inputs.ts";
import { namedOrganization } from "#app/domain/cases/named-organization.server.ts";
import { currentOffences } from "#app/domain/cases/case-page.server.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issuesByField } from "#app/runtime/validation.ts";
import type { Route } from "./+types/new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  return {
    title: t("cases:complaint.title"),
    offences: await currentOffences(ctx.db, ctx.clock.now()),
    known: ctx.actor.user !== null,
    accept: acceptAttribute(documentRules),
    subject: new URL(request.url).searchParams.get("about")?.slice(0, 200) ?? "",
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const form = await readForm(request);
  const values = Object.fromEntries([...form].flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
  const filed = await send(scope, form, values);
  if (filed.ok) return data({ filed: filed.value, reply: null });
  return data(
    {
      filed: null,
      reply: { values, errors: issuesByField(filed.problem, formNames), problem: filed.problem },
    },
    { status: filed.problem.status },
  );
}

async function send(
  { ctx, ip }: RequestScope,
  form: FormData,
  { subject = "", ...values }: Record<string, string>,
): Promise<Result<FiledComplaint>> {
  const named = await namedOrganization(ctx.db, subject);
  const input = { ...values, actUntil: values.actUntil || values.actFrom };
  const parsed = complaintInput.safeParse(
    { ...input, ...(named.ok && named.value) },
    { error: codeErrorMap },
  );
  const wrong = [
    ...(named.ok ? [] : (named.problem.errors ?? [])),
    ...(parsed.success ? [] : fieldErrors(parsed.error)),
  ];
  if (!parsed.success || wrong.length > 0) return fail(problems.invalid(wrong));
  const files = form.getAll("files").filter((entry) => entry instanceof File);
  return fileComplaint(ctx, parsed.data, { files, ip });
}

/** The form's names for what the command calls otherwise. */
const formNames = { file: "files" };

export default function NewComplaint({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  if (actionData?.filed) return <Received {...actionData.filed} />;
  const reply = actionData?.reply ?? undefined;
  return (
    <>
      <PageHead
        title={t("complaint.title")}
        lead={t("complaint.lead")}
        actions={
          <ButtonLink look="secondary" to="/complaints/progress">
            {t("complaint.progress")}
          </ButtonLink>
        }
      />
      {reply && reply.problem.code !== "invalid" && <Refusal problem={reply.problem} />}
      <ComplaintForm {...loaderData} reply={reply} />
    </>
  );
}

/** Whoever has no account is shown the code by which they learn the outcome; it is shown here alone. */
function Received({ caseNo, id, queryCode }: FiledComplaint) {
  const { t } = useTranslation("cases");
  return (
    <>
      <PageHead title={t("complaint.title")} />
      <Notice kind="success" live title={t("complaint.sent")}>
        {queryCode === null ? (
          <>
            <p>{t("complaint.sentDetail", { no: caseNo })}</p>
            <p>
              <Link className="link" to={`/account/complaints/${id}`}>
                {t("complaint.mine")}
              </Link>
            </p>
          </>
        ) : (
          <>
            <p>
              {t("complaint.sentVisitor", { no: caseNo })}{" "}
              <strong className="tnum select-all text-lg">{queryCode}</strong>
            </p>
            <p>{t("complaint.keepCode")}</p>
            <p>
              <Link className="link" to="/complaints/progress">
                {t("complaint.progress")}
              </Link>
            </p>
          </>
        )}
      </Notice>
    </>
  );
}
