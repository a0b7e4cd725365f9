import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateRange } from "#app/components/text.tsx";
import { AlreadyWaiting, JoinForm } from "#app/components/waitlist/join-form.tsx";
import { bookPage } from "#app/domain/booking/book-page.server.ts";
import { readTimes } from "#app/domain/booking/wanted-times.ts";
import { joinForm, joinOf } from "#app/domain/booking/waitlist/join-form.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { waitSide } from "#app/domain/booking/waitlist/wait-side.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/wait.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const found = await findListing(scope.ctx, params.id, "facility");
  if (!found.ok) throw problemResponse(found.problem);
  const times = readTimes(new URL(request.url).searchParams);
  if (!times) throw redirect(`/facilities/${params.id}#times`);
  const page = await bookPage(scope.ctx, params.id, times);
  if (!page.ok) throw problemResponse(page.problem);
  const { titleZh, titleEn, id } = found.value.listing;
  return {
    ...times,
    side: await waitSide(scope.ctx, page.value, times),
    zone: page.value.facility.zone,
    way: page.value.assessment.way,
    listing: { id, titleZh, titleEn },
    title: scope.t("waitlist:join.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), joinForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const found = await bookPage(scope.ctx, params.id, {
    start: new Date(submission.value.start),
    end: new Date(submission.value.end),
  });
  if (!found.ok) return replyProblem(submission, found.problem, scope.t);
  const { zone } = found.value.facility;
  const input = joinOf(params.id, submission.value, zone, scope.ctx.clock.now());
  const joined = await joinWaitlist(scope.ctx, input);
  if (!joined.ok) return replyProblem(submission, joined.problem, scope.t);
  return redirect("/bookings/waitlist?done=join");
}

/** Also after a refusal: the time may be free by now. */
export const shouldRevalidate = () => true;

export default function Wait({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["waitlist", "booking"]);
  const titleOf = useTitleOf();
  const { listing, start, end, zone, side, way } = loaderData;
  const book = `/facilities/${listing.id}/book?${new URLSearchParams({ start: start.toISOString(), end: end.toISOString() })}`;
  const problem = actionData?.problem;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: `/facilities/${listing.id}`, label: titleOf(listing) },
          { to: book, label: t("booking:book.title") },
        ]}
      />
      <PageHead
        kicker={titleOf(listing)}
        title={t("join.title")}
        state={<DateRange starts={start} ends={end} zone={zone} />}
      />
      {problem && !problem.errors && <Refusal problem={problem} />}
      {side.mine && <AlreadyWaiting {...side.mine} />}
      {!side.mine && !side.offered && !problem && <Notice title={t("queue.off")} />}
      {side.offered && (
        <JoinForm
          wait={{
            ...{ facilityId: listing.id, start, end, ...side.offered },
            kept: { purpose: "", project: "", way },
          }}
          reply={problem && !problem.errors ? undefined : actionData}
        />
      )}
    </>
  );
}
