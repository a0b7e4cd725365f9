import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { FeedTable, NewFeed } from "#app/components/calendar/feeds.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { facilityFeeds, makeFacilityFeed, revokeFeed } from "#app/domain/calendar/feeds.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listing-feeds.ts";
import { shownListing } from "./own-listing.server.ts";

/** A facility of the organisation, for somebody who manages its bookings. */
async function managedFacility(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "booking.manage");
  const { listing } = await shownListing(scope, request, id);
  if (listing.kind !== "facility") throw problemResponse(problems.notFound("facility"));
  return listing;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { id, titleZh, titleEn } = await managedFacility(scope, request, params.id);
  return {
    title: scope.t("calendar:subscribe.title"),
    listing: { id, titleZh, titleEn },
    feeds: await facilityFeeds(scope.ctx, id),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await managedFacility(scope, request, params.id);
  const form = await readForm(request);
  const revoke = form.get("revoke");
  if (typeof revoke === "string") {
    const gone = isUuid(revoke) ? await revokeFeed(scope.ctx, revoke) : undefined;
    if (!gone?.ok) throw problemResponse(gone?.problem ?? problems.notFound("calendar"));
    return redirect(`/organization/listings/${params.id}/feeds?done=revoked`);
  }
  const made = await makeFacilityFeed(scope.ctx, params.id, form.get("names") === "yes");
  return made.ok
    ? { address: made.value, problem: null }
    : data({ address: null, problem: made.problem }, { status: made.problem.status });
}

export default function FacilityFeeds({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["calendar", "editor"]);
  const titleOf = useTitleOf();
  const { listing, feeds } = loaderData;
  return (
    <>
      {!actionData && <Flash messages={{ revoked: t("subscribe.revoked") }} />}
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("editor:own.title") },
          { to: `/organization/listings/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead title={t("subscribe.title")} lead={t("subscribe.facilityLead")} />
      {actionData?.address && <NewFeed address={actionData.address} />}
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <FeedTable feeds={feeds} facility />
      <CreateFeed />
    </>
  );
}

function CreateFeed() {
  const { t } = useTranslation("calendar");
  const options = [
    { value: "yes", label: t("subscribe.withNames"), hint: t("subscribe.namesStaff") },
    { value: "no", label: t("subscribe.busyOnly"), hint: t("subscribe.namesPublic") },
  ];
  return (
    <Form method="post" action="." className="grid max-w-form justify-items-start gap-4 py-6">
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-medium">{t("subscribe.namesLabel")}</legend>
        {options.map(({ value, label, hint }) => (
          <div key={value} className="choice">
            <input
              id={`names-${value}`}
              type="radio"
              name="names"
              value={value}
              defaultChecked={value === "yes"}
              aria-describedby={`names-${value}-hint`}
            />
            <div>
              <label htmlFor={`names-${value}`}>{label}</label>
              <div id={`names-${value}-hint`} className="text-sm text-muted">
                {hint}
              </div>
            </div>
          </div>
        ))}
      </fieldset>
      <SubmitButton>{t("subscribe.create")}</SubmitButton>
      <p className="text-sm text-muted">{t("subscribe.secret")}</p>
    </Form>
  );
}
