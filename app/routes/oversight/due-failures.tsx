import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { type DueFailure, listDueFailures, retryDueFailure } from "#app/domain/due.server.ts";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/due-failures.ts";

/** `/oversight/due-failures`: what was due by the clock and failed for a row, and when it is tried again. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "due_failure.read");
  return {
    title: scope.t("oversight:due.title"),
    desk: deskOf(actor),
    retries: may(actor, "due_failure.retry"),
    failures: await listDueFailures(scope.ctx.db),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const form = z.strictObject({ failure: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "due_failure.retry");
  const asked = form.safeParse(Object.fromEntries(await readForm(request)));
  if (!asked.success) return { problem: problems.notFound("due_failure") };
  const retried = await retryDueFailure(scope.ctx, asked.data.failure);
  if (!retried.ok) return { problem: retried.problem };
  throw redirect("/oversight/due-failures?done=retried");
}

export default function DueFailures({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { desk, retries, failures } = loaderData;
  return (
    <>
      <Flash messages={{ retried: t("due.retried") }} />
      <PageHead title={t("due.title")} lead={t("due.lead")} />
      <OversightTabs {...desk} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <DataTable<DueFailure>
        caption={t("due.title")}
        captionHidden
        desk
        rows={failures}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("due.none")}>{t("due.noneDetail")}</EmptyState>}
        columns={[...columns(t), ...(retries ? [retryColumn(t)] : [])]}
      />
    </>
  );
}

type T = TFunction<"oversight">;

const columns = (t: T) => [
  {
    key: "work",
    head: t("due.work"),
    rowHeader: true,
    cell: ({ job }: DueFailure) => t(`due.job.${job}`),
  },
  {
    key: "thing",
    head: t("due.thing"),
    cell: ({ entity, entityId }: DueFailure) => (
      <span className="font-mono text-xs break-all">
        {entity} {entityId}
      </span>
    ),
  },
  {
    key: "error",
    head: t("due.error"),
    cell: ({ error }: DueFailure) => <span className="font-mono text-xs break-words">{error}</span>,
  },
  {
    key: "since",
    head: t("due.since"),
    cell: ({ firstFailedAt, attempts }: DueFailure) => (
      <>
        <DateTime at={firstFailedAt} weekday={false} />
        <p className="text-xs text-muted">{t("due.attempts", { count: attempts })}</p>
      </>
    ),
  },
  {
    key: "next",
    head: t("due.next"),
    cell: ({ retryAt }: DueFailure) => <DateTime at={retryAt} weekday={false} />,
  },
];

const retryColumn = (t: T) => ({
  key: "act",
  head: t("due.act"),
  cell: ({ id }: DueFailure) => (
    <Form method="post" action=".">
      <SubmitButton look="secondary" small name="failure" value={id}>
        {t("due.retry")}
      </SubmitButton>
    </Form>
  ),
});
