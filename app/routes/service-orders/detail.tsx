import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrderHistory } from "#app/components/samples/order-history.tsx";
import { OrderResults } from "#app/components/samples/order-results.tsx";
import { useNextOrderWords } from "#app/components/service-orders/next-words.ts";
import { OrderAct } from "#app/components/service-orders/order-acts.tsx";
import { OrderFacts } from "#app/components/service-orders/order-facts.tsx";
import { orderState, OrderStateTag } from "#app/components/service-orders/order-state.tsx";
import { findOrder, orderDetail } from "#app/domain/service-orders/find-order.server.ts";
import { orderActForms, orderIntents } from "#app/domain/service-orders/order-form.ts";
import { performOrderAct } from "#app/domain/service-orders/perform.server.ts";
import { daysOverdue } from "#app/domain/service-orders/policy.ts";
import { addDeliverable, removeDeliverable } from "#app/domain/service-orders/results.server.ts";
import { serviceOrderProcess } from "#app/domain/service-orders/states.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { platformZone, today } from "#app/domain/working-days.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import { changeResults } from "../samples/change-results.server.ts";
import type { Route } from "./+types/detail.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await orderDetail(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { allowed, history, ...detail } = found.value;
  const { order } = detail;
  const steps = lifecycleSteps(serviceOrderProcess, history, order.state);
  const over = serviceOrderProcess.owners[orderState(order.state)] === undefined;
  const works = detail.scope === "provider" && order.state === "accepted";
  return {
    ...detail,
    history,
    steps: over ? steps.filter(({ phase }) => phase !== "ahead") : steps,
    acts: allowed.map(({ name }) => name),
    overdue: daysOverdue(order, today(scope.ctx.clock.now())),
    upload: works
      ? { accept: acceptAttribute(documentRules), megabytes: documentRules.maxBytes / 1_000_000 }
      : null,
    title: scope.t("serviceOrders:kicker"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findOrder(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const form = await readForm(request);
  const asked = form.get("intent");
  if (asked === "upload" || asked === "remove")
    return changeResults(scope, form, {
      ...{ intent: asked, page: `/service-orders/${params.id}` },
      add: (file) => addDeliverable(scope.ctx, params.id, file),
      remove: (file) => removeDeliverable(scope.ctx, params.id, file),
    });
  const intent = orderIntents.find((name) => name === asked);
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, orderActForms);
  if (submission.status !== "success")
    return replyWith(replyInvalid(submission), { intent, fileErrors: undefined });
  const done = await performOrderAct(scope.ctx, params.id, submission.value);
  if (!done.ok)
    return replyWith(replyProblem(submission, done.problem, scope.t), { intent, fileErrors: undefined });
  return redirect(`/service-orders/${params.id}?done=${intent}`);
}

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("serviceOrders");
  const { order, results, history, steps, upload } = loaderData;
  const done = [...orderIntents, "order", "upload", "remove"] as const;
  const problem = actionData?.problem;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/service-orders", label: t("title") }]} />
      <Head {...loaderData} />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <LifecycleLine steps={steps} label={(name) => t(`state.${orderState(name)}`)} zone={platformZone} />
      <Acts {...loaderData} reply={actionData} />
      <Section title={t("detail.delivery")}>
        {order.delivery === "" ? (
          <p className="pb-4 text-muted">{t("detail.deliveryNone")}</p>
        ) : (
          <p className="max-w-reading pb-4 whitespace-pre-line">{order.delivery}</p>
        )}
        {(upload || results.length > 0) && (
          <OrderResults files={results} upload={upload} errors={actionData?.fileErrors} />
        )}
      </Section>
      <Section title={t("detail.what")}>
        <OrderFacts order={order} names={loaderData} />
      </Section>
      <Section title={t("detail.history")}>
        <OrderHistory lines={history} zone={platformZone} />
      </Section>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Head(loaded: Loaded) {
  const { t } = useTranslation("serviceOrders");
  const titleOf = useTitleOf();
  const next = useNextOrderWords();
  const { order, scope, overdue } = loaded;
  return (
    <PageHead
      kicker={`${t("kicker")} · ${t("number", { number: shortCode(order.id) })}`}
      title={titleOf(loaded)}
      state={<OrderStateTag state={order.state} />}
      next={<p>{next({ order, scope, overdue })}</p>}
    />
  );
}

function Acts(loaded: Loaded & { reply: Route.ComponentProps["actionData"] }) {
  const { t } = useTranslation("serviceOrders");
  const { order, turnaroundDays, acts, chargeId, reply } = loaded;
  const last = reply && { intent: reply.intent, result: reply.result };
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {chargeId && <ButtonLink to={`/organization/charges/${chargeId}`}>{t("detail.charge")}</ButtonLink>}
      {orderIntents
        .filter((intent) => acts.some((name) => name === intent))
        .map((intent) => (
          <OrderAct key={intent} intent={intent} order={{ ...order, turnaroundDays }} reply={last} />
        ))}
    </div>
  );
}
