import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { SavedSearchForm } from "#app/components/search/saved-form.tsx";
import { changeSearch, deleteSearch } from "#app/domain/search/saved/change-search.server.ts";
import { changeSearchInput } from "#app/domain/search/saved/inputs.ts";
import { findOwnSearch } from "#app/domain/search/saved/queries.server.ts";
import { conditionsInWords } from "#app/domain/search/saved/words.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/searches-one.ts";

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const found = isUuid(params.id) ? await findOwnSearch(scope.ctx, params.id) : undefined;
  if (!found) throw problemResponse(problems.notFound("savedSearch"));
  const conditions = await conditionsInWords(scope.ctx.db, found.query, scope.t, scope.locale);
  return { title: scope.t("savedSearches:editTitle"), conditions, ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context, params }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  if (!isUuid(params.id)) throw problemResponse(problems.notFound("savedSearch"));
  const form = await readForm(request);
  if (form.get("intent") === "delete") {
    const gone = await deleteSearch(scope.ctx, params.id);
    if (!gone.ok) throw problemResponse(gone.problem);
    return redirect("/account/searches?done=deleted");
  }
  const submission = parseForm(form, changeSearchInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const changed = await changeSearch(scope.ctx, params.id, submission.value);
  if (!changed.ok) return replyProblem(submission, changed.problem, scope.t);
  return redirect("/account/searches?done=changed");
}

export default function OneSearch({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("savedSearches");
  const { title, name, cadence, conditions } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/account/searches", label: t("title") }]} />
      <PageHead title={title} lead={conditions.join(" · ") || t("any")} />
      <SavedSearchForm value={{ name, cadence }} reply={actionData} />
      <div className="pt-8">
        <Confirm label={t("delete")} look="danger">
          <p>{t("deleteHelp")}</p>
          <Form method="post">
            <SubmitButton look="danger" name="intent" value="delete">
              {t("deleteConfirm")}
            </SubmitButton>
          </Form>
        </Confirm>
      </div>
    </>
  );
}
