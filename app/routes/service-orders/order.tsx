import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OrderFields } from "#app/components/service-orders/order-fields.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { lineKey, type OrderForm, orderForm, orderOf } from "#app/domain/service-orders/order-form.ts";
import { orderFormPage } from "#app/domain/service-orders/orderable.server.ts";
import { placeOrder } from "#app/domain/service-orders/place-order.server.ts";
import { answerWorkingDays, silenceDays } from "#app/domain/service-orders/policy.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/order.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const [found, page] = [
    await findListing(scope.ctx, params.id, "service"),
    await orderFormPage(scope.ctx, params.id),
  ];
  if (!found.ok) throw problemResponse(found.problem);
  if (!page.ok) throw problemResponse(page.problem);
  const { titleZh, titleEn, id } = found.value.listing;
  return {
    reasons: page.value.reasons,
    quotes: page.value.quotes,
    key: randomUUID(),
    listing: { id, titleZh, titleEn },
    title: scope.t("serviceOrders:form.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), orderForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const order = orderOf(submission.value);
  const attempt = {
    key: `form-${submission.value.key}`,
    request: JSON.stringify(["service-order", params.id, order]),
  };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await placeOrder(ctx, params.id, order);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/service-orders/${String(made.value.body)}?done=order`);
}

export default function OrderService({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("serviceOrders");
  const titleOf = useTitleOf();
  const { listing, reasons, quotes, key } = loaderData;
  const [first] = quotes;
  const { form, fields, props } = usePostedForm<OrderForm>("order", actionData, {
    ...{ key, quantity: "1", wanted: "", wishedOn: "" },
    line: first ? lineKey(first) : "",
  });
  const problem = actionData?.problem;
  const refused = problem && !problem.errors ? problem : undefined;
  const labels = {
    line: t("form.line"),
    quantity: t("form.quantity"),
    wanted: t("form.wanted"),
    wishedOn: t("form.wishedOn"),
  };
  const days = { days: answerWorkingDays, silence: silenceDays };
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/?kind=service", label: t("common:kind.service") },
          { to: `/services/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        kicker={titleOf(listing)}
        title={t("form.title")}
        lead={t("form.lead")}
        next={reasons.length === 0 && <p>{t("form.next", days)}</p>}
      />
      {(refused || reasons.length > 0) && (
        <div className="pb-6">
          <Refusal problem={refused ?? { code: "service_order_policy", status: 422, reasons }} />
        </div>
      )}
      {reasons.length === 0 && (
        <Form method="post" className="grid max-w-form gap-6" {...props}>
          {!refused && <ErrorSummary form={form} fields={fields} labels={labels} />}
          <input type="hidden" name="key" value={key} />
          <OrderFields fields={fields} quotes={quotes} />
          <SubmitRow label={t("form.submit")} />
        </Form>
      )}
    </>
  );
}
