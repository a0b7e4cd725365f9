import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { SubmitButton } from "#app/components/button.tsx";
import { Flash } from "#app/components/flash.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { BankPayouts, Payouts } from "#app/components/cards/payout-lists.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Money } from "#app/components/text.tsx";
import { beginOnboarding } from "#app/domain/money/stripe/payouts/onboard.server.ts";
import { readPayouts } from "#app/domain/money/stripe/payouts/queries.server.ts";
import { requestPayout } from "#app/domain/money/stripe/payouts/request-payout.server.ts";
import { settleFailedPayout } from "#app/domain/money/stripe/payouts/send-payout.server.ts";
import { noCards, offersCards } from "#app/domain/money/stripe/settings.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  type MemberActor,
  problemResponse,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/payouts.ts";

/** `/organization/payouts`: a provider's income by card on its way to its bank. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "payout.manage");
  if (!offersCards()) throw problemResponse(noCards());
  return {
    title: scope.t("cards:payouts.title"),
    verified: actor.organization.verified,
    back: new URL(request.url).searchParams.get("back"),
    ...(await readPayouts(scope.ctx, actor.organization.id)),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const form = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("open") }),
  z.strictObject({ do: z.literal("pay") }),
  z.strictObject({ do: z.enum(["retry-payout", "cancel-payout"]), payout: z.uuid() }),
]);

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "payout.manage");
  if (!offersCards()) throw problemResponse(noCards());
  const asked = form.safeParse(Object.fromEntries(await readForm(request)));
  if (!asked.success) return { problem: problems.notFound("payout") };
  const done = await perform(scope, actor, asked.data);
  if (!done.ok) return { problem: done.problem };
  throw redirect(done.value);
}

/** Answers where to go next. */
async function perform({ ctx }: RequestScope, actor: MemberActor, asked: z.output<typeof form>) {
  if (asked.do === "open") return beginOnboarding(ctx);
  const done =
    asked.do === "pay"
      ? await requestPayout(ctx, actor.organization.id)
      : await settleFailedPayout(ctx, asked.payout, asked.do);
  return done.ok ? { ok: true as const, value: `/organization/payouts?done=${asked.do}` } : done;
}

export default function PayoutsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cards");
  const { account, verified, back, earned, payouts, bank } = loaderData;
  return (
    <>
      <Flash
        messages={{
          pay: t("payouts.done.pay"),
          "retry-payout": t("payouts.done.retry"),
          "cancel-payout": t("payouts.done.cancel"),
        }}
      />
      <PageHead
        title={t("payouts.title")}
        lead={t("payouts.lead")}
        state={
          account && (
            <StateTag tone={account.ready ? "confirmed" : "pending"}>
              {t(account.ready ? "payouts.account.ready" : "payouts.account.unready")}
            </StateTag>
          )
        }
        actions={
          account?.ready && earned.payable > 0 && earned.waiting === 0 && <PayNow payable={earned.payable} />
        }
      />
      <OrganizationTabs />
      <div className="grid gap-6">
        {actionData?.problem && <Refusal problem={actionData.problem} />}
        {!account?.ready && <Onboarding {...{ account, verified, back }} />}
        <Section title={t("payouts.income")}>
          <DescriptionList
            columns={2}
            facts={[
              { term: t("payouts.payable"), value: <Money fen={earned.payable} /> },
              { term: t("payouts.later", { count: earned.waitDays }), value: <Money fen={earned.later} /> },
              { term: t("payouts.held"), value: <Money fen={earned.held} /> },
              { term: t("payouts.waiting"), value: <Money fen={earned.waiting} /> },
              { term: t("payouts.sent"), value: <Money fen={earned.sent} /> },
            ]}
          />
        </Section>
        <Section title={t("payouts.list")}>
          <Payouts rows={payouts} />
        </Section>
        <Section title={t("payouts.bank")}>
          <BankPayouts rows={bank} />
        </Section>
      </div>
    </>
  );
}

function PayNow({ payable }: { payable: number }) {
  const { t } = useTranslation("cards");
  return (
    <Form method="post" action=".">
      <SubmitButton name="do" value="pay">
        {t("payouts.pay")} <Money fen={payable} />
      </SubmitButton>
    </Form>
  );
}

function Onboarding({
  account,
  verified,
  back,
}: Pick<Route.ComponentProps["loaderData"], "account" | "verified" | "back">) {
  const { t } = useTranslation("cards");
  if (!verified)
    return <Notice title={t("payouts.unverified.title")}>{t("payouts.unverified.detail")}</Notice>;
  const stage = stageOf(account);
  return (
    <Notice
      kind={stage === "missing" ? "warning" : "info"}
      title={t(`payouts.stage.${stage}.title`)}
      live={back !== null}
    >
      <p>{t(`payouts.stage.${stage}.detail`, { count: account?.missing.length ?? 0 })}</p>
      {stage !== "checking" && (
        <Form method="post" action="." className="pt-2">
          <SubmitButton name="do" value="open">
            {t(`payouts.stage.${stage}.act`)}
          </SubmitButton>
        </Form>
      )}
    </Notice>
  );
}

/** How far a provider has come with its account at Stripe. */
function stageOf(account: Route.ComponentProps["loaderData"]["account"]) {
  if (account === null) return "none";
  if (account.missing.length > 0) return account.submitted ? "missing" : "begun";
  return account.submitted ? "checking" : "begun";
}
