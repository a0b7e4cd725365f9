import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { data, Form } from "react-router";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { ManyActs, ManyOutcome } from "#app/components/cases/many-acts.tsx";
import { caseState, caseTone } from "#app/components/cases/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Due } from "#app/components/identity/due.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { type Acted, actOnMany } from "#app/domain/cases/act-on-many.server.ts";
import { officersHere } from "#app/domain/cases/colleagues.server.ts";
import { type ManyAct, manyActs, manyForm } from "#app/domain/cases/many-form.ts";
import { type CaseItem, caseViews, listCases } from "#app/domain/cases/queries.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/cases.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const params = new URL(request.url).searchParams;
  const view = caseViews.find((name) => name === params.get("view")) ?? "queue";
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const after = params.get("after");
  const asked = { view, search: q || undefined, after: after ?? undefined, limit: 50 };
  const { items, nextCursor } = await listCases(scope.ctx, asked);
  return {
    title: scope.t("cases:title"),
    ...{ view, views: caseViews, q, after, items, nextCursor },
    now: scope.ctx.clock.now(),
    decides: may(scope.ctx.actor, "organization.verify"),
    opens: may(scope.ctx.actor, "case.handle"),
    acts: view === "closed" ? [] : actsOf(scope.ctx.actor),
    officers: await officersHere(scope.ctx),
  };
}

const actsOf = (actor: Actor): ManyAct[] =>
  manyActs.filter((act) => may(actor, act === "close_clue" ? "case.handle" : "case.decide"));

const empty = { errors: {}, values: {} };

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const submission = parseForm(await readForm(request), manyForm);
  if (submission.status === "success")
    return { ...empty, acted: await actOnMany(scope.ctx, submission.value) };
  const reply = submission.reply();
  const errors = Object.entries(reply.error ?? {}).map(([name, found]) => [name, found ?? []] as const);
  const values = Object.entries(reply.initialValue ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  const acted: Acted[] | null = null;
  return data({ errors: Object.fromEntries(errors), values: Object.fromEntries(values), acted }, 422);
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Cases({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { view, views, q, after, items, nextCursor, now, decides, opens, acts, officers } = loaderData;
  const bulk = acts.length > 0 && items.length > 0;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            {opens && <ButtonLink to="/oversight/cases/new">{t("opening.do")}</ButtonLink>}
            <ButtonLink look="secondary" to="/oversight/cases/statistics">
              {t("statistics")}
            </ButtonLink>
          </>
        }
      />
      <OversightTabs decides={decides} />
      <Tabs
        label={t("views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`view.${name}`),
          current: name === view,
        }))}
      />
      <Form className="flex flex-wrap items-end gap-4 py-4">
        <input type="hidden" name="view" value={view} />
        <TextInput meta={plainField("q", q)} label={t("searchHelp")} width="medium" type="search" />
        <Button look="secondary" type="submit">
          {t("searchDo")}
        </Button>
      </Form>
      {actionData?.acted && <ManyOutcome acted={actionData.acted} />}
      <Form
        // What was done is not sent twice: boxes and reason are empty afterwards.
        key={actionData?.acted ? now.getTime() : "choose"}
        method="post"
        className="grid gap-4"
      >
        <DataTable<CaseItem>
          caption={t("title")}
          captionHidden
          desk
          rows={items}
          rowKey={({ row }) => row.id}
          empty={<EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
          columns={bulk ? [box(t), ...columns(t, now)] : columns(t, now)}
        />
        {bulk && <ManyActs acts={acts} officers={officers} reply={actionData} />}
      </Form>
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}

const box = (t: TFunction<"cases">) => ({
  key: "select",
  head: <span className="sr-only">{t("many.pick")}</span>,
  picks: true,
  cell: ({ row }: CaseItem) => (
    <input
      type="checkbox"
      name="id"
      value={row.id}
      className="size-5"
      aria-label={t("many.choose", { caseNo: row.caseNo })}
    />
  ),
});

const columns = (t: TFunction<"cases">, now: Date) => [
  {
    key: "title",
    head: t("caseNo"),
    rowHeader: true,
    cell: ({ row }: CaseItem) => (
      <RowLink to={`/oversight/cases/${row.id}`}>
        <span className="tnum">{row.caseNo}</span> {row.title}
      </RowLink>
    ),
  },
  {
    key: "subject",
    head: t("subject"),
    cell: ({ subjectZh, subjectEn }: CaseItem) => <OrganizationName nameZh={subjectZh} nameEn={subjectEn} />,
  },
  { key: "origin", head: t("origin_"), cell: ({ row }: CaseItem) => t(`origin.${row.origin}`) },
  { key: "officer", head: t("officer"), cell: ({ officerName }: CaseItem) => officerName ?? t("noOfficer") },
  {
    key: "state",
    head: t("state_"),
    cell: ({ row }: CaseItem) => (
      <StateTag tone={caseTone[caseState(row.state)]}>{t(`stateName.${caseState(row.state)}`)}</StateTag>
    ),
  },
  { key: "due", head: t("deadline"), cell: ({ row }: CaseItem) => <Due at={row.deadline} now={now} /> },
];
