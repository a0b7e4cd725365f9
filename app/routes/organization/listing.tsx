import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { Decisions } from "#app/components/catalog/decisions.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { listingLine } from "#app/components/catalog/listing-line.ts";
import { ListingState } from "#app/components/catalog/listing-state.tsx";
import { NextWords } from "#app/components/catalog/next-words.tsx";
import { ReasonList } from "#app/components/catalog/reason-list.tsx";
import { StepForm } from "#app/components/catalog/step-form.tsx";
import { StepNav } from "#app/components/catalog/step-nav.tsx";
import { Flash } from "#app/components/flash.tsx";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { openObjections } from "#app/domain/catalog/moderation-queries.server.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { loadDossier } from "#app/domain/catalog/review-queries.server.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { isListingStep, takeStep } from "#app/domain/catalog/take-step.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/listing.ts";
import { editedOf, isOpenForEdit, ownListing, shownListing, versionIn } from "./own-listing.server.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  await shownListing(scope, request, params.id);
  const found = await loadDossier(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { listing, editable, reasons, reviews, trail } = found.value;
  const allowed = allowedTransitions(listingProcesses[listing.kind], scope.ctx.actor, listing).map(
    ({ name }) => name,
  );
  const open = await openObjections(scope.ctx, [listing.id]);
  return {
    title: listing.titleZh,
    listing: { ...editedOf(found.value), deadline: listing.deadline },
    editable: editable && isOpenForEdit(found.value),
    // What the moderator may do stands on the moderator's page, also for people who are both.
    acts: allowed.filter((name) => ownActs.includes(name)),
    reasons: reasons.filter(() => listing.state !== "submitted"),
    reviews: reviews.map(({ id, at, outcome, reasons: said }) => ({
      id,
      at,
      outcome,
      reasons: said,
      by: null,
    })),
    steps: listingLine(
      listingProcesses[listing.kind],
      trail.map(({ at, toState, reason }) => ({ at, toState, reason })),
      listing.state,
    ),
    open: open[listing.id] ?? 0,
    path: listingPath(listing.kind, listing.id),
    manages: may(scope.ctx.actor, "booking.manage", listing),
    now: scope.ctx.clock.now(),
  };
}

const ownActs = ["submit", "recall", "confirm", "withdraw"];

/** Also after a refusal: the page must show what is saved now, and send its version next time. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await ownListing(scope, request, params.id);
  const form = await readForm(request);
  const step = String(form.get("step") ?? "");
  if (!isListingStep(step) || !ownActs.includes(step)) throw problemResponse(problems.notFound("transition"));
  const taken = await takeStep(scope.ctx, { id: params.id, version: versionIn(form) }, step);
  if (!taken.ok) return data({ problem: taken.problem }, { status: taken.problem.status });
  return redirect(`/organization/listings/${params.id}?done=${step}`);
}

export default function OwnListing({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor", "booking", "calendar"]);
  const titleOf = useTitleOf();
  const { listing, editable, acts, reasons, reviews, steps, open, path, manages, now } = loaderData;
  const { state, kind, id, version } = listing;
  const isPublic = state === "published" || state === "public_notice";
  const messages = Object.fromEntries(
    ["submit", "recall", "confirm", "withdraw", "save", "create"].map((name) => [name, t(`done.${name}`)]),
  );
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/listings", label: t("editor:own.title") }]} />
      {!actionData && <Flash messages={messages} />}
      <PageHead
        kicker={t(`common:kind.${kind}`)}
        title={titleOf(listing)}
        state={<ListingState state={state} />}
        next={<NextWords listing={listing} open={open} now={now} />}
        actions={
          <>
            <ButtonLink look="secondary" to={path} icon="eye">
              {t(isPublic ? "editor:overview.view" : "editor:overview.preview")}
            </ButtonLink>
            {kind === "facility" && (
              <ButtonLink
                look="secondary"
                to={`/organization/facilities/${id}/booking-rules`}
                icon="calendar"
              >
                {t("booking:facility.bookingRules")}
              </ButtonLink>
            )}
            {kind === "facility" && manages && (
              <ButtonLink look="secondary" to={`/organization/listings/${id}/feeds`} icon="calendar">
                {t("calendar:subscribe.title")}
              </ButtonLink>
            )}
            <ButtonLink look="secondary" to={`/organization/listings/${id}/history`} icon="clock">
              {t("editor:overview.history")}
            </ButtonLink>
          </>
        }
      />
      {editable && <StepNav id={id} kind={kind} />}
      {actionData && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      {open > 0 && (
        <div className="pb-6">
          <Notice kind="warning" title={t("editor:queue.objections", { count: open })}>
            <Link className="link" to={`${path}#notice`}>
              {t("technology.answerField")}
            </Link>
          </Notice>
        </div>
      )}
      <Told state={state} decision={reviews[0]} />
      <Section title={t("editor:overview.title")}>
        <LifecycleLine steps={steps} label={(name) => t(`state.${name}`)} />
      </Section>
      <Acts
        acts={acts}
        version={version}
        reasons={reasons}
        due={state === "published" && listing.deadline !== null}
      />
      <Section title={t("editor:overview.decisions")}>
        <Decisions decisions={reviews} />
      </Section>
    </>
  );
}

/** What the regulator said, as long as the owner has to act on it. */
function Told({
  state,
  decision,
}: {
  state: string;
  decision: { outcome: string; reasons: string } | undefined;
}) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (!decision?.reasons || (state !== "returned" && state !== "suspended")) return null;
  return (
    <div className="pb-6">
      <Notice kind="warning" title={t("editor:overview.reasons")}>
        <p className="whitespace-pre-line">{decision.reasons}</p>
      </Notice>
    </div>
  );
}

type ActsProps = Pick<Route.ComponentProps["loaderData"], "acts" | "reasons"> & {
  version: number;
  due: boolean;
};

function Acts({ acts, version, reasons, due }: ActsProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (acts.length === 0) return null;
  const submits = acts.includes("submit");
  const asked = due && acts.includes("confirm");
  return (
    <Section title={t(submits ? "step.check" : "editor:overview.acts")}>
      <div className="grid max-w-form gap-5">
        {reasons.length > 0 ? (
          <Notice kind="warning" title={t("editor:overview.missing")}>
            <ReasonList reasons={reasons} />
          </Notice>
        ) : (
          submits && <Notice kind="success">{t("editor:overview.missingNone")}</Notice>
        )}
        <div className="flex flex-wrap items-start gap-3">
          {acts.toSorted(withdrawingLast).map((name) => (
            <StepForm
              key={name}
              name={name}
              version={version}
              look={lookOf(name, name === "submit" ? reasons.length === 0 : name === "confirm" && asked)}
            />
          ))}
        </div>
      </div>
    </Section>
  );
}

/** What takes the listing away stands behind what goes on with it. */
const withdrawingLast = (a: string, b: string): number => Number(a === "withdraw") - Number(b === "withdraw");

const lookOf = (name: string, first: boolean) =>
  first ? "primary" : name === "withdraw" ? "quiet" : "secondary";
