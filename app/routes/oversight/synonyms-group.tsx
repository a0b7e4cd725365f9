import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DeleteGroup } from "#app/components/synonyms/delete-group.tsx";
import { GroupForm } from "#app/components/synonyms/group-form.tsx";
import { deleteGroup } from "#app/domain/search/synonyms/delete-group.server.ts";
import { synonymInput } from "#app/domain/search/synonyms/inputs.ts";
import { previewGroup } from "#app/domain/search/synonyms/judge.server.ts";
import { wholeProvince } from "#app/domain/search/synonyms/policy.ts";
import { findGroup } from "#app/domain/search/synonyms/queries.server.ts";
import { saveGroup } from "#app/domain/search/synonyms/save-group.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/synonyms-group.ts";

/** The group in the address; null for a new one. */
function groupOf(text: string): number | null {
  if (text === "new") return null;
  if (!/^\d{1,9}$/.test(text)) throw problemResponse(problems.notFound("synonym"));
  return Number(text);
}

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit", wholeProvince);
  const group = groupOf(params.group);
  if (group === null) return { title: scope.t("synonyms:newTitle"), group, terms: [] };
  const found = await findGroup(scope.ctx, group);
  if (!found) throw problemResponse(problems.notFound("synonym"));
  return { title: scope.t("synonyms:groupTitle", { group }), ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context, params }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit", wholeProvince);
  const group = groupOf(params.group);
  const form = await readForm(request);
  const intent = form.get("intent");
  const submission = parseForm(form, synonymInput);
  if (submission.status !== "success") {
    const { data: reply, init } = replyInvalid(submission);
    return data({ ...reply, preview: null }, init ?? undefined);
  }
  const { terms, seen, reason } = submission.value;
  if (intent === "delete" && group !== null) {
    const gone = await deleteGroup(scope.ctx, group, { seen, reason });
    if (gone.ok) return redirect("/oversight/synonyms?done=deleted");
    const { data: reply, init } = replyProblem(submission, gone.problem, scope.t);
    return data({ ...reply, preview: null }, init ?? undefined);
  }
  if (intent !== "preview") {
    const saved = await saveGroup(scope.ctx, group, submission.value);
    if (saved.ok) return redirect(`/oversight/synonyms/${saved.value}?done=saved`);
    const { data: reply, init } = replyProblem(submission, saved.problem, scope.t);
    return data({ ...reply, preview: null }, init ?? undefined);
  }
  const preview = await previewGroup(scope.ctx, group, seen, terms);
  return data({ result: submission.reply(), problem: null, preview });
}

export default function Group({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("synonyms");
  const { group, terms, title } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/synonyms", label: t("title") }]} />
      <Flash messages={{ saved: t("done.saved"), undone: t("done.undone") }} />
      <PageHead
        title={title}
        lead={t("groupLead")}
        actions={
          group !== null && (
            <Link className="link" to={`/oversight/synonyms/history?group=${group}`}>
              {t("history")}
            </Link>
          )
        }
      />
      <GroupForm key={`${group} ${actionData ? "" : terms.join("\n")}`} terms={terms} reply={actionData} />
      {group !== null && <DeleteGroup terms={terms} />}
    </>
  );
}
