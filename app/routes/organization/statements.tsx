import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatCount, formatDate, localeOf } from "#app/components/format.ts";
import { FileInput } from "#app/components/inputs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { DateTime } from "#app/components/text.tsx";
import {
  countUnmatched,
  importStatement,
  statementLimits,
} from "#app/domain/money/statements/import.server.ts";
import { listStatements, type StatementItem } from "#app/domain/money/statements/queries.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/statements.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const after = new URL(request.url).searchParams.get("after");
  const [page, waiting] = await Promise.all([
    listStatements(scope.ctx, { after: after ?? undefined, limit: 30 }),
    countUnmatched(scope.ctx),
  ]);
  return { ...page, after, waiting, title: scope.t("billing:statements.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const { ctx } = scope;
  const file = (await readForm(request)).get("file");
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  const upload = async () => {
    if (!(file instanceof File) || file.size === 0)
      return fail(problems.invalid([{ path: "file", code: "file_missing" }]));
    if (file.size > statementLimits.bytes)
      return fail(problems.invalid([{ path: "file", code: "file_too_big", params: { megabytes: 5 } }]));
    return importStatement(ctx, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  const done = counted.ok ? await upload() : counted;
  if (done.ok) {
    const { id, lines, known } = done.value;
    return redirect(`/organization/statements/${id}?done=${known === lines ? "known" : "imported"}`);
  }
  const errors = (done.problem.errors ?? []).map(({ code, params }) => issueText(code, params));
  return data({ problem: done.problem, errors }, { status: done.problem.status });
}

export default function Statements({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { items, nextCursor, after, waiting } = loaderData;
  const problem = actionData?.problem;
  return (
    <>
      <PageHead
        title={t("statements.title")}
        lead={t("statements.lead")}
        actions={
          waiting > 0 && (
            <ButtonLink to="/organization/statements/all">
              {t("statements.all")} {formatCount(waiting)}
            </ButtonLink>
          )
        }
      />
      <OrganizationTabs />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <Section title={t("statements.upload")}>
        <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-4">
          <FileInput
            meta={plainField("file", undefined, actionData?.errors)}
            label={t("statements.file")}
            help={t("statements.fileHelp")}
            accept=".csv,.txt,.xls,.xlsx,text/csv"
          />
          <div>
            <SubmitButton look={waiting > 0 ? "secondary" : "primary"}>{t("statements.submit")}</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title={t("statements.list")}>
        <StatementTable items={items} />
        <CursorPager after={after} next={nextCursor} />
      </Section>
    </>
  );
}

function StatementTable({ items }: { items: readonly StatementItem[] }) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  const day = (date: string) => formatDate(`${date}T12:00:00+08:00`, locale);
  return (
    <DataTable<StatementItem>
      caption={t("statements.list")}
      captionHidden
      rows={items}
      rowKey={({ row }) => row.id}
      empty={<EmptyState title={t("statements.none")}>{t("statements.noneDetail")}</EmptyState>}
      columns={[
        {
          key: "name",
          head: t("statements.column.name"),
          rowHeader: true,
          cell: ({ row }) => (
            <RowLink to={`/organization/statements/${row.id}`}>
              <span className="break-all">{row.name}</span>
            </RowLink>
          ),
        },
        {
          key: "days",
          head: t("statements.column.days"),
          cell: ({ row }) => `${day(row.from)} – ${day(row.to)}`,
        },
        {
          key: "lines",
          head: t("statements.column.lines"),
          numeric: true,
          cell: ({ row }) => formatCount(row.lines),
        },
        {
          key: "known",
          head: t("statements.column.known"),
          numeric: true,
          cell: ({ row }) => formatCount(row.known),
        },
        {
          key: "waiting",
          head: t("statements.column.waiting"),
          numeric: true,
          cell: ({ waiting }) => formatCount(waiting),
        },
        {
          key: "at",
          head: t("statements.column.at"),
          cell: ({ row }) => <DateTime at={row.createdAt} weekday={false} />,
        },
      ]}
    />
  );
}
