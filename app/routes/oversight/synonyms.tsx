import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatCount } from "#app/components/format.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { wholeProvince } from "#app/domain/search/synonyms/policy.ts";
import { countSynonyms, listGroups, type SynonymGroup } from "#app/domain/search/synonyms/queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/synonyms.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "synonym.edit");
  const params = new URL(request.url).searchParams;
  const q = (params.get("q") ?? "").trim().slice(0, 60);
  const asked = params.get("after");
  const after = asked !== null && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const [{ items, next }, counted] = await Promise.all([
    listGroups(scope.ctx, { q, after }),
    countSynonyms(scope.ctx),
  ]);
  return {
    title: scope.t("synonyms:title"),
    edits: may(actor, "synonym.edit", wholeProvince),
    q,
    items,
    counted,
    after: after === undefined ? null : String(after),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Synonyms({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("synonyms");
  const { items, counted, edits, after, next } = loaderData;
  return (
    <>
      <Flash
        messages={{ deleted: t("done.deleted"), imported: t("done.imported"), undone: t("done.undone") }}
      />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        state={t("counted", { groups: formatCount(counted.groups), terms: formatCount(counted.terms) })}
        actions={edits && <ButtonLink to="/oversight/synonyms/new">{t("add")}</ButtonLink>}
        next={edits ? undefined : t("readsOnly")}
      />
      <OversightTabs decides />
      <Find q={loaderData.q} edits={edits} />
      <DataTable<SynonymGroup>
        caption={t("title")}
        captionHidden
        desk
        rows={items}
        rowKey={({ group }) => String(group)}
        empty={<EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
        columns={[
          { key: "group", head: t("group"), numeric: true, cell: ({ group }) => group },
          {
            key: "terms",
            head: t("terms"),
            rowHeader: true,
            cell: ({ group, terms }) =>
              edits ? (
                <RowLink to={`/oversight/synonyms/${group}`}>{terms.join(" · ")}</RowLink>
              ) : (
                terms.join(" · ")
              ),
          },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

function Find({ q, edits }: { q: string; edits: boolean }) {
  const { t } = useTranslation("synonyms");
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pb-6">
      <Form className="flex flex-wrap items-end gap-3">
        <TextInput meta={plainField("q", q)} label={t("find")} width="medium" type="search" />
        <Button type="submit" look="secondary">
          {t("findAction")}
        </Button>
        {q && (
          <Link className="link" to="/oversight/synonyms">
            {t("clear")}
          </Link>
        )}
      </Form>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Link className="link" to="/oversight/synonyms/history">
          {t("history")}
        </Link>
        {edits && (
          <Link className="link" to="/oversight/synonyms/import">
            {t("import")}
          </Link>
        )}
        <a className="link" href="/oversight/synonyms/export.csv" download>
          {t("export")}
        </a>
      </div>
    </div>
  );
}
