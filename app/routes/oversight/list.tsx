import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { EntryTable, RejectedTable, WithdrawForm } from "#app/components/credit/external-entries.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { Flash } from "#app/components/flash.tsx";
import { DescriptionList, KeyFigures } from "#app/components/lists.tsx";
import { Breadcrumb, CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { Context } from "#app/domain/context.ts";
import { decideMatch, withdrawEntry, withdrawList } from "#app/domain/credit/external/decide.server.ts";
import { listActInput } from "#app/domain/credit/external/inputs.ts";
import { entryViews, externalListPage } from "#app/domain/credit/external/queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { describeRowIssue } from "#app/i18n/describe-row-issue.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems, type Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/list.ts";

/** One external list: what became of every row, and what a person still has to say. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const search = new URL(request.url).searchParams;
  const asked = entryViews.find((view) => view === search.get("view"));
  const after = Number(search.get("after")) || undefined;
  const first = await externalListPage(scope.ctx, params.id, asked ?? "suggested", after);
  if (!first) throw problemResponse(problems.notFound("external_list"));
  const view = asked ?? (first.list.suggested > 0 ? "suggested" : "matched");
  const page =
    view === "suggested" || asked ? first : await externalListPage(scope.ctx, params.id, view, after);
  if (!page) throw problemResponse(problems.notFound("external_list"));
  const { rejectedRows, ...list } = page.list;
  return {
    title: list.name,
    ...{ list, view, views: entryViews, entries: page.entries },
    after: after === undefined ? null : String(after),
    next: page.next === null ? null : String(page.next),
    acts: may(scope.ctx.actor, "external_list.import", list),
    rejected: rejectedRows.map((one) => ({ ...one, ...describeRowIssue(scope.t, one.code) })),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "external_list.import");
  const form = Object.fromEntries(await readForm(request));
  const parsed = listActInput.safeParse(form, { error: codeErrorMap });
  if (!parsed.success) {
    const problem = problems.invalid(fieldErrors(parsed.error));
    const [first] = problem.errors ?? [];
    const error = first && issueText(first.code, first.params);
    return data({ problem, about: String(form.entryId ?? ""), error }, { status: 422 });
  }
  const done = await act(scope.ctx, params.id, parsed.data);
  if (!done.ok)
    return data({ problem: done.problem, about: "", error: undefined }, { status: done.problem.status });
  const view = new URL(request.url).searchParams.get("view");
  const shown = entryViews.find((one) => one === view);
  return redirect(`/oversight/lists/${params.id}?${shown ? `view=${shown}&` : ""}done=${parsed.data.intent}`);
}

const doneNames = ["confirm", "refuse", "withdraw", "withdraw_list"] as const;

type Act = (typeof listActInput)["_output"];

function act(ctx: Context, id: string, input: Act): Promise<Result<void>> {
  if (input.intent === "withdraw_list") return withdrawList(ctx, id, input);
  if (input.intent === "withdraw") return withdrawEntry(ctx, id, input);
  return decideMatch(ctx, id, { entryId: input.entryId, same: input.intent === "confirm" });
}

export default function List({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("external");
  const { list, view, views, entries, rejected, acts, after, next } = loaderData;
  const words = Object.fromEntries(doneNames.map((name) => [name, t(`done.${name}`)]));
  const figures = (["total", "matched", "suggested", "known", "rejected"] as const).map((key) => ({
    term: t(key),
    value: list[key],
  }));
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/lists", label: t("title") }]} />
      <PageHead kicker={list.source} title={list.name} />
      <Flash messages={words} />
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      <KeyFigures figures={figures} />
      <DescriptionList
        facts={[
          { term: t("file"), value: list.fileName },
          { term: t("sha256"), value: <code className="break-all">{list.sha256}</code> },
          { term: t("by"), value: list.importedBy },
          { term: t("imported"), value: <DateTime at={list.createdAt} weekday={false} /> },
        ]}
      />
      <Section title={t("entries")} id="entries">
        <Tabs
          label={t("views")}
          tabs={views.map((name) => ({
            to: `?view=${name}`,
            label: t(`view.${name}`),
            current: name === view,
          }))}
        />
        <EntryTable entries={entries} acts={acts} reply={actionData} />
        <CursorPager after={after} next={next} />
      </Section>
      {rejected.length > 0 && (
        <Section title={t("rejectedRows")} id="rejected">
          <RejectedTable rows={rejected} all={list.rejected} />
        </Section>
      )}
      {acts && list.entries > list.withdrawn && (
        <div className="pt-6">
          <Confirm
            label={t("withdrawList")}
            open={actionData?.about === "" && actionData.error !== undefined}
          >
            <WithdrawForm
              intent="withdraw_list"
              error={actionData?.about === "" ? actionData.error : undefined}
            />
          </Confirm>
        </div>
      )}
    </>
  );
}
