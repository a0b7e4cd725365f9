import { useTranslation } from "react-i18next";
import { data, redirect, useLocation } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { EditorHead } from "#app/components/catalog/editor-head.tsx";
import { stepPath } from "#app/components/catalog/form-steps.ts";
import { writeHours } from "#app/components/catalog/hours-text.ts";
import { writeUnits } from "#app/components/catalog/read-times.ts";
import { Accessories, Exceptions, Requirements } from "#app/components/catalog/setup-forms.tsx";
import {
  BookingsInTheWay,
  ClosureForm,
  ClosureList,
  HoursForm,
  UnitsForm,
} from "#app/components/catalog/times-forms.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { listClosures } from "#app/domain/catalog/closure-queries.server.ts";
import { facilitySetup, siblingFacilities } from "#app/domain/booking/setup/queries.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listing-times.ts";
import { editedOf, isOpenForEdit, ownListing } from "./own-listing.server.ts";
import { changeTimes } from "./times-actions.server.ts";

async function ownFacility(scope: RequestScope, request: Request, id: string) {
  const detail = await ownListing(scope, request, id);
  if (!detail.facility) throw problemResponse(problems.notFound("page"));
  return { detail, zone: detail.facility.timezone };
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { detail, zone } = await ownFacility(scope, request, params.id);
  const { units = [], openings = [] } = detail;
  return {
    title: scope.t("editor:times.title"),
    listing: editedOf(detail),
    editable: isOpenForEdit(detail),
    zone,
    units,
    hours: Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => [
        weekday,
        writeHours(openings.filter((one) => one.weekday === weekday)),
      ]),
    ),
    closures: await listClosures(scope.ctx, params.id),
    ...(await facilitySetup(scope.ctx, params.id, zone)),
    siblings: await siblingFacilities(scope.ctx, params.id, detail.listing.organizationId),
  };
}

/** Also after a refusal: the page must show what is saved now, and send its version next time. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { zone } = await ownFacility(scope, request, params.id);
  const form = await readForm(request);
  const changed = await changeTimes(scope.ctx, params.id, form, zone);
  if (!changed.ok) return data(changed.reply, { status: changed.reply.problem.status });
  return redirect(`/organization/listings/${params.id}/times?done=${changed.done}`);
}

export default function ListingTimes({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor", "rules"]);
  const { listing, editable, zone, units, hours, closures } = loaderData;
  const { key } = useLocation();
  const errors = actionData?.errors ?? {};
  const written = actionData?.setup ?? {};
  const problem = actionData?.problem;
  const bookings = problem?.code === "closure_taken" ? inTheWay(problem.details?.bookings) : [];
  return (
    <>
      <EditorHead listing={listing} step="times" editable={editable} />
      {!actionData && (
        <Flash
          messages={{
            save: t("done.save"),
            closure: t("done.closure"),
            lift: t("done.lift"),
            exception: t("rules:setup.doneException"),
            "exception-remove": t("rules:setup.doneRemoved"),
            ...Object.fromEntries(setupDone.map((name) => [name, t("rules:setup.doneSetup")])),
          }}
        />
      )}
      <div className="grid max-w-form gap-4">
        {problem && problem.code !== "invalid" && (
          <Refusal problem={problem}>
            {bookings.length > 0 && <BookingsInTheWay bookings={bookings} zone={zone} />}
            {bookings.length > 0 && (
              <ButtonLink look="secondary" small to={outagePath(listing.id, actionData?.closure ?? {})}>
                {t("editor:times.decide")}
              </ButtonLink>
            )}
          </Refusal>
        )}
        <ErrorSummary
          form={{ id: "times", allErrors: errors }}
          fields={metas(errors)}
          labels={(name) => t(labelKey(name))}
        />
      </div>
      {editable && (
        // What was saved leaves empty forms.
        <div key={actionData ? `reply ${listing.version}` : key}>
          <Section title={t("editor:times.hours")}>
            <HoursForm
              version={listing.version}
              errors={errors}
              texts={actionData?.hours ?? hours}
              zone={zone}
            />
          </Section>
          <Section id="exceptions" title={t("rules:setup.exceptions")}>
            <Exceptions {...loaderData} errors={errors} values={written} />
          </Section>
          <Section title={t("editor:times.units")}>
            <UnitsForm
              version={listing.version}
              errors={errors}
              text={actionData?.units ?? writeUnits(units)}
            />
          </Section>
          <Section title={t("editor:times.closures")}>
            <div className="grid gap-6">
              <p className="text-sm text-muted">{t("editor:times.closuresLead")}</p>
              <ButtonLink
                look="secondary"
                className="justify-self-start"
                to={`/organization/facilities/${listing.id}/outage`}
              >
                {t("editor:times.outage")}
              </ButtonLink>
              <ClosureList closures={closures} unitCount={units.length} zone={zone} />
              <ClosureForm errors={errors} values={actionData?.closure ?? {}} units={units} zone={zone} />
            </div>
          </Section>
          <Section id="accessories" title={t("rules:setup.accessories")}>
            <Accessories {...loaderData} errors={errors} values={written} />
          </Section>
          <Section id="requirements" title={t("rules:setup.requirements")}>
            <Requirements {...loaderData} errors={errors} values={written} />
          </Section>
          <ButtonLink to={stepPath(listing.id, listing.kind, "files")}>{t("step.files")}</ButtonLink>
        </div>
      )}
    </>
  );
}

const setupDone = ["require", "unrequire", "accessory", "accessory-retire"];
const setupNames = ["day", "dayHours", "note", "requiredId", "name", "stock"];

/** The key of a field's label. */
function labelKey(name: string): string {
  if (name.startsWith("hours.")) return name.replace("hours.", "editor:times.weekday.");
  // Which of two times is meant is asked about the field that holds them.
  return setupNames.includes(name) ? `rules:setup.${name}` : `editor:times.${name.replace(/Meant$/, "")}`;
}

/** Where it is decided what becomes of each booking, with what was written here. */
function outagePath(id: string, written: Record<string, string | string[]>): string {
  const query = new URLSearchParams();
  for (const name of ["cause", "startsAt", "startsAtMeant", "endsAt", "endsAtMeant", "reason"])
    query.set(name, String(written[name] ?? ""));
  for (const unit of written.closedUnits ?? []) query.append("units", unit);
  return `/organization/facilities/${id}/outage?${query}`;
}

interface InTheWay {
  bookingId: string;
  start: string;
  end: string;
}

const inTheWay = (value: unknown): InTheWay[] => (Array.isArray(value) ? value.filter(isInTheWay) : []);

const isInTheWay = (value: unknown): value is InTheWay =>
  typeof value === "object" && value !== null && "bookingId" in value && "start" in value && "end" in value;

const metas = (errors: Record<string, string[]>) =>
  Object.fromEntries(
    Object.keys(errors).map((name) => [
      name,
      { id: name, name, errorId: `${name}-error`, descriptionId: `${name}-help` },
    ]),
  );
