import { useTranslation } from "react-i18next";
import { data, Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FileInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { importDemands } from "#app/domain/demands/import/import-demands.server.ts";
import { describeRowIssue } from "#app/i18n/describe-row-issue.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/import.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "demand.edit");
  return { title: scope.t("demands:import.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "demand.edit");
  const file = (await readForm(request)).get("file");
  if (!(file instanceof File) || file.size === 0) {
    const problem = problems.invalid([{ path: "file", code: "file_missing" }]);
    return data({ problem, done: null, errors: ["file_missing"] }, { status: 422 });
  }
  const { ctx } = scope;
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  const done = counted.ok ? await importDemands(ctx, new Uint8Array(await file.arrayBuffer())) : counted;
  if (!done.ok)
    return data({ problem: done.problem, done: null, errors: [] }, { status: done.problem.status });
  const { total, created, unchanged } = done.value;
  const rejected = done.value.rejected.map((one) => ({ ...one, ...describeRowIssue(scope.t, one.code) }));
  return data({ problem: null, errors: [], done: { total, created: created.length, unchanged, rejected } });
}

export default function ImportDemands({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["demands", "editor"]);
  const done = actionData?.done;
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/listings", label: t("editor:own.title") }]} />
      <PageHead title={t("import.title")} lead={t("import.lead")} />
      {actionData?.problem && !actionData.problem.errors && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      {done && <Done done={done} />}
      <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-4">
        <FileInput
          meta={plainField("file", undefined, actionData?.errors)}
          label={t("import.file")}
          help={t("import.help")}
          accept=".csv,.tsv,.xlsx,.xls"
        />
        <div>
          <SubmitButton>{t("import.submit")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}

interface Rejected {
  row: number;
  column: string;
  message: string;
}

interface DoneProps {
  done: { total: number; created: number; unchanged: number; rejected: Rejected[] };
}

function Done({ done: { total, created, unchanged, rejected } }: DoneProps) {
  const { t } = useTranslation("demands");
  return (
    <Section title={t("import.done")}>
      <Notice kind={rejected.length === 0 ? "success" : "warning"} live>
        <p>{t("import.counts", { total, created, unchanged, rejected: rejected.length })}</p>
        <p>
          <Link className="link" to="/organization/listings?kind=demand">
            {t("import.look")}
          </Link>
        </p>
      </Notice>
      {rejected.length > 0 && (
        <DataTable
          caption={t("import.rejected")}
          rows={rejected}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: "row", head: t("import.row"), rowHeader: true, cell: ({ row }) => row },
            { key: "column", head: t("import.column"), cell: ({ column }) => t(`import.columns.${column}`) },
            { key: "why", head: t("import.why"), cell: ({ message }) => message },
          ]}
        />
      )}
    </Section>
  );
}
