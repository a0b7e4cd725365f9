import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { openSearch } from "#app/domain/search/saved/change-search.server.ts";
import { mostSavedSearches } from "#app/domain/search/saved/policy.ts";
import { listSavedSearches } from "#app/domain/search/saved/queries.server.ts";
import { conditionsInWords } from "#app/domain/search/saved/words.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/searches.ts";

type Row = Route.ComponentProps["loaderData"]["items"][number];

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const items = [];
  for (const item of await listSavedSearches(scope.ctx)) {
    const conditions = await conditionsInWords(scope.ctx.db, item.query, scope.t, scope.locale);
    items.push({ ...item, conditions });
  }
  return { title: scope.t("savedSearches:title"), items };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Opens one: a post, because what is new in it is counted from now on. */
export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const id = (await readForm(request)).get("open");
  if (typeof id !== "string" || !isUuid(id)) throw problemResponse(problems.notFound("savedSearch"));
  const opened = await openSearch(scope.ctx, id);
  if (!opened.ok) throw problemResponse(opened.problem);
  return redirect(opened.value);
}

export default function Searches({ loaderData: { items } }: Route.ComponentProps) {
  const { t } = useTranslation("savedSearches");
  const done = ["saved", "changed", "deleted"] as const;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        state={items.length > 0 && t("used", { count: items.length, most: mostSavedSearches })}
      />
      <AccountTabs />
      <DataTable<Row>
        caption={t("title")}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t("none")} action={<ButtonLink to="/?view=list">{t("noneAction")}</ButtonLink>}>
            {t("noneDetail")}
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            head: t("name"),
            rowHeader: true,
            cell: ({ id, name }) => <RowLink to={`/account/searches/${id}`}>{name}</RowLink>,
          },
          {
            key: "conditions",
            head: t("conditions"),
            cell: ({ conditions }) => conditions.join(" · ") || t("any"),
          },
          {
            key: "fresh",
            head: t("fresh"),
            numeric: true,
            cell: ({ fresh }) => t("freshCount", { count: fresh }),
          },
          { key: "cadence", head: t("cadence"), cell: ({ cadence }) => t(`cadences.${cadence}`) },
          {
            key: "mailed",
            head: t("lastMail"),
            cell: ({ mailedAt }) => (mailedAt ? <DateTime at={mailedAt} weekday={false} /> : t("never")),
          },
          { key: "act", head: t("act"), cell: (row) => <Acts row={row} /> },
        ]}
      />
    </>
  );
}

function Acts({ row: { id, name } }: { row: Row }) {
  const { t } = useTranslation("savedSearches");
  return (
    <div className="flex flex-wrap gap-2">
      <Form method="post">
        <SubmitButton small look="secondary" name="open" value={id} aria-label={t("runNamed", { name })}>
          {t("run")}
        </SubmitButton>
      </Form>
      <ButtonLink small look="quiet" to={`/account/searches/${id}`} aria-label={t("editNamed", { name })}>
        {t("edit")}
      </ButtonLink>
    </div>
  );
}
