import { useTranslation } from "react-i18next";
import { Form, Link, useSearchParams } from "react-router";
import { AuditTabs } from "#app/components/audit/audit-tabs.tsx";
import { Change, entityName, Seal, Who } from "#app/components/audit/entry-words.tsx";
import { VerificationNotice } from "#app/components/audit/verification-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { lastVerification } from "#app/domain/audit/integrity.server.ts";
import { type AuditRow, readAuditLog } from "#app/domain/audit/log.server.ts";
import { auditParams, readAuditFilter } from "#app/domain/audit/log-filter.ts";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { lifecycles } from "#app/i18n/en/lifecycles.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/audit.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "audit.read");
  const params = new URL(request.url).searchParams;
  const [{ rows, next }, run] = await Promise.all([
    readAuditLog(scope.ctx, readAuditFilter(params)),
    lastVerification(scope.ctx),
  ]);
  const { t } = scope;
  return {
    title: t("oversight:audit.title"),
    desk: deskOf(actor),
    verifies: may(actor, "audit.verify"),
    rows,
    run,
    asked: Object.fromEntries(auditParams.map((name) => [name, params.get(name) ?? ""])),
    transitions: Object.keys(lifecycles.step)
      .map((value) => ({ value, label: t(`lifecycles:step.${value}`) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, scope.locale)),
    after: params.get("after"),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { rows, run, after, next, verifies } = loaderData;
  return (
    <>
      <PageHead title={t("audit.title")} lead={t("audit.lead")} />
      <OversightTabs {...loaderData.desk} />
      {verifies && <AuditTabs />}
      <VerificationNotice run={run} to={verifies ? "/oversight/audit/integrity" : undefined} />
      <Filters {...loaderData} />
      <DataTable<AuditRow>
        caption={t("audit.title")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState title={t("audit.none")}>{t("audit.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "seq",
            head: t("audit.seq"),
            numeric: true,
            cell: ({ seq }) => <RowLink to={`/oversight/audit/${seq}`}>{seq}</RowLink>,
          },
          { key: "at", head: t("audit.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "who", head: t("audit.who"), rowHeader: true, cell: (row) => <Who row={row} /> },
          { key: "what", head: t("audit.what"), cell: (row) => <What row={row} /> },
          { key: "state", head: t("audit.change"), cell: (row) => <Change {...row} /> },
          { key: "why", head: t("audit.why"), cell: ({ reason }) => reason },
          { key: "seal", head: t("audit.seal"), cell: ({ seal }) => <Seal number={seal} /> },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

function Filters({ asked, transitions }: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation("oversight");
  const [params] = useSearchParams();
  const wanted = new URLSearchParams([...params].filter(([name]) => name !== "after" && name !== "lang"));
  return (
    <Form className="grid gap-4 pb-6 sm:grid-cols-2 lg:grid-cols-4 lg:items-end">
      <Select
        meta={plainField("entity", asked.entity)}
        label={t("audit.entity")}
        placeholder={t("audit.any")}
        options={auditedEntities.map((entity) => ({ value: entity, label: t(`entity.${entity}`) }))}
      />
      <Select
        meta={plainField("transition", asked.transition)}
        label={t("audit.transition")}
        placeholder={t("audit.any")}
        options={transitions}
      />
      <TextInput meta={plainField("who", asked.who)} label={t("audit.who")} />
      <TextInput meta={plainField("organization", asked.organization)} label={t("audit.organization")} />
      <TextInput meta={plainField("thing", asked.thing)} label={t("audit.id")} />
      <DateInput meta={plainField("from", asked.from)} label={t("audit.from")} />
      <DateInput meta={plainField("until", asked.until)} label={t("audit.until")} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="secondary">
          {t("audit.filter")}
        </Button>
        <Link className="link" to="/oversight/audit">
          {t("audit.clear")}
        </Link>
        <a className="link" href={`/oversight/audit/export.csv?${wanted}`} download>
          {t("audit.export")}
        </a>
      </div>
    </Form>
  );
}

function What({ row }: { row: AuditRow }) {
  const { t } = useTranslation(["oversight", "lifecycles"]);
  return (
    <>
      {entityName(t, row.entity)} · {t(`lifecycles:step.${row.transition}`, { context: row.entity })}
      <Link className="link block font-mono text-xs" to={`?thing=${row.entityId}`} title={t("audit.thing")}>
        {row.entityId.slice(-12)}
      </Link>
    </>
  );
}
