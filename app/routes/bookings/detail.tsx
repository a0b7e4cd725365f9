import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { ChargeList } from "#app/components/money/charge-list.tsx";
import { Act, ActForm } from "#app/components/booking/acts.tsx";
import { BookingFacts, UsageFacts } from "#app/components/booking/booking-facts.tsx";
import { MadeTogether } from "#app/components/bundle/made-together.tsx";
import { SlotButtons } from "#app/components/booking/free-times.tsx";
import { History } from "#app/components/booking/history.tsx";
import { RefusedWithTimes } from "#app/components/booking/refused-with-times.tsx";
import { RulesInWords } from "#app/components/booking/rules-in-words.tsx";
import { bookingState, BookingStateTag, useNextWords } from "#app/components/booking/state-line.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { PaidByVoucher } from "#app/components/vouchers/paid-by-voucher.tsx";
import { QualificationsOfUser } from "#app/components/qualification/of-user.tsx";
import { DateRange } from "#app/components/text.tsx";
import { actForms, intents } from "#app/domain/booking/act-forms.ts";
import { listFields } from "#app/domain/catalog/detail-queries.server.ts";
import { madeTogetherWith } from "#app/domain/booking/bundle/bundle-page.server.ts";
import { findAlternatives } from "#app/domain/booking/alternatives.server.ts";
import { bookingDetail, findBooking } from "#app/domain/booking/find-booking.server.ts";
import { performAct } from "#app/domain/booking/perform.server.ts";
import { percentOf } from "#app/domain/booking/policy.ts";
import { bookingProcess } from "#app/domain/booking/states.ts";
import { chargesFor } from "#app/domain/money/charges/queries.server.ts";
import { voucherOf } from "#app/domain/booking/vouchers.server.ts";
import { qualificationsOfUser } from "#app/domain/qualification/of-user.server.ts";
import { colleaguesOf } from "#app/domain/booking/transfer/colleagues.server.ts";
import { parseForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/detail.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await bookingDetail(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { allowed, history, record, ...detail } = found.value;
  const { initial, states, transitions } = bookingProcess;
  const table = {
    initial,
    states,
    transitions: transitions.map(({ name, from, to }) => ({ name, from, to })),
  };
  const system = scope.t("booking:history.system");
  const named = history.map((entry) => ({
    ...entry,
    actorName: entry.via === "system" ? system : entry.actorName,
  }));
  const steps = lifecycleSteps(table, named, detail.state);
  const over = bookingProcess.owners[bookingState(detail.state)] === undefined;
  const evaluates = record !== null && record.evaluatedAt === null && detail.scope === "booker";
  // The unit went out of service: the booker is shown what is free instead, as it is now.
  const displaced = detail.scope === "booker" && history.at(-1)?.transition === "displace";
  const { facilityId, startsAt: start, endsAt: end } = detail.booking;
  const instead = displaced ? await findAlternatives(scope.ctx, { facilityId, start, end }) : [];
  const writesRecord = allowed.some(({ name }) => ["complete", "correct", "check-out"].includes(name));
  return {
    ...detail,
    history,
    record,
    instead,
    disciplines: writesRecord ? await listFields(scope.ctx.db) : [],
    charges: await chargesFor(scope.ctx, "booking", detail.booking.id),
    paid: await voucherOf(scope.ctx, detail.booking.id),
    together: await madeTogetherWith(scope.ctx, detail.booking),
    // Who lets somebody operate it sees what that person has shown to be able to do.
    qualified:
      detail.scope === "provider" && !over ? await qualificationsOfUser(scope.ctx.db, detail.booking) : [],
    colleagues:
      detail.scope === "booker" && allowed.some(({ name }) => name === "transfer")
        ? await colleaguesOf(scope.ctx.db, detail.booking.organizationId, detail.booking.userId)
        : [],
    // Nothing usually follows a booking that has come to rest.
    steps: over ? steps.filter(({ phase }) => phase !== "ahead") : steps,
    acts: [...allowed.map(({ name }) => name), ...(evaluates ? (["evaluate"] as const) : [])],
    evaluates,
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
  const form = await request.formData();
  const intent = intents.find((name) => name === form.get("intent"));
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, actForms(found.value.zone));
  if (submission.status !== "success") {
    const reply = replyInvalid(submission);
    return data({ ...reply.data, intent }, reply.init ?? undefined);
  }
  const done = await performAct(scope.ctx, params.id, submission.value);
  if (!done.ok) {
    const reply = replyProblem(submission, done.problem, scope.t);
    return data({ ...reply.data, intent }, reply.init ?? undefined);
  }
  return redirect(`/bookings/${params.id}?done=${intent}`);
}

export default function BookingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["booking", "calendar", "together", "charges", "qualification"]);
  const titleOf = useTitleOf();
  const { booking, zone, state, steps, history, record, rules, scope } = loaderData;
  const done = [...intents, "reserve"] as const;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/bookings", label: t("list.title") }]} />
      <Head {...loaderData} title={titleOf(loaderData)} />
      <RefusedWithTimes facilityId={booking.facilityId} zone={zone} problem={actionData?.problem ?? null} />
      {loaderData.instead.length > 0 && (
        <div className="pb-6">
          <Notice kind="warning" title={t("detail.displaced")}>
            <p>{t("detail.instead")}</p>
            <SlotButtons
              facilityId={booking.facilityId}
              zone={zone}
              slots={loaderData.instead}
              kept={{ purpose: booking.purpose, project: booking.project }}
            />
          </Notice>
        </div>
      )}
      <LifecycleLine steps={steps} label={(name) => t(`state.${bookingState(name)}`)} zone={zone} />
      <Acts {...loaderData} reply={actionData} />
      <Section
        title={t("detail.what")}
        aside={
          <span className="flex flex-wrap gap-x-4">
            {booking.seriesId && scope === "booker" && (
              <Link className="link" to={`/booking-series/${booking.seriesId}?from=${booking.id}`}>
                {t("series.link")}
              </Link>
            )}
            <a className="link" href={`/bookings/${booking.id}/calendar.ics`}>
              {t("calendar:subscribe.download")}
            </a>
          </span>
        }
      >
        <BookingFacts {...loaderData} />
        {loaderData.paid && (
          <PaidByVoucher paid={loaderData.paid} price={booking.price} own={scope === "booker"} />
        )}
      </Section>
      {loaderData.qualified.length > 0 && (
        <Section title={t("qualification:ofUser.title")}>
          <QualificationsOfUser asked={loaderData.qualified} />
        </Section>
      )}
      {loaderData.charges.length > 0 && (
        <Section title={t("charges:charged")}>
          <ChargeList items={loaderData.charges} />
        </Section>
      )}
      {loaderData.together.length > 0 && (
        <Section
          title={t("together:bundle.with")}
          aside={
            scope === "booker" && (
              <Link className="link" to={`/booking-bundles/${booking.bundleId}`}>
                {t("together:bundle.link")}
              </Link>
            )
          }
        >
          <MadeTogether items={loaderData.together} />
        </Section>
      )}
      {record && (
        <Section title={t("detail.record")}>
          <UsageFacts record={record} zone={zone} />
        </Section>
      )}
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

