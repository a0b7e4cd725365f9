import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ListingState } from "#app/components/catalog/listing-state.tsx";
import { Select } from "#app/components/choices.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Due } from "#app/components/identity/due.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { readCursor, writeCursor } from "#app/domain/catalog/cursor.ts";
import { countOwnListings, listOwnListings } from "#app/domain/catalog/own-queries.server.ts";
import { editAction } from "#app/domain/catalog/states.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { listingKinds, listingStates } from "#db/schema/vocabulary.ts";
import { requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listings.ts";

type Row = Route.ComponentProps["loaderData"]["items"][number];

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requireMember(scope, request);
  const params = new URL(request.url).searchParams;
  const kind = listingKinds.find((name) => name === params.get("kind"));
  const state = listingStates.find((name) => name === params.get("state"));
  const q = params.get("q")?.trim().slice(0, 100) || undefined;
  const after = readCursor(params.get("after"));
  const [{ items, next }, counts] = await Promise.all([
    listOwnListings(scope.ctx, { kind, state, q, after, limit: 50 }),
    countOwnListings(scope.ctx, kind),
  ]);
  return {
    title: scope.t("editor:own.title"),
    items,
    counts,
    filter: { kind: kind ?? "", state: state ?? "", q: q ?? "" },
    after: after ? params.get("after") : null,
    next: writeCursor(next),
    creatable: listingKinds.some((name) =>
      may(actor, editAction[name], { organizationId: actor.organization.id }),
    ),
    importer: may(actor, "import.run", { organizationId: actor.organization.id }),
    now: scope.ctx.clock.now(),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnListings({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const { items, counts, filter, after, next, creatable, importer, now } = loaderData;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const tab = (state: string) =>
    `?${new URLSearchParams({ ...(filter.kind && { kind: filter.kind }), ...(state && { state }) })}`;
  return (
    <>
      <PageHead
        title={t("editor:own.title")}
        lead={t("editor:own.lead")}
        actions={
          <>
            {creatable && (
              <ButtonLink to="/organization/listings/new" icon="plus">
                {t("editor:own.new")}
              </ButtonLink>
            )}
            {importer && (
              <ButtonLink to="/organization/imports" look="secondary" icon="upload">
                {t("editor:own.import")}
              </ButtonLink>
            )}
          </>
        }
      />
      <OrganizationTabs />
      <Filters filter={filter} />
      <Tabs
        label={t("editor:own.states")}
        tabs={[
          { to: tab(""), label: t("editor:own.all"), count: total, current: filter.state === "" },
          ...listingStates
            .filter((state) => counts[state] || state === filter.state)
            .map((state) => ({
              to: tab(state),
              label: t(`state.${state}`),
              count: counts[state] ?? 0,
              current: state === filter.state,
            })),
        ]}
      />
      <div className="pt-4">
        <ListingTable
          items={items}
          now={now}
          empty={<Empty filtered={total > 0 || filter.kind !== ""} creatable={creatable} />}
        />
      </div>
      <CursorPager after={after} next={next} />
    </>
  );
}

function Filters({ filter }: { filter: { kind: string; state: string; q: string } }) {
  const { t } = useTranslation(["catalog", "editor"]);
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3 pb-4">
      {filter.state && <input type="hidden" name="state" value={filter.state} />}
      <Select
        meta={plainField("kind", filter.kind)}
        label={t("editor:own.kind")}
        placeholder={t("editor:own.all")}
        options={listingKinds.map((kind) => ({ value: kind, label: t(`common:kind.${kind}`) }))}
      />
      <TextInput
        meta={plainField("q", filter.q)}
        label={t("editor:own.search")}
        type="search"
        width="medium"
      />
      <SubmitButton look="secondary">{t("common:action.filter")}</SubmitButton>
    </Form>
  );
}

function Empty({ filtered, creatable }: { filtered: boolean; creatable: boolean }) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (filtered) {
    return (
      <EmptyState
        title={t("editor:own.noMatch")}
        action={
          <ButtonLink look="secondary" to="/organization/listings">
            {t("editor:own.all")}
          </ButtonLink>
        }
      >
        {t("editor:own.noMatchDetail")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("editor:own.empty")}
      action={creatable && <ButtonLink to="/organization/listings/new">{t("editor:own.new")}</ButtonLink>}
    >
      {t("editor:own.emptyDetail")}
    </EmptyState>
  );
}

function ListingTable({ items, now, empty }: { items: readonly Row[]; now: Date; empty: React.ReactNode }) {
  const { t } = useTranslation(["catalog", "editor"]);
  const titleOf = useTitleOf();
  return (
    <DataTable<Row>
      caption={t("editor:own.title")}
      captionHidden
      desk
      rows={items}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          key: "name",
          head: t("editor:own.name"),
          rowHeader: true,
          cell: (row) => (
            <>
              <RowLink to={`/organization/listings/${row.id}`}>{titleOf(row)}</RowLink>
              {row.innerId && <span className="ms-2 font-normal text-xs text-muted">{row.innerId}</span>}
            </>
          ),
        },
        { key: "kind", head: t("editor:own.kind"), cell: ({ kind }) => t(`common:kind.${kind}`) },
        { key: "state", head: t("editor:own.state"), cell: ({ state }) => <ListingState state={state} /> },
        { key: "due", head: t("editor:own.due"), cell: ({ deadline }) => <Due at={deadline} now={now} /> },
        {
          key: "changed",
          head: t("editor:own.changed"),
          cell: ({ updatedAt }) => <DateTime at={updatedAt} weekday={false} />,
        },
      ]}
    />
  );
}
