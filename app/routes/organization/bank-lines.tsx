import { useTranslation } from "react-i18next";
import { data, Form, redirect, useSearchParams } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, localeOf } from "#app/components/format.ts";
import { Breadcrumb, Pager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { useLineColumns } from "#app/components/billing/line-columns.tsx";
import { Faults } from "#app/components/billing/statement-faults.tsx";
import { lineForm } from "#app/domain/money/statements/line-forms.ts";
import { performLineAct } from "#app/domain/money/statements/perform.server.ts";
import {
  findStatement,
  type LineItem,
  listLines,
  lineViews,
} from "#app/domain/money/statements/queries.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/bank-lines.ts";

const size = 30;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const query = new URL(request.url).searchParams;
  const view = lineViews.find((name) => name === query.get("view")) ?? "waiting";
  const page = Math.min(Math.max(1, Math.trunc(Number(query.get("page"))) || 1), 1_000);
  const found = params.id === "all" ? null : await findStatement(scope.ctx, params.id);
  if (found && !found.ok) throw problemResponse(found.problem);
  const statement = found?.value ?? null;
  const { items, counts } = await listLines(scope.ctx, { view, statementId: statement?.id, page, size });
  return {
    ...{ items, counts, view, views: lineViews, page },
    pages: Math.max(1, Math.ceil(counts[view] / size)),
    statement: statement && {
      ...{ name: statement.name, from: statement.from, to: statement.to },
      ...{ rejected: statement.rejected, gaps: statement.gaps },
    },
    title: statement?.name ?? scope.t("billing:statements.all"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const form = await readForm(request);
  const submission = parseForm(form, lineForm);
  const asked = { line: String(form.get("line") ?? ""), intent: String(form.get("intent") ?? "") };
  if (submission.status !== "success") {
    const errors: Record<string, string[]> = {};
    for (const [path, found] of Object.entries(submission.error ?? {})) errors[path] = found ?? [];
    return data({ ...asked, problem: problems.invalid([]), errors }, { status: 422 });
  }
  const done = await performLineAct(scope.ctx, submission.value);
  if (!done.ok) {
    const errors: Record<string, string[]> = {};
    for (const { path, code, params: filled } of done.problem.errors ?? [])
      errors[path] = [issueText(code, filled)];
    return data({ ...asked, problem: done.problem, errors }, { status: done.problem.status });
  }
  const { done: name, matched = 0, refused = 0 } = done.value;
  const told = new URLSearchParams({
    done: name,
    ...(name === "many" && { matched: String(matched), refused: String(refused) }),
  });
  return redirect(`/organization/statements/${params.id}?${told}`);
}

export default function StatementPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("billing");
  const { statement, items, counts, view, views, page, pages, title } = loaderData;
  const locale = localeOf(i18n.language);
  const day = (date: string) => formatDate(`${date}T12:00:00+08:00`, locale);
  const problem = actionData?.problem;
  const columns = useLineColumns(view === "waiting", actionData);
  const certain = items.filter(({ proposal }) => proposal?.kind === "exact");
  return (
    <>
      <Done />
      <Breadcrumb steps={[{ to: "/organization/statements", label: t("statements.title") }]} />
      <PageHead
        title={<span className="wrap-anywhere">{title}</span>}
        state={statement && [...new Set([day(statement.from), day(statement.to)])].join(" – ")}
      />
      {problem && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      {statement && <Faults {...statement} />}
      <Tabs
        label={t("statements.views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`statements.view.${name}`),
          current: name === view,
          count: counts[name],
        }))}
      />
      <div className="pt-4">
        <DataTable<LineItem>
          caption={t("statements.title")}
          captionHidden
          rows={items}
          rowKey={({ line }) => line.id}
          columns={columns}
          empty={<EmptyState title={t(`statements.empty.${view}`)}>{t("statements.emptyDetail")}</EmptyState>}
        />
      </div>
      {certain.length > 0 && (
        <Form method="post" id="many" className="py-4">
          <SubmitButton name="intent" value="many">
            {t("statements.confirmMany")}
          </SubmitButton>
          <p className="pt-2 text-sm text-muted">{t("statements.confirmNote")}</p>
        </Form>
      )}
      <Pager page={page} pages={pages} />
    </>
  );
}

/** The answer to what was done; for many lines it says how many. */
function Done() {
  const { t } = useTranslation("billing");
  const [params] = useSearchParams();
  const many = t("statements.many", {
    matched: Number(params.get("matched")) || 0,
    refused: Number(params.get("refused")) || 0,
  });
  const names = ["imported", "known", "matched", "aside", "up"] as const;
  return <Flash messages={{ ...Object.fromEntries(names.map((name) => [name, t(`done.${name}`)])), many }} />;
}