type Loaded = Route.ComponentProps["loaderData"];

type Charges = Loaded["charges"];

const openOf = (charges: Charges) =>
  charges.filter(({ charge }) => charge.state === "open" || charge.state === "partly_paid");
const toPay = (charges: Charges): number =>
  openOf(charges).reduce((sum, { charge }) => sum + charge.amount - charge.paid, 0);

function Head({
  booking,
  zone,
  state,
  scope,
  unit,
  evaluates,
  competing,
  charges,
  title,
}: Omit<Loaded, "title"> & { title: string }) {
  const { t } = useTranslation("booking");
  const next = useNextWords();
  const waiting = competing.length > 0 ? ` ${t("detail.competing", { count: competing.length })}` : "";
  const deadline = state === booking.state ? booking.deadline : null;
  return (
    <PageHead
      kicker={`${t("detail.kicker")} · ${t("book.unitNumber", { number: unit })}`}
      title={title}
      state={
        <>
          <BookingStateTag state={state} />
          <span className="font-semibold text-ink">
            <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />
          </span>
        </>
      }
      next={
        <p>
          {next({ ...booking, state, deadline, scope, unevaluated: evaluates, zone, toPay: toPay(charges) }) +
            waiting}
        </p>
      }
    />
  );
}

function Acts({
  booking,
  zone,
  state,
  scope,
  acts,
  rules,
  cancelling,
  moving,
  colleagues,
  evaluates,
  record,
  disciplines,
  charges,
  reply,
}: Loaded & { reply: Route.ComponentProps["actionData"] }) {
  const { t } = useTranslation("booking");
  const shown = {
    ...booking,
    state,
    zone,
    scope,
    cancelling,
    moving,
    record,
    disciplines,
    noShowCharge: percentOf(booking.price, rules.noShowPercent),
    needsApproval: state === "confirmed" && !rules.instant && scope === "booker",
    colleagues,
  };
  // A time that is held for its payment is confirmed by that alone.
  const [unpaid] = state === "held" ? openOf(charges) : [];
  const last = reply && { intent: reply.intent, result: reply.result };
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {unpaid && scope === "booker" && (
        <ButtonLink to={`/organization/charges/${unpaid.charge.id}`}>{t("detail.pay")}</ButtonLink>
      )}
      {evaluates && (
        <div className="panel w-full max-w-form p-4">
          <ActForm intent="evaluate" booking={shown} reply={last} words={t("act.evaluate")} />
        </div>
      )}
      {acts
        .filter((intent) => intent !== "evaluate" && !(unpaid && intent === "confirm"))
        .map((intent) => (
          <Act key={intent} intent={intent} booking={shown} reply={last} />
        ))}
      {scope === "booker" && !["held", "pending"].includes(state) && (
        <ButtonLink look="secondary" to={`/facilities/${booking.facilityId}#times`}>
          {t("act.again")}
        </ButtonLink>
      )}
    </div>
  );
}
