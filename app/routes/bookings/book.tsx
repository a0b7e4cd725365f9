import { randomUUID } from "node:crypto";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { BookingFields } from "#app/components/booking/book-fields.tsx";
import { ForWhom } from "#app/components/booking/for-whom.tsx";
import { BookingSummary, BookingTerms, Obstacles } from "#app/components/booking/book-parts.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { BeforeBooking } from "#app/components/conduct/before-booking.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { AlreadyWaiting, JoinForm } from "#app/components/waitlist/join-form.tsx";
import { bookForm, type BookForm, wishOf } from "#app/domain/booking/book-form.ts";
import { bookPage } from "#app/domain/booking/book-page.server.ts";
import { togetherOf } from "#app/domain/booking/bundle/wanted-parts.ts";
import { answersSaid, quantitiesSaid } from "#app/domain/booking/said-before.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { waitSide } from "#app/domain/booking/waitlist/wait-side.server.ts";
import { requiredFor } from "#app/domain/qualification/session-queries.server.ts";
import { readTimes } from "#app/domain/booking/wanted-times.ts";
import { findListing, listFields } from "#app/domain/catalog/detail-queries.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/book.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const found = await findListing(scope.ctx, params.id, "facility");
  if (!found.ok) throw problemResponse(found.problem);
  const query = new URL(request.url).searchParams;
  const times = readTimes(query);
  if (!times) throw redirect(`/facilities/${params.id}#times`);
  const page = await bookPage(scope.ctx, params.id, {
    ...times,
    item: query.get("item") ?? undefined,
    way: query.get("way") ?? undefined,
    groupId: query.get("group") ?? undefined,
    forEmail: query.get("for")?.trim() || undefined,
  });
  if (!page.ok) throw problemResponse(page.problem);
  const kept = {
    purpose: query.get("purpose") ?? "",
    project: query.get("project") ?? "",
    way: query.get("way") ?? "",
    item: query.get("item") ?? "",
    group: query.get("group") ?? "",
    for: query.get("for")?.trim() ?? "",
  };
  const { titleZh, titleEn, id } = found.value.listing;
  return {
    ...page.value,
    ...times,
    required: await requiredFor(scope.ctx, params.id, page.value.assessment.reasons),
    waiting: await waitSide(scope.ctx, page.value, times),
    kept,
    disciplines: await listFields(scope.ctx.db),
    key: randomUUID(),
    listing: { id, titleZh, titleEn },
    title: scope.t("booking:book.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), bookForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key, ...form } = submission.value;
  const wish = wishOf(params.id, form);
  const attempt = { key: `form-${key}`, request: JSON.stringify(["book", wish]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await reserve(ctx, wish);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/bookings/${String(made.value.body)}?done=reserve`);
}

/** Also after a refusal: then other times are nearest. */
export const shouldRevalidate = () => true;

export function headers() {
  return { "Cache-Control": "no-store" };
}

/** Another way of use or item, chosen by a link, begins the form anew; another time keeps what is typed. */
export default function Book(props: Route.ComponentProps) {
  const { way, item } = props.loaderData.kept;
  return <BookScreen key={`${way} ${item}`} {...props} />;
}

function BookScreen({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["booking", "together"]);
  const titleOf = useTitleOf();
  const { facility, kept, listing, assessment } = loaderData;
  const { form, fields, props } = usePostedForm<BookForm>("book", actionData, {
    purpose: kept.purpose,
    project: kept.project,
    wayOfService: kept.way || assessment.way,
    item: kept.item || assessment.quote?.item,
  });
  const possible =
    !loaderData.taken &&
    loaderData.person !== undefined &&
    assessment.reasons.every(({ overridable }) => overridable && loaderData.staff);
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/?kind=facility", label: t("common:nav.facilities") },
          { to: `/facilities/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        kicker={titleOf(listing)}
        title={t("book.title")}
        next={possible && <p>{t(whatFollows(loaderData))}</p>}
      />
      <Obstacles page={loaderData} refused={actionData?.problem ?? null} />
      <BeforeBooking reasons={assessment.reasons} required={loaderData.required} ways={facility.ways} />
      <Waiting {...loaderData} />
      <div className="grid gap-x-12 gap-y-8 pt-4 lg:grid-cols-[minmax(0,38rem)_minmax(0,1fr)]">
        <div className="lg:col-span-2">
          <BookingSummary page={loaderData} />
          {!loaderData.person && (
            <p className="flex flex-wrap gap-x-6 gap-y-1 pt-3">
              <Link className="link" to={repeatOf(loaderData)}>
                {t("repeat.link")}
              </Link>
              <Link className="link" to={besideOf(loaderData)}>
                {t("together:link")}
              </Link>
            </p>
          )}
          <ForWhom page={loaderData} />
        </div>
        <div className="lg:order-2">
          <BookingTerms page={loaderData} />
        </div>
        {possible && (
          <Form method="post" className="grid gap-6 lg:order-1" {...props}>
            {!actionData?.problem && <ErrorSummary form={form} fields={fields} labels={labelsOf(t)} />}
            <BookingFields
              page={loaderData}
              fields={fields}
              said={answersSaid(actionData?.result)}
              asked={quantitiesSaid(actionData?.result)}
            />
          </Form>
        )}
      </div>
    </>
  );
}

/** The page that books this time again and again. */
function repeatOf({ listing, start, end, assessment }: Route.ComponentProps["loaderData"]): string {
  const query = new URLSearchParams({
    start: start.toISOString(),
    end: end.toISOString(),
    way: assessment.way,
  });
  return `/facilities/${listing.id}/book/repeat?${query}`;
}

/** The page that books it together with others, at this time. */
const besideOf = ({ listing, start, end }: Route.ComponentProps["loaderData"]): string =>
  togetherOf([listing.id], { start: start.toISOString(), end: end.toISOString() });

/** What sending it leads to. */
function whatFollows({ atOnce, person, facility: { rules } }: Route.ComponentProps["loaderData"]) {
  if (atOnce) return person ? "book.afterForPerson" : "book.afterInstant";
  return rules.pendingHolds ? "book.afterRequest" : "book.afterOpenRequest";
}

/** Standing in line, where somebody else's time is the only obstacle. */
function Waiting({ waiting, listing, start, end, kept, assessment }: Route.ComponentProps["loaderData"]) {
  if (waiting.mine) return <AlreadyWaiting {...waiting.mine} />;
  if (!waiting.offered) return null;
  const written = { ...kept, way: kept.way || assessment.way };
  const wait = { facilityId: listing.id, start, end, ...waiting.offered, kept: written };
  return (
    <div className="pt-4">
      <JoinForm key={wait.start.toISOString()} wait={wait} />
    </div>
  );
}

/** What the fields are called, for the list of what is wrong. */
const labelsOf = (t: TFunction<"booking">): Record<string, string> => ({
  purpose: t("book.purpose"),
  wayOfService: t("book.way"),
  item: t("book.item"),
  unit: t("book.unit"),
  project: t("book.project"),
  note: t("book.note"),
  serviceType: t("act.serviceType"),
  funding: t("act.funding"),
  fields: t("act.fields"),
  groupId: t("book.group"),
  forEmail: t("book.forEmail"),
  overrideReason: t("book.override"),
});
