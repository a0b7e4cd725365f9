import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { contractState, contractTone, sideKey } from "#app/components/contracts/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, Money, OrganizationName } from "#app/components/text.tsx";
import { listContracts, mySide } from "#app/domain/contracts/queries.server.ts";
import { today } from "#app/domain/working-days.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/list.ts";

const pageSize = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.edit");
  const query = new URL(request.url).searchParams;
  const view: "open" | "past" = query.get("view") === "past" ? "past" : "open";
  const after = query.get("after") ?? undefined;
  const page = await listContracts(scope.ctx, { view, after, limit: pageSize });
  return {
    items: page.items.map((item) => ({ ...item, side: mySide(scope.ctx, item) ?? "client" })),
    nextCursor: page.nextCursor,
    after: after ?? null,
    view,
    year: Number(today(scope.ctx.clock.now()).slice(0, 4)),
    title: scope.t("contracts:title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

type Item = Route.ComponentProps["loaderData"]["items"][number];

export default function Contracts({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  const { items, nextCursor, after, view, year } = loaderData;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<ButtonLink to="/contracts/new">{t("list.new")}</ButtonLink>}
      />
      <Tabs
        label={t("list.views")}
        tabs={(["open", "past"] as const).map((name) => ({
          to: `?view=${name}`,
          label: t(`list.${name}`),
          current: name === view,
        }))}
      />
      <div className="pt-4">
        <DataTable
          caption={t("title")}
          captionHidden
          rows={items}
          rowKey={({ row }) => row.id}
          columns={useColumns()}
          empty={<EmptyState title={t("list.none")}>{t("list.noneDetail")}</EmptyState>}
        />
      </div>
      <CursorPager after={after} next={nextCursor} />
      <Section title={t("conversion.heading")}>
        <p className="max-w-reading pb-3 text-sm text-muted">{t("conversion.lead")}</p>
        <p className="flex flex-wrap gap-x-4">
          {[year, year - 1].map((one) => (
            <a key={one} className="link" href={`/contracts/conversion.csv?year=${one}`}>
              {t("conversion.download", { year: one })}
            </a>
          ))}
        </p>
      </Section>
    </>
  );
}

function useColumns() {
  const { t } = useTranslation("contracts");
  return [
    {
      key: "contract",
      head: t("list.contract"),
      rowHeader: true,
      cell: ({ row }: Item) => <RowLink to={`/contracts/${row.id}`}>{row.title || t("kicker")}</RowLink>,
    },
    {
      key: "counterpart",
      head: t("list.counterpart"),
      cell: (item: Item) =>
        item.side === "client" ? (
          <OrganizationName nameZh={item.developerZh} nameEn={item.developerEn} />
        ) : (
          <OrganizationName nameZh={item.clientZh} nameEn={item.clientEn} />
        ),
    },
    { key: "side", head: t("list.side"), cell: ({ row, side }: Item) => t(sideKey(row.kind, side)) },
    {
      key: "state",
      head: t("list.state"),
      cell: ({ row }: Item) => (
        <StateTag tone={contractTone[contractState(row.state)]}>
          {t(`state.${contractState(row.state)}`)}
        </StateTag>
      ),
    },
    {
      key: "progress",
      head: t("list.progress"),
      cell: ({ done, milestoneCount }: Item) =>
        milestoneCount > 0 && t("list.of", { done, count: milestoneCount }),
    },
    {
      key: "amount",
      head: t("list.amount"),
      numeric: true,
      cell: ({ row }: Item) => row.amount !== null && <Money fen={row.amount} />,
    },
    {
      key: "due",
      head: t("list.due"),
      cell: ({ row, milestoneDue }: Item) => {
        const at = row.deadline ?? milestoneDue;
        return at && <Day at={at} />;
      },
    },
  ];
}
