import { useTranslation } from "react-i18next";
import { redirect, useLocation } from "react-router";
import { ElsewhereNotes, UnitState } from "#app/components/instrument/unit-state.tsx";
import { CurrentUse, NextUses } from "#app/components/instrument/uses.tsx";
import { ReportForm } from "#app/components/instrument/report-form.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { listFields } from "#app/domain/catalog/detail-queries.server.ts";
import { atForm } from "#app/domain/instrument/at-forms.ts";
import { unitNow } from "#app/domain/instrument/at-unit.server.ts";
import { performAt } from "#app/domain/instrument/perform-at.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problemResponse, requireMember, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/at-unit.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = await unitNow(scope.ctx, params.unitId);
  if (!found.ok) throw problemResponse(found.problem);
  const { searchParams } = new URL(request.url);
  const asks = found.value.current.some(({ acts }) => acts.includes("check-out"));
  return {
    ...found.value,
    disciplines: asks ? await listFields(scope.ctx.db) : [],
    /** What a visitor wanted to do before they signed in. */
    wanted: searchParams.get("do"),
    written: {
      description: searchParams.get("description") ?? "",
      severity: searchParams.get("severity") ?? "",
    },
    title: scope.t("instrument:unit", { number: found.value.unit.number }),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "robots", content: "noindex" },
];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const form = await readForm(request);
  keepIntent(scope, params.unitId, form);
  requireMember(scope, request);
  const intent = String(form.get("intent"));
  const submission = parseForm(form, atForm);
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { intent });
  const done = await performAt(scope.ctx, params.unitId, submission.value);
  if (!done.ok) return replyWith(replyProblem(submission, done.problem, scope.t), { intent });
  return redirect(`/at/${params.unitId}?done=${intent}`);
}

/** Somebody who is not signed in goes to do that first, and comes back to what they wanted with what they wrote. */
function keepIntent(scope: RequestScope, unitId: string, form: FormData): void {
  if (scope.ctx.actor.user) return;
  const kept = new URLSearchParams({ do: String(form.get("intent") ?? "") });
  for (const name of ["description", "severity"]) {
    const text = form.get(name);
    if (typeof text === "string" && text !== "") kept.set(name, text.slice(0, 500));
  }
  throw redirect(`/account/sign-in?next=${encodeURIComponent(`/at/${unitId}?${kept}`)}`);
}

export default function AtUnit({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["instrument", "problems"]);
  const titleOf = useTitleOf();
  const { unit, current, next, problems: open, elsewhere, signedIn, wanted } = loaderData;
  const refused = actionData?.problem;
  const reply = actionData && { intent: actionData.intent, result: actionData.result };
  const mayUse = !unit.retired;
  // A report that has been sent leaves an empty, folded form.
  const { key, search } = useLocation();
  const sent = search.includes("done=report") && !actionData ? key : "open";
  return (
    <div className="mx-auto max-w-form">
      <Flash
        messages={{
          "check-in": t("at.done.check-in"),
          "check-out": t("at.done.check-out"),
          extend: t("at.done.extend"),
          report: t("at.done.report"),
        }}
      />
      <PageHead
        kicker={`${t("at.kicker")} · ${t("unit", { number: unit.number })}${unit.label && ` · ${unit.label}`}`}
        title={titleOf(unit)}
        state={<UnitState {...loaderData} />}
      />
      {refused && !refused.errors && (
        <div className="pb-6">
          <Refusal problem={refused} />
        </div>
      )}
      <ElsewhereNotes {...loaderData} problems={open} />
      {current.map((use) => (
        <CurrentUse
          key={use.bookingId ?? use.startsAt.getTime()}
          use={use}
          zone={unit.zone}
          staff={loaderData.staff}
          disciplines={loaderData.disciplines}
          reply={reply}
        />
      ))}
      <Section title={t("at.next")}>
        <NextUses uses={next} zone={unit.zone} staff={loaderData.staff} />
      </Section>
      <Section title={t("at.problem")} id="problem">
        <ReportForm
          key={sent}
          reply={reply}
          written={loaderData.written}
          open={wanted === "report" || actionData?.intent === "report"}
        />
      </Section>
      <div className="flex flex-wrap gap-3 border-t border-hairline pt-6">
        {!signedIn && (
          <ButtonLink to={`/account/sign-in?next=${encodeURIComponent(`/at/${unit.id}?do=check-in`)}`}>
            {t("at.signIn")}
          </ButtonLink>
        )}
        {mayUse && (
          <ButtonLink look="secondary" to={`/facilities/${unit.facilityId}#times`}>
            {t("at.book")}
          </ButtonLink>
        )}
        {loaderData.staff && mayUse && (
          <ButtonLink
            look="secondary"
            to={`/organization/facilities/${unit.facilityId}/outage?units=${unit.number}`}
          >
            {t("problem.outage")}
          </ButtonLink>
        )}
        {!signedIn && <p className="w-full text-sm text-muted">{t("at.signInNote")}</p>}
      </div>
      {wanted === "check-in" && signedIn && elsewhere.length === 0 && !hasCheckIn(current, next) && (
        <p className="pt-4 text-sm text-muted">{t("at.nothing")}</p>
      )}
    </div>
  );
}

const hasCheckIn = (...lists: (readonly { acts: readonly string[] }[])[]): boolean =>
  lists.flat().some(({ acts }) => acts.includes("check-in") || acts.includes("check-out"));
