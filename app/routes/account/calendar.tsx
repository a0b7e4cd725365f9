import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { FeedTable, NewFeed } from "#app/components/calendar/feeds.tsx";
import { Flash } from "#app/components/flash.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { makeOwnFeed, ownFeeds, revokeFeed } from "#app/domain/calendar/feeds.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/calendar.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  return { title: scope.t("calendar:subscribe.title"), feeds: await ownFeeds(scope.ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const revoke = (await readForm(request)).get("revoke");
  if (typeof revoke === "string") {
    const gone = isUuid(revoke) ? await revokeFeed(scope.ctx, revoke) : undefined;
    if (!gone?.ok) throw problemResponse(gone?.problem ?? problems.notFound("calendar"));
    return redirect("/account/calendar?done=revoked");
  }
  const made = await makeOwnFeed(scope.ctx);
  return made.ok
    ? { address: made.value, problem: null }
    : data({ address: null, problem: made.problem }, { status: made.problem.status });
}

export default function CalendarFeeds({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("calendar");
  return (
    <>
      {!actionData && <Flash messages={{ revoked: t("subscribe.revoked") }} />}
      <PageHead title={t("subscribe.title")} lead={t("subscribe.lead")} />
      <AccountTabs />
      {actionData?.address && <NewFeed address={actionData.address} />}
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <FeedTable feeds={loaderData.feeds} />
      <Form method="post" action="." className="grid max-w-reading justify-items-start gap-3 py-6">
        <p className="text-muted">{t("subscribe.createNote")}</p>
        <SubmitButton>{t("subscribe.create")}</SubmitButton>
        <p className="text-sm text-muted">{t("subscribe.secret")}</p>
      </Form>
    </>
  );
}
