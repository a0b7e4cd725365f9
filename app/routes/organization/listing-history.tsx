import { useTranslation } from "react-i18next";
import { DiffTable } from "#app/components/catalog/diff-table.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ListingState } from "#app/components/catalog/listing-state.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { listVersions } from "#app/domain/catalog/review-queries.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listing-history.ts";
import { editedOf, shownListing } from "./own-listing.server.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  await shownListing(scope, request, params.id);
  const before = Number(new URL(request.url).searchParams.get("before"));
  const found = await listVersions(
    scope.ctx,
    params.id,
    Number.isSafeInteger(before) && before > 0 ? before : undefined,
  );
  if (!found.ok) throw problemResponse(found.problem);
  const { detail, versions, next } = found.value;
  return { title: scope.t("catalog:history.title"), listing: editedOf(detail), versions, next };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function ListingHistory({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const titleOf = useTitleOf();
  const { listing, versions, next } = loaderData;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("editor:own.title") },
          { to: `/organization/listings/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        title={t("history.title")}
        lead={t("history.lead")}
        state={<ListingState state={listing.state} />}
      />
      {versions.length === 0 && <EmptyState title={t("history.none")} />}
      {versions.map(({ n, at, by, changes }) => (
        <Section
          key={n}
          title={t("history.version", { n })}
          aside={
            <>
              <DateTime at={at} /> {by && t("history.by", { name: by })}
            </>
          }
        >
          {changes ? (
            <DiffTable changes={changes} caption={t("history.version", { n })} />
          ) : (
            <p className="text-muted">{t("history.first")}</p>
          )}
        </Section>
      ))}
      {next !== null && (
        <ButtonLink look="secondary" to={`?before=${next}`}>
          {t("common:pager.next")}
        </ButtonLink>
      )}
    </>
  );
}
