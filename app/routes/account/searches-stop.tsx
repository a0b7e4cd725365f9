import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { findByToken } from "#app/domain/search/saved/queries.server.ts";
import { stopAlerts } from "#app/domain/search/saved/stop-alerts.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/searches-stop.ts";

/** Where a mail's link leads: looking changes nothing, since mail programs look at links too. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = await findByToken(scope.ctx, params.token);
  if (!found) throw problemResponse(problems.notFound("savedSearch"));
  return { title: scope.t("savedSearches:stop.title"), ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

/** From the page, or from a mail program's own button (RFC 8058), which posts `List-Unsubscribe=One-Click`. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const form = await readForm(request);
  const all = form.get("scope") === "all" || new URL(request.url).searchParams.get("all") === "1";
  const stopped = await stopAlerts(scope.ctx, params.token, all);
  if (!stopped.ok) throw problemResponse(stopped.problem);
  return { done: all ? ("doneAll" as const) : ("doneOne" as const) };
}

export default function Stop({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("savedSearches");
  const { name, cadence } = loaderData;
  return (
    <>
      <PageHead title={t("stop.title")} lead={!actionData && t("stop.lead", { name })} />
      {actionData && (
        <Notice kind="success" live>
          <p>{t(`stop.${actionData.done}`, { name })}</p>
        </Notice>
      )}
      {!actionData && cadence === "none" && <Notice>{t("stop.already", { name })}</Notice>}
      <p className="max-w-reading py-4 text-muted">{t("stop.note")}</p>
      {!actionData && (
        <Form method="post" action="." className="flex flex-wrap gap-3 pb-4">
          {cadence !== "none" && (
            <SubmitButton name="scope" value="one">
              {t("stop.one")}
            </SubmitButton>
          )}
          <SubmitButton look="secondary" name="scope" value="all">
            {t("stop.all")}
          </SubmitButton>
        </Form>
      )}
      <Link className="link" to="/account/searches">
        {t("stop.manage")}
      </Link>
    </>
  );
}
