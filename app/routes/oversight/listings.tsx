import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { readCursor, writeCursor } from "#app/domain/catalog/cursor.ts";
import { queueNames } from "#app/domain/catalog/moderation.ts";
import { countQueues, listQueue, openObjections } from "#app/domain/catalog/moderation-queries.server.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listings.ts";

type Row = Route.ComponentProps["loaderData"]["items"][number];

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "desk.read");
  const params = new URL(request.url).searchParams;
  const queue = queueNames.find((name) => name === params.get("queue")) ?? "submitted";
  const kind = listingKinds.find((name) => name === params.get("kind"));
  const after = readCursor(params.get("after"));
  const [{ items, next }, counts] = await Promise.all([
    listQueue(scope.ctx, queue, { kind, after }),
    countQueues(scope.ctx),
  ]);
  const open =
    queue === "notice"
      ? await openObjections(
          scope.ctx,
          items.map(({ id }) => id),
        )
      : {};
  return {
    title: scope.t("editor:queue.title"),
    desk: deskOf(actor),
    queue,
    kind: kind ?? "",
    items: items.map((item) => ({ ...item, open: open[item.id] ?? 0 })),
    counts,
    after: after ? params.get("after") : null,
    next: writeCursor(next),
    now: scope.ctx.clock.now(),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function ListingQueue({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const { queue, kind, items, counts, after, next, now } = loaderData;
  const acts = ["publish", "announce", "return", "suspend", "restore", "accept"];
  return (
    <>
      <Flash messages={Object.fromEntries(acts.map((name) => [name, t(`done.${name}`)]))} />
      <PageHead title={t("editor:queue.title")} lead={t("editor:queue.lead")} />
      <OversightTabs {...loaderData.desk} />
      <Tabs
        label={t("editor:queue.queues")}
        tabs={queueNames.map((name) => ({
          to: `?queue=${name}`,
          label: t(`editor:queue.${name}`),
          count: counts[name],
          current: name === queue,
        }))}
      />
      <Form method="get" className="flex flex-wrap items-end gap-3 py-4">
        <input type="hidden" name="queue" value={queue} />
        <Select
          meta={plainField("kind", kind)}
          label={t("editor:queue.kind")}
          placeholder={t("editor:own.all")}
          options={listingKinds.map((name) => ({ value: name, label: t(`common:kind.${name}`) }))}
        />
        <SubmitButton look="secondary">{t("common:action.filter")}</SubmitButton>
      </Form>
      <div>
        <QueueTable items={items} now={now} notice={queue === "notice"} />
      </div>
      <CursorPager after={after} next={next} />
    </>
  );
}

function QueueTable({ items, now, notice }: { items: readonly Row[]; now: Date; notice: boolean }) {
  const { t } = useTranslation(["catalog", "editor"]);
  const titleOf = useTitleOf();
  const objections = {
    key: "objections",
    head: t("technology.objections"),
    cell: ({ open }: Row) => open > 0 && t("editor:queue.objections", { count: open }),
  };
  return (
    <DataTable<Row>
      caption={t("editor:queue.title")}
      captionHidden
      desk
      rows={items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("editor:queue.empty")}>{t("editor:queue.emptyDetail")}</EmptyState>}
      columns={[
        {
          key: "name",
          head: t("editor:queue.name"),
          rowHeader: true,
          cell: (row) => <RowLink to={`/oversight/listings/${row.id}`}>{titleOf(row)}</RowLink>,
        },
        { key: "kind", head: t("editor:queue.kind"), cell: ({ kind }) => t(`common:kind.${kind}`) },
        { key: "owner", head: t("editor:queue.owner"), cell: ({ owner }) => <OrganizationName {...owner} /> },
        {
          key: "region",
          head: t("editor:queue.region"),
          cell: ({ region }) => region && <OrganizationName {...region} />,
        },
        {
          key: "since",
          head: t("editor:queue.since"),
          cell: ({ since }) => <DateTime at={since} weekday={false} />,
        },
        { key: "due", head: t("editor:queue.due"), cell: ({ deadline }) => <Due at={deadline} now={now} /> },
        ...(notice ? [objections] : []),
      ]}
    />
  );
}
