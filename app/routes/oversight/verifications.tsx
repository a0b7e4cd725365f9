import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { Pager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import {
  type QueueRow,
  queuePageSize,
  verificationQueue,
} from "#app/domain/identity/verification-queries.server.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { verificationStates } from "#db/schema/vocabulary.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/verifications.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "desk.read");
  const params = new URL(request.url).searchParams;
  const state = verificationStates.find((name) => name === params.get("state")) ?? "submitted";
  const page = Math.min(Math.max(Number.parseInt(params.get("page") ?? "1", 10) || 1, 1), 10_000);
  const { rows, total } = await verificationQueue(scope.ctx, { state, page });
  const title = scope.t("oversight:queue.verifications");
  const now = scope.ctx.clock.now();
  return {
    title,
    desk: deskOf(actor),
    state,
    page,
    rows,
    total,
    pages: Math.ceil(total / queuePageSize),
    now,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Verifications({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { state, page, pages, rows, total, now } = loaderData;
  return (
    <>
      <Flash messages={{ verify: t("verification.done.verify"), return: t("verification.done.return") }} />
      <PageHead title={t("queue.verifications")} lead={t("verification.lead")} />
      <OversightTabs {...loaderData.desk} />
      <Tabs
        label={t("verification.states")}
        tabs={verificationStates.map((name) => ({
          to: `?state=${name}`,
          label: t(`verification.state.${name}`),
          current: name === state,
          count: name === state ? total : undefined,
        }))}
      />
      <div className="pt-4">
        <DataTable<QueueRow>
          caption={t("queue.verifications")}
          captionHidden
          desk
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t("verification.none")}>{t("verification.noneDetail")}</EmptyState>}
          columns={columns(t, now)}
        />
      </div>
      <Pager page={page} pages={pages} />
    </>
  );
}

function columns(t: ReturnType<typeof useTranslation<"oversight">>["t"], now: Date) {
  return [
    {
      key: "name",
      head: t("verification.organization"),
      rowHeader: true,
      cell: (row: QueueRow) => (
        <RowLink to={`/oversight/verifications/${row.id}`}>
          <OrganizationName {...row.organization} />
        </RowLink>
      ),
    },
    {
      key: "uscc",
      head: t("verification.uscc"),
      cell: (row: QueueRow) => <span className="tnum">{row.organization.uscc}</span>,
    },
    {
      key: "region",
      head: t("verification.region"),
      cell: (row: QueueRow) => row.region && <OrganizationName {...row.region} />,
    },
    { key: "since", head: t("verification.asked"), cell: (row: QueueRow) => <Day at={row.createdAt} /> },
    {
      key: "state",
      head: t("verification.stateHead"),
      cell: (row: QueueRow) => (
        <StateTag tone={toneOf(row.state)}>
          {t(`verification.state.${verificationStates.find((name) => name === row.state) ?? "submitted"}`)}
        </StateTag>
      ),
    },
    {
      key: "due",
      head: t("verification.deadline"),
      cell: (row: QueueRow) => <Due at={row.deadline} now={now} />,
    },
  ];
}
