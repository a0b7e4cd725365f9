import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Deadline, Money } from "#app/components/text.tsx";
import { listOwnProposals } from "#app/domain/demands/find-proposal.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/proposals.ts";

const pageSize = 50;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const { items, nextCursor } = await listOwnProposals(scope.ctx, { after, limit: pageSize });
  return {
    title: scope.t("demands:own.title"),
    next: nextCursor,
    rows: items.map(({ row, call, ...names }) => ({
      ...names,
      ...{ id: row.id, state: row.state, amount: row.amount, dueAt: call.dueAt },
    })),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnProposals({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("demands");
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const { rows, next } = loaderData;
  type Row = (typeof rows)[number];
  const find = <ButtonLink to="/organization/demands-to-answer">{t("own.find")}</ButtonLink>;
  return (
    <>
      <PageHead title={t("own.title")} lead={t("own.lead")} actions={find} />
      <OrganizationTabs />
      <DataTable
        caption={t("own.title")}
        captionHidden
        rows={rows}
        rowKey={({ id }: Row) => id}
        empty={<EmptyState title={t("own.none")} action={find} />}
        columns={[
          {
            key: "demand",
            head: t("own.demand"),
            rowHeader: true,
            cell: (row: Row) => <RowLink to={`/proposals/${row.id}`}>{titleOf(row)}</RowLink>,
          },
          {
            key: "client",
            head: t("own.client"),
            cell: (row: Row) => nameOf({ nameZh: row.clientZh, nameEn: row.clientEn }),
          },
          {
            key: "amount",
            head: t("own.amount"),
            numeric: true,
            cell: ({ amount }: Row) => <Money fen={amount} />,
          },
          { key: "due", head: t("own.due"), cell: ({ dueAt }: Row) => <Deadline at={dueAt} /> },
          {
            key: "state",
            head: t("own.state"),
            cell: ({ state }: Row) => (
              <StateTag tone={toneOf(state)}>{t(`proposal.state.${state}`)}</StateTag>
            ),
          },
        ]}
      />
      {next && (
        <div className="pt-4">
          <ButtonLink look="secondary" to={`?after=${next}`}>
            {t("common:pager.next")}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
