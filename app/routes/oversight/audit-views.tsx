import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { AuditTabs } from "#app/components/audit/audit-tabs.tsx";
import { entityName } from "#app/components/audit/entry-words.tsx";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { readViews, type ViewRow } from "#app/domain/audit/integrity.server.ts";
import { readAuditFilter } from "#app/domain/audit/log-filter.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/audit-views.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "audit.verify");
  const params = new URL(request.url).searchParams;
  const { rows, next } = await readViews(scope.ctx, readAuditFilter(params));
  return {
    title: scope.t("oversight:views.title"),
    desk: deskOf(actor),
    rows,
    asked: { who: params.get("who") ?? "", thing: params.get("thing") ?? "" },
    after: params.get("after"),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Views({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { rows, asked, after, next } = loaderData;
  return (
    <>
      <PageHead title={t("views.title")} lead={t("views.lead")} />
      <OversightTabs {...loaderData.desk} />
      <AuditTabs />
      <Form className="grid gap-4 pb-6 sm:grid-cols-2 lg:grid-cols-4 lg:items-end">
        <TextInput meta={plainField("who", asked.who)} label={t("views.who")} />
        <TextInput meta={plainField("thing", asked.thing)} label={t("audit.id")} />
        <div className="flex items-center gap-4">
          <Button type="submit" look="secondary">
            {t("audit.filter")}
          </Button>
          <Link className="link" to="/oversight/audit/views">
            {t("audit.clear")}
          </Link>
        </div>
      </Form>
      <DataTable<ViewRow>
        caption={t("views.title")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState title={t("views.none")}>{t("views.noneDetail")}</EmptyState>}
        columns={[
          { key: "at", head: t("audit.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "who", head: t("views.who"), rowHeader: true, cell: ({ actorName }) => actorName },
          {
            key: "organization",
            head: t("audit.organization"),
            cell: ({ organization }) => organization && <OrganizationName {...organization} />,
          },
          {
            key: "what",
            head: t("views.what"),
            cell: ({ entity, entityId }) => (
              <>
                {entityName(t, entity)}{" "}
                <Link className="link font-mono text-xs" to={`/oversight/audit?thing=${entityId}`}>
                  {entityId.slice(-12)}
                </Link>
              </>
            ),
          },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}
