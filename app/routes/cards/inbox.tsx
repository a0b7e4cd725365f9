import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { inboxViews, listEvents } from "#app/domain/money/stripe/inbox/queries.server.ts";
import { retryEvent } from "#app/domain/money/stripe/inbox/retry-event.server.ts";
import { noCards, offersCards } from "#app/domain/money/stripe/settings.server.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/inbox.ts";

type Event = Awaited<ReturnType<typeof listEvents>>["items"][number];

/** `/oversight/payments/events`: what Stripe has told, what became of it, and what needs a person. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "payment.operate");
  if (!offersCards()) throw problemResponse(noCards());
  const params = new URL(request.url).searchParams;
  const view = inboxViews.find((name) => name === params.get("view")) ?? "attention";
  const after = params.get("after");
  const list = await listEvents(scope.ctx, { view, ...(after && isUuid(after) ? { after } : {}) });
  return {
    title: scope.t("cards:inbox.title"),
    ...{ desk: deskOf(actor), view, views: inboxViews, after },
    ...list,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const form = z.strictObject({ event: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "payment.operate");
  if (!offersCards()) throw problemResponse(noCards());
  const asked = form.safeParse(Object.fromEntries(await readForm(request)));
  if (!asked.success) return { problem: problems.notFound("event") };
  const retried = await retryEvent(scope.ctx, asked.data.event);
  if (!retried.ok) return { problem: retried.problem };
  throw redirect("/oversight/payments/events?done=retried");
}

export default function Inbox({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["cards", "problems"]);
  const { desk, view, views, items, next, after, waiting } = loaderData;
  return (
    <>
      <Flash messages={{ retried: t("inbox.retried") }} />
      <PageHead
        title={t("inbox.title")}
        lead={t("inbox.lead")}
        state={waiting > 0 && <StateTag tone="warning">{t("inbox.waiting", { count: waiting })}</StateTag>}
      />
      <OversightTabs {...desk} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Tabs
        label={t("inbox.views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`inbox.view.${name}`),
          current: name === view,
        }))}
      />
      <DataTable<Event>
        caption={t("inbox.title")}
        captionHidden
        desk
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t(`inbox.none.${view}`)}>{t("inbox.noneDetail")}</EmptyState>}
        columns={columns(t)}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

const tones: Record<Event["state"], Tone> = {
  received: "pending",
  done: "done",
  ignored: "neutral",
  failed: "refused",
};

const columns = (t: TFunction<["cards", "problems"]>) => [
  {
    key: "at",
    head: t("inbox.at"),
    cell: ({ receivedAt }: Event) => <DateTime at={receivedAt} weekday={false} />,
  },
  {
    key: "type",
    head: t("inbox.type"),
    rowHeader: true,
    cell: ({ type, objectId, fetched }: Event) => (
      <>
        <span className="font-mono text-sm break-all">{type}</span>
        <br />
        <span className="font-mono text-xs break-all text-muted">{objectId}</span>
        {fetched && <span className="text-xs text-muted"> · {t("inbox.fetched")}</span>}
      </>
    ),
  },
  {
    key: "state",
    head: t("inbox.state_"),
    cell: ({ state, reason, detail, attempts }: Event) => (
      <>
        <StateTag tone={tones[state]}>{t(`inbox.state.${state}`)}</StateTag>
        {reason !== "" && (
          <p className="text-sm">
            {say(t, `cards:inbox.reason.${reason}`)}{" "}
            {detail && <span className="font-mono text-xs">{detail}</span>}
          </p>
        )}
        {attempts > 1 && <p className="text-xs text-muted">{t("inbox.attempts", { count: attempts })}</p>}
      </>
    ),
  },
  {
    key: "act",
    head: t("inbox.act"),
    cell: ({ id, state, attempts }: Event) =>
      (state === "failed" || (state === "received" && attempts > 0)) && (
        <Form method="post" action=".">
          <SubmitButton look="secondary" small name="event" value={id}>
            {t("inbox.retry")}
          </SubmitButton>
        </Form>
      ),
  },
];
