import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Checkbox } from "#app/components/choices.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OrderFields } from "#app/components/samples/order-fields.tsx";
import { useOrderLabels } from "#app/components/samples/order-labels.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { type OrderForm, orderForm, orderOf } from "#app/domain/samples/order-form.ts";
import { orderFormPage } from "#app/domain/samples/order-page.server.ts";
import { placeOrder } from "#app/domain/samples/place-order.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/order.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const found = await findListing(scope.ctx, params.id, "facility");
  if (!found.ok) throw problemResponse(found.problem);
  const page = await orderFormPage(scope.ctx, params.id);
  if (!page.ok) throw problemResponse(page.problem);
  const { titleZh, titleEn, id } = found.value.listing;
  return {
    rules: page.value.facility.rules,
    reasons: page.value.assessment.reasons,
    quotes: page.value.assessment.quotes,
    vouchers: page.value.vouchers,
    key: randomUUID(),
    listing: { id, titleZh, titleEn },
    title: scope.t("samples:form.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), orderForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key } = submission.value;
  const order = orderOf(params.id, submission.value);
  const attempt = { key: `form-${key}`, request: JSON.stringify(["samples", order]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await placeOrder(ctx, order);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/samples/${String(made.value.body)}?done=order`);
}

export default function SendSamples({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["samples", "booking"]);
  const titleOf = useTitleOf();
  const labels = useOrderLabels();
  const { listing, rules, reasons, quotes, key } = loaderData;
  const { form, fields, props } = usePostedForm<OrderForm>("order", actionData, {
    ...{ key, purpose: "", samples: "", project: "", serviceType: "research" },
    item: quotes[0]?.item ?? "",
  });
  const problem = actionData?.problem;
  const refused = problem && !problem.errors ? problem : undefined;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/?kind=facility", label: t("common:nav.facilities") },
          { to: `/facilities/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        kicker={titleOf(listing)}
        title={t("form.title")}
        lead={t("form.lead")}
        next={
          reasons.length === 0 && (
            <p>{t("form.next", { hours: rules.answerWithinHours * 60, days: rules.sampleDays })}</p>
          )
        }
      />
      {(refused || reasons.length > 0) && (
        <div className="pb-6">
          <Refusal problem={refused ?? { code: "order_policy", status: 422, reasons }} />
        </div>
      )}
      {reasons.length === 0 && (
        <Form method="post" className="grid max-w-form gap-6" {...props}>
          {!refused && <ErrorSummary form={form} fields={fields} labels={labels} />}
          <input type="hidden" name="key" value={key} />
          <OrderFields
            fields={fields}
            quotes={quotes}
            vouchers={{ meta: fields.voucherId, offered: loaderData.vouchers }}
          />
          {rules.terms !== "" && (
            <>
              <p className="max-w-reading text-sm whitespace-pre-line">{rules.terms}</p>
              <Checkbox
                meta={fields.accepted}
                label={t("form.accept", { version: rules.termsVersion })}
                value={String(rules.termsVersion)}
              />
            </>
          )}
          <SubmitRow label={t("form.submit")} />
        </Form>
      )}
    </>
  );
}
