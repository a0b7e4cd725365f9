import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OrderFields } from "#app/components/samples/order-fields.tsx";
import { useOrderLabels } from "#app/components/samples/order-labels.ts";
import { amendOrder } from "#app/domain/samples/amend-order.server.ts";
import { findOrder } from "#app/domain/samples/find-order.server.ts";
import { type AmendForm, amendForm, amendOf } from "#app/domain/samples/order-form.ts";
import { orderFormPage } from "#app/domain/samples/order-page.server.ts";
import { textFromSamples } from "#app/domain/samples/paste.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/amend.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const found = await findOrder(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { order, rows, allowed, titleZh, titleEn } = found.value;
  if (!allowed.some(({ name }) => name === "amend")) throw redirect(`/samples/${order.id}`);
  const page = await orderFormPage(scope.ctx, order.facilityId);
  if (!page.ok) throw problemResponse(page.problem);
  const { purpose, project, serviceType, funding, returnSamples, priceItem, reason, id } = order;
  return {
    listing: { titleZh, titleEn },
    order: { id, purpose, project, serviceType, funding, returnSamples, item: priceItem, reason },
    samples: textFromSamples(rows),
    quotes: page.value.assessment.quotes,
    title: scope.t("samples:form.amendTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), amendForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await amendOrder(scope.ctx, params.id, amendOf(submission.value));
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/samples/${params.id}?done=amend`);
}

export default function Amend({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("samples");
  const titleOf = useTitleOf();
  const labels = useOrderLabels();
  const { listing, order, samples, quotes } = loaderData;
  const { id, reason, returnSamples, ...kept } = order;
  const { form, fields, props } = usePostedForm<AmendForm>("amend", actionData, {
    ...kept,
    samples,
    returnSamples: returnSamples ? "on" : undefined,
    reason: "",
  });
  const problem = actionData?.problem;
  const refused = problem && !problem.errors ? problem : undefined;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/samples", label: t("title") },
          { to: `/samples/${id}`, label: t("number", { number: shortCode(id) }) },
        ]}
      />
      <PageHead kicker={titleOf(listing)} title={t("form.amendTitle")} next={<p>{t("form.amendNext")}</p>} />
      <div className="grid max-w-form gap-6">
        <Notice kind="warning" title={t("state.objected")}>
          <p>{reason}</p>
        </Notice>
        {refused && <Refusal problem={refused} />}
        <Form method="post" className="grid gap-6" {...props}>
          {!refused && <ErrorSummary form={form} fields={fields} labels={labels} />}
          <OrderFields fields={fields} quotes={quotes} />
          <TextArea meta={fields.reason} label={t("form.reason")} optional max={500} rows={2} />
          <SubmitRow label={t("form.resubmit")} />
        </Form>
      </div>
    </>
  );
}
