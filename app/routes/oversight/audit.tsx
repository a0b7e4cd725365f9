import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { Button } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { readAuditFilter } from "#app/domain/identity/audit-filter.ts";
import { type AuditRow, readAuditLog } from "#app/domain/identity/audit-log.server.ts";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/audit.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "audit.read");
  const params = new URL(request.url).searchParams;
  const { rows, next } = await readAuditLog(scope.ctx, readAuditFilter(params));
  const asked = Object.fromEntries(
    ["entity", "who", "from", "until", "thing"].map((name) => [name, params.get(name) ?? ""]),
  );
  return {
    title: scope.t("oversight:audit.title"),
    decides: may(actor, "organization.verify"),
    rows,
    asked,
    after: params.get("after"),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { rows, after, next, decides } = loaderData;
  return (
    <>
      <PageHead title={t("audit.title")} lead={t("audit.lead")} />
      <OversightTabs decides={decides} />
      <Filters {...loaderData} />
      <DataTable<AuditRow>
        caption={t("audit.title")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState title={t("audit.none")}>{t("audit.noneDetail")}</EmptyState>}
        columns={[
          { key: "seq", head: t("audit.seq"), numeric: true, cell: ({ seq }) => seq },
          { key: "at", head: t("audit.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "who", head: t("audit.who"), rowHeader: true, cell: (row) => <Who row={row} /> },
          { key: "what", head: t("audit.what"), cell: (row) => <What row={row} /> },
          { key: "state", head: t("audit.change"), cell: (row) => <Change row={row} /> },
          { key: "why", head: t("audit.why"), cell: ({ reason }) => reason },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

function Filters({ asked }: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation("oversight");
  return (
    <Form className="grid gap-4 pb-6 sm:grid-cols-2 lg:grid-cols-4 lg:items-end">
      <Select
        meta={plainField("entity", asked.entity)}
        label={t("audit.entity")}
        placeholder={t("audit.any")}
        options={auditedEntities.map((entity) => ({ value: entity, label: t(`entity.${entity}`) }))}
      />
      <TextInput meta={plainField("who", asked.who)} label={t("audit.who")} />
      <DateInput meta={plainField("from", asked.from)} label={t("audit.from")} />
      <DateInput meta={plainField("until", asked.until)} label={t("audit.until")} />
      <div className="flex items-center gap-4">
        <Button type="submit" look="secondary">
          {t("audit.filter")}
        </Button>
        <Link className="link" to="/oversight/audit">
          {t("audit.clear")}
        </Link>
      </div>
    </Form>
  );
}

function Who({ row }: { row: AuditRow }) {
  const { t } = useTranslation("oversight");
  const name = row.via === "system" ? t("audit.system") : row.actorName;
  return (
    <>
      {name}
      {row.organization && (
        <span className="block text-xs font-normal text-muted">
          <OrganizationName {...row.organization} />
        </span>
      )}
    </>
  );
}

function What({ row }: { row: AuditRow }) {
  const { t } = useTranslation(["oversight", "lifecycles"]);
  const entity = auditedEntities.find((name) => name === row.entity);
  return (
    <>
      {entity ? t(`entity.${entity}`) : row.entity} · {t(`lifecycles:step.${row.transition}`)}
      <Link className="link block font-mono text-xs" to={`?thing=${row.entityId}`} title={t("audit.thing")}>
        {row.entityId.slice(-12)}
      </Link>
    </>
  );
}

function Change({ row: { fromState, toState } }: { row: AuditRow }) {
  const { t } = useTranslation("lifecycles");
  if (!toState) return null;
  const from = fromState && fromState !== toState ? `${t(`state.${fromState}`)} → ` : "";
  return `${from}${t(`state.${toState}`)}`;
}
