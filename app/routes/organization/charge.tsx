import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { DescriptionList, KeyFigures } from "#app/components/lists.tsx";
import { PayByCard } from "#app/components/cards/pay-by-card.tsx";
import { ChargeActs } from "#app/components/money/charge-acts.tsx";
import { ChargeLines } from "#app/components/money/charge-lines.tsx";
import { SubjectOfCharge } from "#app/components/money/charge-subject.tsx";
import { Disputes } from "#app/components/money/disputes.tsx";
import { Payments, Refunds } from "#app/components/money/movements.tsx";
import { PayBack } from "#app/components/money/pay-back.tsx";
import { nextOfRefunds } from "#app/components/money/next-of-refunds.ts";
import { causePath, moneyTone, purposeWord } from "#app/components/money/words.ts";
import { Refusal } from "#app/components/notice.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Day, Money, OrganizationName } from "#app/components/text.tsx";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { askAgain, isAskable } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { outstanding } from "#app/domain/money/charges/policy.ts";
import { chargeDetail } from "#app/domain/money/charges/queries.server.ts";
import { type ChargeForm, chargeForm } from "#app/domain/money/inputs.ts";
import { refundable } from "#app/domain/money/refunds/make-refunds.server.ts";
import {
  approveRefund,
  isHeld,
  proposeRefund,
  refuseRefund,
} from "#app/domain/money/refunds/propose-refund.server.ts";
import { payBackOf } from "#app/domain/money/refunds/pay-back.server.ts";
import { isToSend, recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { isToRetry, retryRefund } from "#app/domain/money/refunds/retry-refund.server.ts";
import {
  askedForTransfer,
  isHopeless,
  isToRedirect,
  returnByTransfer,
} from "#app/domain/money/refunds/return-by-transfer.server.ts";
import { giveEvidence } from "#app/domain/money/stripe/disputes/give-evidence.server.ts";
import { disputesOf } from "#app/domain/money/stripe/disputes/queries.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { changeEvidenceFiles, evidenceUpload } from "./evidence-files.server.ts";
import type { Route } from "./+types/charge.ts";

/** `/organization/charges/{id}`: one charge, to both its sides: why, how much, what was paid, what goes back. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { user } = requirePermission(scope, request, "charge.read");
  const { ctx } = scope;
  const found = await chargeDetail(ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { charge, refunds, ...detail } = found.value;
  const manages = may(ctx.actor, "charge.manage", { organizationId: charge.payeeId });
  const open = ["open", "partly_paid"].includes(charge.state);
  const left = outstanding(charge);
  return {
    ...detail,
    charge: { ...charge, outstanding: left },
    refunds,
    manages,
    cancels: manages && open,
    asks: manages && isAskable(charge),
    pays: open && left > 0,
    late: open && charge.dueAt !== null && charge.dueAt < ctx.clock.now(),
    invoices:
      may(ctx.actor, "charge.pay", { organizationId: charge.payerId }) && charge.paid > charge.refunded,
    refundable: manages && !open && !isHeld(charge) ? await refundable(ctx.db, charge.id) : 0,
    limit: await readParameter(ctx.db, "refund_two_people_above", "", today(ctx.clock.now())),
    disputes: manages ? await disputesOf(ctx, charge.id) : [],
    upload: evidenceUpload,
    sending: manages ? refunds.filter(isToSend) : [],
    retrying: manages
      ? refunds.filter(isToRetry).map((row) => ({
          ...row,
          redirects: isToRedirect(row),
          hopeless: isHopeless(row),
          asked: askedForTransfer(row, user.id),
        }))
      : [],
    payBack: detail.scope === "overseer" ? null : await payBackOf(ctx, charge.payerId, refunds),
    waiting: manages
      ? refunds
          .filter(({ state }) => state === "proposed")
          .map((row) => ({ ...row, own: row.proposedBy === user.id }))
      : [],
    path: causePath(charge),
    title: `${scope.t("charges:title")} ${charge.reference}`,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  const form = await readForm(request);
  const asked = form.get("intent");
  if (asked === "attach" || asked === "detach") return changeEvidenceFiles(scope, params.id, form, asked);
  const submission = parseForm(form, chargeForm);
  const intent = String(submission.payload.intent ?? "");
  const refundId = String(submission.payload.refundId ?? "");
  const disputeId = String(submission.payload.disputeId ?? "");
  const keep = (reply: ReturnType<typeof replyInvalid> | ReturnType<typeof replyProblem>) =>
    data({ ...reply.data, intent, refundId, disputeId, fileErrors: undefined }, reply.init ?? undefined);
  if (submission.status !== "success") return keep(replyInvalid(submission));
  const done = await act(scope.ctx, params.id, submission.value);
  if (!done.ok) return keep(replyProblem(submission, done.problem, scope.t));
  return redirect(`/organization/charges/${params.id}?done=${submission.value.intent}`);
}

function act(ctx: Context, id: string, form: ChargeForm): Promise<Result<unknown>> {
  switch (form.intent) {
    case "cancel":
      return cancelCharge(ctx, id, form);
    case "ask":
      return askAgain(ctx, id);
    case "refund":
      return proposeRefund(ctx, id, form);
    case "approve":
      return approveRefund(ctx, form.refundId);
    case "retry":
      return retryRefund(ctx, form.refundId);
    case "transfer":
      return returnByTransfer(ctx, form.refundId);
    case "evidence":
      return giveEvidence(ctx, id, form);
    case "sent":
      return recordRefundSent(ctx, form.refundId, form);
    case "refuse":
      return refuseRefund(ctx, form.refundId, form);
  }
}

const intents = [
  ...(["cancel", "ask", "refund", "approve", "refuse", "retry", "transfer", "sent"] as const),
  ...(["evidence", "attach", "detach"] as const),
] as const;

export default function ChargePage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("charges");
  const { charge, lines, payments, refunds, cancels, refundable: left, waiting, scope } = loaderData;
  const problem = actionData?.problem;
  const refundActs = [waiting, loaderData.sending, loaderData.retrying];
  const acts = cancels || loaderData.asks || left > 0 || refundActs.some(({ length }) => length > 0);
  return (
    <>
      <Flash messages={Object.fromEntries(intents.map((name) => [name, t(`done.${name}`)]))} />
      {scope !== "overseer" && (
        <Breadcrumb
          steps={[
            {
              to: `/organization/${scope === "payer" ? "payables" : "receivables"}`,
              label: t(scope === "payer" ? "payables" : "receivables"),
            },
          ]}
        />
      )}
      <Head {...loaderData} />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <KeyFigures
        figures={[
          { term: t("field.amount"), value: <Money fen={charge.amount} /> },
          { term: t("field.paid"), value: <Money fen={charge.paid} /> },
          { term: t("field.outstanding"), value: <Money fen={charge.outstanding} /> },
          { term: t("field.refunded"), value: <Money fen={charge.refunded} /> },
        ]}
      />
      <Section title={t("part.why")}>
        <ChargeLines lines={lines} total={charge.amount} />
      </Section>
      {loaderData.disputes.length > 0 && (
        <Section title={t("part.disputes")}>
          <Disputes disputes={loaderData.disputes} upload={loaderData.upload} reply={actionData} />
        </Section>
      )}
      {loaderData.payBack && (
        <Section title={t("part.payBack")}>
          <PayBack {...loaderData.payBack} payer={scope === "payer"} />
        </Section>
      )}
      {acts && (
        <Section title={t("part.acts")}>
          <ChargeActs {...loaderData} reply={actionData} />
        </Section>
      )}
      <Section title={t("part.sides")}>
        <Sides {...loaderData} />
      </Section>
      <Section title={t("part.payments")}>
        <Payments rows={payments} />
      </Section>
      {refunds.length > 0 && (
        <Section title={t("part.refunds")}>
          <Refunds rows={refunds} />
        </Section>
      )}
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Head(loaded: Loaded) {
  const { t } = useTranslation("charges");
  const { charge, scope, subject, pays, invoices } = loaded;
  const here = `/organization/charges/${charge.id}`;
  return (
    <PageHead
      kicker={t("kicker", { reference: charge.reference })}
      title={purposeWord(t, charge.purpose)}
      lead={subject && <SubjectOfCharge subject={subject} />}
      state={<StateTag tone={moneyTone(charge.state)}>{t(`state.${charge.state}`)}</StateTag>}
      next={<p>{useNext(loaded)}</p>}
      actions={
        <>
          {scope === "payer" && charge.outstanding > 0 && <PayByCard chargeId={charge.id} />}
          {pays && scope !== "overseer" && (
            <ButtonLink look="secondary" to={`${here}/transfer`}>
              {t(scope === "payer" ? "payByTransfer" : "confirmTransfer")}
            </ButtonLink>
          )}
          {invoices && (
            <ButtonLink look="secondary" to={`/organization/invoices/new?charge=${charge.id}`}>
              {t("askInvoice")}
            </ButtonLink>
          )}
          {charge.paid > 0 && (
            <ButtonLink look="secondary" to={`${here}/receipt`}>
              {t("openReceipt")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}

/** Whose turn it is and by when. */
function useNext(loaded: Loaded): string {
  const { charge, payer, payee, scope, late, disputes } = loaded;
  const { t, i18n } = useTranslation("charges");
  const locale = localeOf(i18n.language);
  const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
    locale === "en" && nameEn ? nameEn : nameZh;
  const { reference } = charge;
  const amount = formatMoney(charge.outstanding);
  const words = { payer: nameOf(payer), payee: nameOf(payee), reference, amount };
  const asked = disputes.find(({ stage }) => stage === "wanted" || stage === "refused")?.evidenceBy;
  if (asked) return t("next.evidence", { until: formatDate(asked, locale) });
  const refunding = nextOfRefunds(loaded);
  if (refunding) return t(`next.${refunding}`, words);
  if (charge.outstanding > 0 && scope !== "payer") return t("next.payeeOpen", words);
  if (charge.outstanding > 0)
    return charge.dueAt
      ? t(late ? "next.payerLate" : "next.payerDue", { ...words, due: formatDate(charge.dueAt, locale) })
      : t("next.payerOpen", words);
  if (charge.held && charge.releasedAt) return t("next.released", words);
  if (charge.held && charge.paid > charge.refunded)
    return charge.holdUntil
      ? t("next.heldUntil", { ...words, until: formatDate(charge.holdUntil, locale) })
      : t("next.held", words);
  return t(charge.state === "paid" ? "next.paid" : "next.over");
}

function Sides({ charge, payer, payee, path }: Loaded) {
  const { t } = useTranslation("charges");
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("field.payer"), value: <OrganizationName {...payer} /> },
        { term: t("field.payee"), value: <OrganizationName {...payee} /> },
        {
          term: t("field.cause"),
          value: path && (
            <Link className="link" to={path}>
              {t(`cause.${charge.causeType}`, { defaultValue: charge.causeType })}
            </Link>
          ),
        },
        { term: t("field.reference"), value: <span className="tnum">{charge.reference}</span> },
        { term: t("field.created"), value: <DateTime at={charge.createdAt} weekday={false} /> },
        { term: t("field.due"), value: charge.dueAt && <Day at={charge.dueAt} /> },
      ]}
    />
  );
}
