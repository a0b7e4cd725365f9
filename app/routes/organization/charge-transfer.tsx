import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, formatDeadline, formatMoney, localeOf } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { PaymentNotice } from "#app/components/billing/payment-notice.tsx";
import { Receipts } from "#app/components/billing/receipts.tsx";
import { DeclareForm, ReceiveForm } from "#app/components/billing/transfer-acts.tsx";
import { Claims } from "#app/components/billing/transfer-claims.tsx";
import { chargeState, chargeTone } from "#app/components/billing/words.ts";
import { StateTag } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { spacedReference } from "#db/payment-reference.ts";
import { capitalAmount } from "#app/domain/money/transfer/capital-amount.ts";
import { transferForm, transferIntents } from "#app/domain/money/transfer/inputs.ts";
import { transferPage } from "#app/domain/money/transfer/page.server.ts";
import { performTransferAct } from "#app/domain/money/transfer/perform.server.ts";
import { today } from "#app/domain/working-days.ts";
import { acceptAttribute, proofRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/charge-transfer.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const found = await transferPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { charge, account, term, lines, claims, ...page } = found.value;
  const declared = claims.find(({ state }) => state === "declared");
  return {
    ...page,
    charge: { id: charge.id, state: charge.state, amount: charge.amount, paid: charge.paid },
    lines: lines.map(({ reason, text, params: filled }) => ({ reason, text, params: filled })),
    account: account ?? null,
    term,
    declaredUntil: declared?.deadline ?? null,
    claims: claims.map(({ id, state, amount, sentOn, bankReference, note, reason, allowed, proof }) => ({
      ...{ id, state, amount, sentOn, bankReference, note, reason, allowed, proof },
    })),
    spaced: spacedReference(charge.reference),
    capital: capitalAmount(page.outstanding),
    today: today(scope.ctx.clock.now()),
    upload: { accept: acceptAttribute(proofRules), megabytes: proofRules.maxBytes / 1_000_000 },
    title: `${scope.t("billing:notice.title")} ${charge.reference}`,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const form = await readForm(request);
  const intent = transferIntents.find((name) => name === form.get("intent"));
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, transferForm);
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { intent });
  const done = await performTransferAct(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyWith(replyProblem(submission, done.problem, scope.t), { intent });
  return redirect(`/organization/charges/${params.id}/transfer?done=${done.value}`);
}

const answers = ["declare", "exact", "partial", "over", "miss", "recall"] as const;

export default function ChargeTransfer({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["billing", "organization"]);
  const { charge, payee, outstanding, side, term } = loaderData;
  const state = chargeState(charge.state);
  const other = useOtherLanguage();
  const problem = actionData?.problem;
  const paper = { ...loaderData, ...term, amount: charge.amount };
  return (
    <>
      <Flash messages={Object.fromEntries(answers.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb
        steps={[
          {
            to: side === "payer" ? "/organization/payables" : "/organization/receivables",
            label: t(`organization:tab.${side === "payer" ? "payables" : "receivables"}`),
          },
          { to: `/organization/charges/${charge.id}`, label: t("notice.charge") },
        ]}
      />
      <PageHead
        kicker={
          <>
            {t("notice.kicker")} · <OrganizationName {...payee} />
          </>
        }
        title={t("notice.title")}
        lead={outstanding > 0 ? t("notice.lead") : undefined}
        state={<StateTag tone={chargeTone[state]}>{t(`state.${state}`)}</StateTag>}
        actions={
          <>
            <Button look="secondary" onClick={() => window.print()}>
              {t("notice.print")}
            </Button>
            <ButtonLink look="quiet" reloadDocument to={other}>
              {t("notice.other")}
            </ButtonLink>
          </>
        }
        next={<NextStep {...loaderData} />}
      />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      {outstanding > 0 && <PaymentNotice paper={paper} />}
      <div className="flex flex-wrap items-start gap-3 py-6 print:hidden">
        <Acts key={loaderData.charge.paid} {...loaderData} reply={actionData} />
      </div>
      <Section title={t("receipt.title")}>
        <Receipts receipts={loaderData.receipts} />
      </Section>
      <Section title={t("claim.title")}>
        <Claims {...loaderData} reply={actionData} />
      </Section>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];
type Reply = Route.ComponentProps["actionData"];

function useOtherLanguage(): string {
  const { i18n } = useTranslation();
  return `?lang=${i18n.language === "en" ? "zh-CN" : "en"}`;
}

function NextStep({ charge, outstanding, side, term, daysLate, declaredUntil }: Loaded) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  if (outstanding === 0)
    return <p>{t(["cancelled", "expired"].includes(charge.state) ? "notice.over" : "notice.settled")}</p>;
  if (declaredUntil) {
    const at = formatDeadline(declaredUntil, locale);
    return <p>{t(side === "payer" ? "notice.next.declaredPayer" : "notice.next.declared", { at })}</p>;
  }
  const filled = {
    amount: formatMoney(outstanding),
    day: formatDate(`${term.dueOn}T12:00:00+08:00`, locale),
    days: daysLate,
  };
  return <p>{t(`notice.next.${side}${daysLate > 0 ? "Late" : ""}`, filled)}</p>;
}

function Acts({
  side,
  outstanding,
  charge,
  claims,
  account,
  today: day,
  upload,
  reply,
}: Loaded & { reply: Reply }) {
  const declared = claims.some(({ state }) => state === "declared");
  if (side === "payer")
    return outstanding > 0 && account && !declared ? (
      <DeclareForm reply={reply} outstanding={outstanding} today={day} upload={upload} />
    ) : null;
  // Money may also come for what is paid or over: it is booked, and goes back.
  const over = outstanding === 0 && charge.paid === 0;
  return over && charge.amount === 0 ? null : (
    <ReceiveForm reply={reply} outstanding={outstanding} today={day} />
  );
}
