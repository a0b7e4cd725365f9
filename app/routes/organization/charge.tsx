import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { Flash } from "#app/components/flash.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { ChargeActs } from "#app/components/money/charge-acts.tsx";
import { ChargeHead } from "#app/components/money/charge-head.tsx";
import { ChargeLines } from "#app/components/money/charge-lines.tsx";
import { ChargeSides } from "#app/components/money/charge-sides.tsx";
import { Disputes } from "#app/components/money/disputes.tsx";
import { Payments, Refunds } from "#app/components/money/movements.tsx";
import { PayBack } from "#app/components/money/pay-back.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Money } from "#app/components/text.tsx";
import type { Context } from "#app/domain/context.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { chargePage } from "#app/domain/money/charges/charge-page.server.ts";
import { type ChargeForm, chargeForm } from "#app/domain/money/inputs.ts";
import {
  approveRefund,
  proposeRefund,
  refuseRefund,
} from "#app/domain/money/refunds/propose-refund.server.ts";
import { recordRefundSent } from "#app/domain/money/refunds/record-sent.server.ts";
import { retryRefund } from "#app/domain/money/refunds/retry-refund.server.ts";
import { returnByTransfer } from "#app/domain/money/refunds/return-by-transfer.server.ts";
import { giveEvidence } from "#app/domain/money/stripe/disputes/give-evidence.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { changeEvidenceFiles, evidenceUpload } from "./evidence-files.server.ts";
import type { Route } from "./+types/charge.ts";

/** `/organization/charges/{id}`: one charge, to both its sides: why, how much, what was paid, what goes back. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { user } = requirePermission(scope, request, "charge.read");
  const found = await chargePage(scope.ctx, params.id, user.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { charge } = found.value;
  return { ...found.value, upload: evidenceUpload, title: `${scope.t("charges:title")} ${charge.reference}` };
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
  const kept = { intent, refundId, disputeId, fileErrors: undefined };
  if (submission.status !== "success") return replyWith(replyInvalid(submission), kept);
  const done = await act(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyWith(replyProblem(submission, done.problem, scope.t), kept);
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
      <ChargeHead {...loaderData} />
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
        <Section title={t("part.acts")} screenOnly>
          <ChargeActs {...loaderData} reply={actionData} />
        </Section>
      )}
      <Section title={t("part.sides")}>
        <ChargeSides {...loaderData} />
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
