import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Breadcrumb, CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { FacilityQueue } from "#app/components/waitlist/facility-queue.tsx";
import { findBookable } from "#app/domain/booking/availability.server.ts";
import { facilityQueue } from "#app/domain/booking/waitlist/list-entries.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/waitlist.ts";

const pageSize = 50;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "booking.manage");
  const [found, bookable] = [
    await findListing(scope.ctx, params.id, "facility"),
    await findBookable(scope.ctx, params.id),
  ];
  if (!found.ok) throw problemResponse(found.problem);
  const { titleZh, titleEn, id } = found.value.listing;
  if (!bookable.ok || !may(actor, "booking.manage", { organizationId: bookable.value.providerId }))
    throw problemResponse(problems.notFound("facility"));
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const page = await facilityQueue(scope.ctx, id, { after, limit: pageSize });
  return {
    ...page,
    after: after ?? null,
    off: bookable.value.rules.offerMinutes === null,
    listing: { id, titleZh, titleEn },
    title: scope.t("waitlist:queue.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function FacilityWaitlist({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("waitlist");
  const titleOf = useTitleOf();
  const { items, nextCursor, after, listing, off } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: `/facilities/${listing.id}`, label: titleOf(listing) }]} />
      <PageHead kicker={titleOf(listing)} title={t("queue.title")} lead={t("queue.lead")} />
      {off && (
        <div className="pb-4">
          <Notice kind="warning" title={t("queue.off")} />
        </div>
      )}
      <FacilityQueue
        items={items}
        empty={<EmptyState title={t("queue.none")}>{t("queue.noneDetail")}</EmptyState>}
      />
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}
