import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { UsageFacts } from "#app/components/booking/booking-facts.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { useNextOrderWords } from "#app/components/samples/next-words.ts";
import { OrderAct, OrderActForm } from "#app/components/samples/order-acts.tsx";
import { OrderFacts } from "#app/components/samples/order-facts.tsx";
import { OrderHistory } from "#app/components/samples/order-history.tsx";
import { OrderResults } from "#app/components/samples/order-results.tsx";
import { orderState, OrderStateTag } from "#app/components/samples/order-state.tsx";
import { SampleTable } from "#app/components/samples/sample-table.tsx";
import { PaidByVoucher } from "#app/components/vouchers/paid-by-voucher.tsx";
import { rulesOf } from "#app/domain/booking/facility.server.ts";
import { findOrder, orderDetail } from "#app/domain/samples/find-order.server.ts";
import { orderActForms, orderIntents } from "#app/domain/samples/order-form.ts";
import { performOrderAct } from "#app/domain/samples/perform.server.ts";
import { daysOverdue, sampleCode } from "#app/domain/samples/policy.ts";
import { addResult, removeResult } from "#app/domain/samples/results.server.ts";
import { voucherOf } from "#app/domain/samples/vouchers.server.ts";
import { sampleProcess } from "#app/domain/samples/states.ts";
import { today } from "#app/domain/working-days.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import { changeResults } from "./change-results.server.ts";
import type { Route } from "./+types/detail.ts";
import { shortCode } from "#app/domain/short-code.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await orderDetail(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { allowed, history, record, order, rows, ...detail } = found.value;
  const steps = lifecycleSteps(usualWay, history, order.state);
  const over = sampleProcess.owners[orderState(order.state)] === undefined;
  const { sampleDays } = await rulesOf(scope.ctx.db, order.facilityId, order.policyVersion);
  const works = detail.scope === "provider" && ["accepted", "in_progress", "completed"].includes(order.state);
  return {
    ...detail,
    paid: await voucherOf(scope.ctx, order.id),
    order: { ...order, zone: detail.zone, sampleDays },
    rows: rows.map((row) => ({
      ...row,
      code: sampleCode(order.id, row.number),
      condition: row.accepted ? row.condition : null,
    })),
    history,
    record,
    steps: over ? steps.filter(({ phase }) => phase !== "ahead") : steps,
    acts: allowed.map(({ name }) => name),
    overdue: daysOverdue(order, today(scope.ctx.clock.now())),
    evaluates: record !== null && record.evaluatedAt === null && detail.scope === "booker",
    upload: works
      ? { accept: acceptAttribute(documentRules), megabytes: documentRules.maxBytes / 1_000_000 }
      : null,
    title: scope.t("samples:kicker"),
  };
}

/** The way an order usually goes on, as the line foretells it: one that was objected to is put right and accepted. */
const usualWay = {
  ...sampleProcess,
  transitions: sampleProcess.transitions.flatMap(({ name, from, to }) =>
    to === "declined" ? [] : [{ name, to, from: name === "accept" ? [...from, "objected"] : from }],
  ),
};

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
      ...{ intent: asked, page: `/samples/${params.id}` },
      add: (file) => addResult(scope.ctx, params.id, file),
      remove: (file) => removeResult(scope.ctx, params.id, file),
    });
  const intent = orderIntents.find((name) => name === asked);
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, orderActForms(found.value.zone));
  if (submission.status !== "success")
    return replyWith(replyInvalid(submission), { intent, fileErrors: undefined });
  const done = await performOrderAct(scope.ctx, params.id, submission.value);
  if (!done.ok)
    return replyWith(replyProblem(submission, done.problem, scope.t), { intent, fileErrors: undefined });
  return redirect(`/samples/${params.id}?done=${intent}`);
}

export default function OrderPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("samples");
  const { order, zone, rows, results, record, history, steps, upload } = loaderData;
  const done = [...orderIntents, "order", "amend", "upload", "remove"] as const;
  const problem = actionData?.problem;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/samples", label: t("title") }]} />
      <Head {...loaderData} />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <LifecycleLine steps={steps} label={(name) => t(`state.${orderState(name)}`)} zone={zone} />
      <Acts {...loaderData} reply={actionData} />
      <Section
        title={t("detail.samples")}
        aside={<Sheets id={order.id} received={order.receivedAt !== null} />}
      >
        <SampleTable rows={rows} caption={t("detail.samples")} />
      </Section>
      <Section title={t("detail.results")}>
        <OrderResults files={results} upload={upload} errors={actionData?.fileErrors} />
      </Section>
      <Section title={t("detail.what")}>
        <OrderFacts order={order} names={loaderData} />
        {loaderData.paid && (
          <PaidByVoucher
            paid={loaderData.paid}
            price={record?.amount ?? order.price}
            own={loaderData.scope === "booker"}
          />
        )}
      </Section>
      {record && (
        <Section title={t("detail.record")}>
          <UsageFacts record={record} zone={zone} />
        </Section>
      )}
      <Section title={t("detail.history")}>
        <OrderHistory lines={history} zone={zone} />
      </Section>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Head(loaded: Loaded) {
  const { t } = useTranslation("samples");
  const titleOf = useTitleOf();
  const next = useNextOrderWords();
  const { order, scope, overdue, evaluates, zone } = loaded;
  return (
    <PageHead
      kicker={`${t("kicker")} · ${t("number", { number: shortCode(order.id) })}`}
      title={titleOf(loaded)}
      state={<OrderStateTag state={order.state} />}
      next={<p>{next({ order, scope, overdue, unevaluated: evaluates, zone })}</p>}
    />
  );
}

function Sheets({ id, received }: { id: string; received: boolean }) {
  const { t } = useTranslation("samples");
  return (
    <span className="flex flex-wrap gap-3">
      <ButtonLink look="secondary" small to={`/samples/${id}/labels`}>
        {t("detail.labels")}
      </ButtonLink>
      {received && (
        <ButtonLink look="secondary" small to={`/samples/${id}/labels?sheet=receipt`}>
          {t("detail.receipt")}
        </ButtonLink>
      )}
    </span>
  );
}

function Acts({ order, acts, evaluates, reply }: Loaded & { reply: Route.ComponentProps["actionData"] }) {
  const { t } = useTranslation("samples");
  const last = reply && { intent: reply.intent, result: reply.result };
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {evaluates && (
        <div className="panel w-full max-w-form p-4">
          <OrderActForm intent="evaluate" order={order} reply={last} />
        </div>
      )}
      {acts.includes("amend") && <ButtonLink to={`/samples/${order.id}/amend`}>{t("act.amend")}</ButtonLink>}
      {orderIntents
        .filter((intent) => acts.some((name) => name === intent))
        .map((intent) => (
          <OrderAct key={intent} intent={intent} order={order} reply={last} />
        ))}
    </div>
  );
}
