import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { Decisions } from "#app/components/catalog/decisions.tsx";
import { DiffTable } from "#app/components/catalog/diff-table.tsx";
import { FullContent } from "#app/components/catalog/full-content.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ListingState } from "#app/components/catalog/listing-state.tsx";
import { Objections } from "#app/components/catalog/objections.tsx";
import { ReasonList } from "#app/components/catalog/reason-list.tsx";
import { StepForm } from "#app/components/catalog/step-form.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { acceptChanges } from "#app/domain/catalog/accept-changes.server.ts";
import { calendarDay } from "#app/domain/catalog/days.ts";
import { type ListingDetail, listObjections } from "#app/domain/catalog/detail-queries.server.ts";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { needsReasons } from "#app/domain/catalog/moderation.ts";
import { loadDossier } from "#app/domain/catalog/review-queries.server.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { isListingStep, takeStep } from "#app/domain/catalog/take-step.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import { versionIn } from "../organization/own-listing.server.ts";
import type { Route } from "./+types/listing.ts";

/** The listing and its dossier, for somebody who may do `action` in its region; else a problem page. */
async function dossierFor(
  scope: RequestScope,
  request: Request,
  id: string,
  action: "desk.read" | "listing.moderate",
) {
  requirePermission(scope, request, action);
  const found = await loadDossier(scope.ctx, id);
  if (!found.ok) throw problemResponse(found.problem);
  requirePermission(scope, request, action, found.value.listing);
  return found.value;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const dossier = await dossierFor(scope, request, params.id, "desk.read");
  const { listing, owner, region, snapshot, reasons, needsNotice, reviews, changes } = dossier;
  const { ctx } = scope;
  const now = ctx.clock.now();
  return {
    title: listing.titleZh,
    listing,
    owner: { id: owner.id, nameZh: owner.nameZh, nameEn: owner.nameEn },
    region,
    fields: dossier.fields,
    snapshot,
    reasons,
    needsNotice,
    reviews,
    changes,
    acts: moderatorActs(ctx.actor, listing, needsNotice, (changes?.length ?? 0) > 0),
    objections: await listObjections(ctx, dossier),
    days: await readParameter(ctx.db, "public_notice_days", listing.regionCode, calendarDay(now)),
    path: listingPath(listing.kind, listing.id),
    now,
  };
}

/** What the moderator may decide now: of the two ways to approve only the one that the rules ask for. */
function moderatorActs(
  actor: RequestScope["ctx"]["actor"],
  listing: ListingDetail["listing"],
  notice: boolean,
  changed: boolean,
): string[] {
  if (!may(actor, "listing.moderate", listing)) return [];
  const allowed = allowedTransitions(listingProcesses[listing.kind], actor, listing).map(({ name }) => name);
  const other = notice ? "publish" : "announce";
  const acts = allowed.filter((name) => decisions.includes(name) && name !== other);
  return listing.state === "published" && changed ? ["accept", ...acts] : acts;
}

const decisions = ["publish", "announce", "return", "suspend", "restore"];

/** Also after a refusal: the page must show what is saved now, and send its version next time. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await dossierFor(scope, request, params.id, "listing.moderate");
  const form = await readForm(request);
  const step = String(form.get("step") ?? "");
  const reasons = String(form.get("reasons") ?? "")
    .trim()
    .slice(0, 4000);
  const target = { id: params.id, version: versionIn(form) };
  const known = isListingStep(step) && decisions.includes(step);
  if (!known && step !== "accept") throw problemResponse(problems.notFound("transition"));
  const taken = known
    ? await takeStep(scope.ctx, target, step, reasons)
    : await acceptChanges(scope.ctx, target);
  if (taken.ok) return redirect(`/oversight/listings?done=${step}`);
  const { problem } = taken;
  const errors = (problem.errors ?? []).map(({ code, params: given }) => issueText(code, given));
  return data({ step, reasons, errors, problem }, { status: problem.status });
}

export default function ReviewListing({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const titleOf = useTitleOf();
  const { listing, owner, region, snapshot, reasons, changes, reviews, objections, path, now } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/listings", label: t("editor:queue.title") }]} />
      <PageHead
        kicker={t(`common:kind.${listing.kind}`)}
        title={titleOf(listing)}
        state={
          <>
            <ListingState state={listing.state} />
            <OrganizationName {...owner} />
            {region && <OrganizationName {...region} />}
            <Due at={listing.deadline} now={now} />
          </>
        }
        actions={
          <ButtonLink look="secondary" to={path} icon="eye">
            {t("editor:review.page")}
          </ButtonLink>
        }
      />
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      <Section title={t("editor:review.decide")}>
        <Decide {...loaderData} reply={actionData} />
      </Section>
      <Section title={t("editor:review.rules")}>
        {reasons.length === 0 ? (
          <Notice kind="success">{t("editor:review.rulesOk")}</Notice>
        ) : (
          <Notice kind="refusal" title={t("editor:review.rulesBroken")}>
            <ReasonList reasons={reasons} />
          </Notice>
        )}
      </Section>
      <Section title={t("editor:review.changes")}>
        {changes === null ? (
          <p className="text-muted">{t("editor:review.firstTime")}</p>
        ) : changes.length === 0 ? (
          <p className="text-muted">{t("editor:review.noChanges")}</p>
        ) : (
          <DiffTable changes={changes} caption={t("editor:review.changes")} />
        )}
      </Section>
      {objections.length > 0 && (
        <Section title={t("technology.objections")}>
          <Objections objections={objections} insider />
        </Section>
      )}
      <Section title={t("editor:review.content")}>
        <FullContent kind={listing.kind} content={snapshot} region={region} fields={loaderData.fields} />
      </Section>
      <Section title={t("editor:overview.decisions")}>
        <Decisions decisions={reviews} named />
      </Section>
    </>
  );
}

type DecideProps = Pick<
  Route.ComponentProps["loaderData"],
  "acts" | "listing" | "needsNotice" | "days" | "reasons"
> & {
  reply: Route.ComponentProps["actionData"];
};

function Decide({ acts, listing, needsNotice, days, reasons, reply }: DecideProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (acts.length === 0) return <p className="text-muted">{t("editor:review.noDecision")}</p>;
  const offered =
    reasons.length > 0
      ? acts.filter((name) => name !== "publish" && name !== "announce" && name !== "restore")
      : acts;
  return (
    <div className="grid gap-4">
      {needsNotice && listing.state === "submitted" && (
        <Notice>{t("editor:review.needsNotice", { days })}</Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        {offered.map((name) => (
          <StepForm
            key={name}
            name={name}
            version={listing.version}
            look={lookOf(name)}
            open={reply?.step === name}
            reasons={
              needsReasons.includes(name)
                ? { errors: reply?.step === name ? reply.errors : undefined, value: reply?.reasons }
                : undefined
            }
          />
        ))}
      </div>
    </div>
  );
}

const lookOf = (name: string) =>
  name === "suspend" ? "danger" : name === "return" ? "secondary" : ("primary" as const);
