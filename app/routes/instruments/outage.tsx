import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { z } from "zod";
import { ClosureList } from "#app/components/catalog/times-forms.tsx";
import { HitBookings } from "#app/components/instrument/hit-bookings.tsx";
import { OutageForm } from "#app/components/instrument/outage-form.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { momentInput } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { addClosure } from "#app/domain/catalog/add-closure.server.ts";
import { listClosures } from "#app/domain/catalog/closure-queries.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { liftClosure } from "#app/domain/catalog/lift-closure.server.ts";
import { acknowledgeProblem } from "#app/domain/instrument/answer-problem.server.ts";
import { previewOutage } from "#app/domain/instrument/preview-outage.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/outage.ts";
import { errorsOf, readOutage, writtenOutage } from "./outage-form.server.ts";

/** The facility, if the member may edit it. */
async function ownFacility(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "facility.edit");
  const found = await findListing(scope.ctx, id, "facility");
  if (!found.ok || !found.value.facility) throw problemResponse(problems.notFound("facility"));
  requirePermission(scope, request, "facility.edit", found.value.listing);
  const { listing, facility, units = [] } = found.value;
  return { listing, zone: facility.timezone, units };
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { listing, zone, units } = await ownFacility(scope, request, params.id);
  const { searchParams } = new URL(request.url);
  const written = writtenOutage(searchParams);
  const asked = searchParams.has("startsAt");
  const read = asked ? readOutage(searchParams, zone) : undefined;
  const hit = read?.ok ? await previewOutage(scope.ctx, params.id, read.input) : undefined;
  const problem = read?.ok === false ? read.problem : hit?.ok === false ? hit.problem : null;
  const now = scope.ctx.clock.now();
  return {
    listing: { id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn },
    zone,
    units: units.map(({ number, label }) => ({ number, label })),
    closures: await listClosures(scope.ctx, params.id),
    written: asked ? written : { ...written, startsAt: momentInput(now, zone) },
    errors: problem ? errorsOf(problem) : {},
    hit: hit?.ok ? hit.value : null,
    title: scope.t("instrument:outage.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: the bookings that an outage hits may have changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { zone } = await ownFacility(scope, request, params.id);
  const form = await readForm(request);
  const here = `/organization/facilities/${params.id}/outage`;
  if (form.get("intent") === "lift") {
    const slots = z.array(z.uuid()).max(50).safeParse(form.getAll("slot"));
    const lifted = await liftClosure(scope.ctx, params.id, slots.data ?? []);
    return lifted.ok ? redirect(`${here}?done=lift`) : refused(lifted.problem);
  }
  const read = readOutage(form, zone);
  if (!read.ok) return refused(read.problem);
  const closed = await addClosure(scope.ctx, params.id, read.input);
  if (!closed.ok) return refused(closed.problem);
  const report = z.uuid().safeParse(form.get("problem"));
  // Taking the instrument out of service answers the report; one that is answered already stays as it is.
  if (report.success) await acknowledgeProblem(scope.ctx, report.data, { answer: "" });
  return redirect(`${here}?done=outage`);
}

const refused = (problem: Parameters<typeof Refusal>[0]["problem"]) =>
  data({ problem, errors: errorsOf(problem) }, { status: problem.status });

export default function Outage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["instrument", "editor"]);
  const titleOf = useTitleOf();
  const { listing, units, zone, written, hit, closures } = loaderData;
  const errors = actionData?.errors ?? loaderData.errors;
  const problem = actionData?.problem;
  const changed = problem && ["closure_taken", "no_unit_free"].includes(problem.code);
  return (
    <>
      <Flash messages={{ outage: t("outage.done.outage"), lift: t("outage.done.lift") }} />
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("editor:own.title") },
          { to: `/organization/listings/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead kicker={titleOf(listing)} title={t("outage.title")} lead={t("outage.lead")} />
      {problem && problem.code !== "invalid" && (
        <div className="grid gap-3 pb-6">
          <Refusal problem={problem} />
          {changed && hit && hit.length > 0 && (
            <Notice kind="warning">
              <p>{t("outage.changed")}</p>
            </Notice>
          )}
        </div>
      )}
      <Section title={t("outage.what")}>
        <OutageForm units={units} zone={zone} written={written} errors={errors} />
      </Section>
      {hit && <HitBookings hit={hit} written={written} zone={zone} />}
      {closures.length > 0 && (
        <Section title={t("outage.current")}>
          <ClosureList closures={closures} unitCount={units.length} zone={zone} liftWords={t("outage.end")} />
        </Section>
      )}
    </>
  );
}
