import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { externalLists } from "#app/domain/credit/external/queries.server.ts";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/lists.ts";

/** The lists of other authorities that were taken in, with how many of their rows found an organisation. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "case.read");
  return {
    title: scope.t("external:title"),
    tabs: deskOf(actor),
    imports: may(actor, "external_list.import"),
    lists: await externalLists(scope.ctx),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

type List = Route.ComponentProps["loaderData"]["lists"][number];

export default function Lists({ loaderData: { tabs, imports, lists } }: Route.ComponentProps) {
  const { t } = useTranslation(["external", "cases"]);
  const figure = (key: "total" | "matched" | "suggested" | "known" | "rejected") => ({
    key,
    head: t(key),
    numeric: true,
    cell: (row: List) => row[key],
  });
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/cases", label: t("cases:title") }]} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={imports && <ButtonLink to="/oversight/lists/import">{t("import")}</ButtonLink>}
      />
      <OversightTabs {...tabs} />
      <DataTable<List>
        caption={t("title")}
        captionHidden
        desk
        rows={lists}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
        columns={[
          {
            key: "name",
            head: t("list"),
            rowHeader: true,
            cell: ({ id, name, source }) => (
              <span className="grid gap-0.5">
                <RowLink to={`/oversight/lists/${id}`}>{name}</RowLink>
                <span className="text-sm font-normal text-muted">{source}</span>
              </span>
            ),
          },
          figure("total"),
          figure("matched"),
          figure("suggested"),
          figure("known"),
          figure("rejected"),
          {
            key: "at",
            head: t("imported"),
            cell: ({ createdAt }) => <DateTime at={createdAt} weekday={false} />,
          },
        ]}
      />
    </>
  );
}
