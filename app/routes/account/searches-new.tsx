import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Chips } from "#app/components/lists.tsx";
import { SavedSearchForm } from "#app/components/search/saved-form.tsx";
import { isMailed } from "#app/domain/search/saved/reader.server.ts";
import { saveSearchInput } from "#app/domain/search/saved/inputs.ts";
import { asksFreeTime, savedQuery } from "#app/domain/search/saved/query.ts";
import { saveSearch } from "#app/domain/search/saved/save-search.server.ts";
import { conditionsInWords } from "#app/domain/search/saved/words.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/searches-new.ts";

const longestName = 80;

/** The conditions to keep stand in the address, as the search page writes them. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { user } = requireUser(scope, request);
  const params = new URL(request.url).searchParams;
  const query = savedQuery(params);
  const conditions = await conditionsInWords(scope.ctx.db, query, scope.t, scope.locale);
  return {
    title: scope.t("savedSearches:newTitle"),
    query,
    conditions,
    name: conditions.join(" · ").slice(0, longestName),
    freeTime: asksFreeTime(params),
    confirmed: await isMailed(scope.ctx, user.id),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const submission = parseForm(await readForm(request), saveSearchInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const saved = await saveSearch(scope.ctx, submission.value);
  if (!saved.ok) return replyProblem(submission, saved.problem, scope.t);
  return redirect("/account/searches?done=saved");
}

export default function NewSearch({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["savedSearches", "problems"]);
  const { query, conditions, name, freeTime, confirmed } = loaderData;
  return (
    <>
      <PageHead title={t("newTitle")} lead={t("newLead")} />
      <div className="grid gap-5">
        <div className="grid max-w-form gap-2">
          <h2 className="font-medium">{t("conditions")}</h2>
          {conditions.length > 0 ? (
            <Chips>
              {conditions.map((words) => (
                <span key={words} className="chip">
                  {words}
                </span>
              ))}
            </Chips>
          ) : (
            <p className="text-muted">{t("problems:saved_search_empty.detail")}</p>
          )}
          {freeTime && <p className="text-sm text-muted">{t("freeNotKept")}</p>}
        </div>
        {!confirmed && <Notice>{t("unconfirmed")}</Notice>}
        <SavedSearchForm value={{ name, cadence: "daily" }} query={query} reply={actionData} />
        <Link className="link justify-self-start" to={`/?${query || "view=list"}`}>
          {t("back")}
        </Link>
      </div>
    </>
  );
}
