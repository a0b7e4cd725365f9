import type { Deadline } from "#app/domain/deadline.ts";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Form, Link, redirect, useRevalidator, useSearchParams } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { causePath } from "#app/components/money/words.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { CheckoutStanding } from "#app/components/cards/checkout-standing.tsx";
import { TransferLink } from "#app/components/cards/transfer-link.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { checkoutPage } from "#app/domain/money/stripe/checkout/checkout-page.server.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/checkout.ts";

/** Reads only: what Stripe's notices have said so far. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const page = await checkoutPage(scope.ctx, params.id);
  if (!page.ok) throw problemResponse(page.problem);
  return { title: scope.t("cards:checkout.title"), ...page.value };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Off to Stripe's page. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const locale = scope.locale === "en" ? "en" : "zh";
  const opened = await openCheckout(scope.ctx, params.id, { locale });
  if (!opened.ok) {
    if (opened.problem.status === 404) throw problemResponse(opened.problem);
    return { problem: opened.problem };
  }
  if (opened.value.url) throw redirect(opened.value.url);
  return { problem: { code: "checkout_over", status: 409 } };
}

export default function Checkout({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cards");
  const [search] = useSearchParams();
  const { id, reference, amount, open, payee, checkout, disputed, tooLong } = loaderData;
  const back = search.get("back");
  const waits = open > 0 && (checkout?.state === "paying" || (back === "paid" && checkout?.state === "open"));
  useReread(waits || checkout?.state === "opening");
  return (
    <>
      <Breadcrumb
        steps={[{ to: `/organization/charges/${id}`, label: t("checkout.charge", { reference }) }]}
      />
      <PageHead title={t("checkout.title")} lead={open > 0 && !tooLong ? t("checkout.lead") : undefined} />
      <div className="grid max-w-reading gap-6">
        {actionData?.problem && (
          <Refusal problem={actionData.problem}>
            {noOnlinePayment.has(actionData.problem.code) && <TransferLink chargeId={id} />}
          </Refusal>
        )}
        {tooLong && <TooLongHeld chargeId={id} {...tooLong} />}
        {!actionData?.problem && !tooLong && (
          <CheckoutStanding chargeId={id} {...{ open, checkout, back, waits }} state={loaderData.state} />
        )}
        {disputed && <Notice kind="warning" title={t("checkout.disputed")} />}
        <DescriptionList
          facts={[
            { term: t("checkout.payee"), value: <OrganizationName {...payee} /> },
            { term: t("checkout.reference"), value: <span className="tnum">{reference}</span> },
            { term: t("checkout.amount"), value: <Money fen={amount} /> },
            { term: t("checkout.open"), value: <Money fen={open} /> },
          ]}
        />
        {open > 0 && !waits && !tooLong && (
          <Form method="post" action="." className="grid justify-items-start gap-3">
            <SubmitButton>{t(checkout?.url ? "checkout.goOn" : "checkout.pay")}</SubmitButton>
            <p className="text-sm text-muted">{t("checkout.where")}</p>
          </Form>
        )}
        <CauseLink {...loaderData.cause} />
      </div>
    </>
  );
}

/** Refusals after which another way to pay is the nearest. */
const noOnlinePayment: ReadonlySet<string> = new Set(["payments_unreachable", "payments_refused"]);

/** Why it cannot be paid by card, and how it can be paid. */
function TooLongHeld({ chargeId, days, until }: { chargeId: string; days: number; until: Deadline }) {
  const { t, i18n } = useTranslation("cards");
  const words = { count: days, until: formatLastDay(until, localeOf(i18n.language)) };
  return (
    <Notice kind="warning" title={t("checkout.tooLong.title")}>
      <p>{t("checkout.tooLong.detail", words)}</p>
      <p className="pt-2">
        <TransferLink chargeId={chargeId} />
      </p>
    </Notice>
  );
}

/** Where the payer sees what it is for. */
function CauseLink({ type, id }: { type: string; id: string }) {
  const { t } = useTranslation("cards");
  const page = causePath({ causeType: type, causeId: id });
  if (!page) return null;
  return (
    <p>
      <Link className="link" to={page}>
        {t("checkout.cause")}
      </Link>
    </p>
  );
}

const everyMs = 3000;

/** Asks again while Stripe's notice is on its way; without a script the page has a link for that. */
function useReread(active: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => void revalidate(), everyMs);
    return () => clearInterval(timer);
  }, [active, revalidate]);
}
