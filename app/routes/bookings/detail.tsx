import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { BookingActs } from "#app/components/booking/booking-acts.tsx";
import { BookingHead } from "#app/components/booking/booking-head.tsx";
import { BookingSections, Displaced } from "#app/components/booking/booking-sections.tsx";
import { History } from "#app/components/booking/history.tsx";
import { RefusedWithTimes } from "#app/components/booking/refused-with-times.tsx";
import { Reminders } from "#app/components/booking/reminders.tsx";
import { RulesInWords } from "#app/components/booking/rules-in-words.tsx";
import { bookingState } from "#app/components/booking/state-line.tsx";
import { Flash } from "#app/components/flash.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { actForms, intents } from "#app/domain/booking/act-forms.ts";
import { bookingPage } from "#app/domain/booking/booking-page.server.ts";
import { findBooking } from "#app/domain/booking/find-booking.server.ts";
import { performAct } from "#app/domain/booking/perform.server.ts";
import { bookingProcess, isOver } from "#app/domain/booking/states.ts";
import { listFields } from "#app/domain/catalog/detail-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/detail.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await bookingPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { allowed: _inputs, writesRecord, ...page } = found.value;
  const system = scope.t("booking:history.system");
  const named = page.history.map((entry) => ({
    ...entry,
    actorName: entry.via === "system" ? system : entry.actorName,
  }));
  const steps = lifecycleSteps(bookingProcess, named, page.state);
  return {
    ...page,
    disciplines: writesRecord ? await listFields(scope.ctx.db) : [],
    // Nothing usually follows a booking that has come to rest.
    steps: isOver(page.state) ? steps.filter(({ phase }) => phase !== "ahead") : steps,
    title: scope.t("booking:detail.kicker"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findBooking(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const form = await readForm(request);
  const intent = intents.find((name) => name === form.get("intent"));
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, actForms(found.value.zone));
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { intent });
  const done = await performAct(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyWith(replyProblem(submission, done.problem, scope.t), { intent });
  return redirect(`/bookings/${params.id}?done=${intent}`);
}

export default function Booking({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("booking");
  const { booking, zone, state, steps, history, rules, scope, reminders } = loaderData;
  const done = [...intents, "reserve", "reminders"] as const;
  const reply = actionData && { intent: actionData.intent, result: actionData.result };
  return (
    <>
      <Flash
        messages={{
          ...Object.fromEntries(done.map((name) => [name, t(`done.${name}`)])),
          ...(scope === "provider" && { transfer: t("done.changeUser") }),
        }}
      />
      <Breadcrumb steps={[{ to: "/bookings", label: t("list.title") }]} />
      <BookingHead {...loaderData} />
      <RefusedWithTimes facilityId={booking.facilityId} zone={zone} problem={actionData?.problem ?? null} />
      <Displaced {...loaderData} />
      <LifecycleLine steps={steps} label={(name) => t(`state.${bookingState(name)}`)} zone={zone} />
      <BookingActs {...loaderData} reply={reply} />
      <BookingSections {...loaderData} />
      {reminders && <Reminders id={booking.id} chosen={reminders} />}
      <Section title={t("detail.history")}>
        <History lines={history} zone={zone} />
      </Section>
      <Section title={t("detail.rules", { version: rules.version })}>
        <Disclosure
          summary={t("facility.rules")}
          open={scope === "booker" && ["held", "pending"].includes(state)}
        >
          <RulesInWords rules={rules} />
        </Disclosure>
      </Section>
    </>
  );
}
