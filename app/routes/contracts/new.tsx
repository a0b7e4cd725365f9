import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { RadioGroup, Select } from "#app/components/choices.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { startFromAward } from "#app/domain/contracts/from-award.server.ts";
import { startFromDeal } from "#app/domain/contracts/from-deal.server.ts";
import { startInput } from "#app/domain/contracts/inputs.ts";
import { startContract } from "#app/domain/contracts/start.server.ts";
import type { Context } from "#app/domain/context.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { contractKinds, contractSides } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/new.ts";

/**
 * The first page of a contract: with whom, as what, about what. From the award of a demand or from a deal on a technology
 * it takes all that from there. */
const startForm = z.strictObject({
  key: z.uuid(),
  demandId: z.uuid().optional(),
  negotiationId: z.uuid().optional(),
  auctionId: z.uuid().optional(),
  side: z.enum(contractSides).default("client"),
  counterpart: z.string().trim().max(30).default(""),
  name: z.string().trim().max(100).default(""),
  kind: z.enum(contractKinds).default("commissioned"),
});

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.edit");
  return {
    key: randomUUID(),
    origin: originOf(new URL(request.url).searchParams),
    title: scope.t("contracts:start.title"),
  };
}

/** What the contract comes from, as the form carries it on; null for one between two organisations. */
function originOf(query: URLSearchParams) {
  for (const name of ["demand", "negotiation", "auction"] as const) {
    const id = query.get(name);
    if (id) return { name: `${name}Id` as const, id, deal: name !== "demand" };
  }
  return null;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.edit");
  const submission = parseForm(await readForm(request), startForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key, side, counterpart, name, kind } = submission.value;
  const origin = startOf(submission.value);
  const wish = startInput.safeParse({ side, counterpart, terms: { title: name, kind } });
  if (!origin && !wish.success)
    return replyProblem(
      submission,
      { code: "invalid", status: 422, errors: [{ path: "counterpart", code: "credit_code_form" }] },
      scope.t,
    );
  const attempt = { key: `form-${key}`, request: JSON.stringify(["contracts", submission.value]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const done = origin
      ? await origin(ctx)
      : await startContract(ctx, startInput.parse({ side, counterpart, terms: { title: name, kind } }));
    return done.ok ? ok({ status: 201, body: done.value.id }) : done;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/contracts/${String(made.value.body)}/edit?done=started`);
}

/** How a contract begins that comes from an award or a deal. */
function startOf({ demandId, negotiationId, auctionId }: z.output<typeof startForm>) {
  if (demandId) return (ctx: Context) => startFromAward(ctx, { demandId });
  if (negotiationId) return (ctx: Context) => startFromDeal(ctx, { negotiationId });
  return auctionId ? (ctx: Context) => startFromDeal(ctx, { auctionId }) : undefined;
}

export default function NewContract({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  const { key, origin } = loaderData;
  const { form, fields, props } = usePostedForm<z.input<typeof startForm>>("start", actionData, {
    ...{ key, side: "client", kind: "commissioned", counterpart: "", name: "" },
  });
  const problem = actionData?.problem;
  const labels = {
    counterpart: t("start.counterpart"),
    name: t("start.name"),
    kind: t("start.kind"),
    side: t("start.side"),
  };
  return (
    <>
      <Breadcrumb steps={[{ to: "/contracts", label: t("title") }]} />
      <PageHead
        title={t("start.title")}
        lead={t(origin ? (origin.deal ? "start.leadDeal" : "start.leadAward") : "start.lead")}
      />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <Form method="post" className="grid max-w-form gap-6" {...props}>
        {!(problem && !problem.errors) && <ErrorSummary form={form} fields={fields} labels={labels} />}
        <input type="hidden" name="key" value={key} />
        {origin ? (
          <input type="hidden" name={origin.name} value={origin.id} />
        ) : (
          <>
            <TextInput
              meta={fields.counterpart}
              label={labels.counterpart}
              help={t("start.counterpartHelp")}
              optional={false}
              width="medium"
            />
            <RadioGroup
              meta={fields.side}
              label={labels.side}
              optional={false}
              options={contractSides.map((value) => ({ value, label: t(`start.sideOption.${value}`) }))}
            />
            <TextInput meta={fields.name} label={labels.name} help={t("start.nameHelp")} optional={false} />
            <Select
              meta={fields.kind}
              label={labels.kind}
              help={t("start.kindHelp")}
              placeholder={null}
              optional={false}
              options={contractKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          </>
        )}
        <SubmitRow label={t(origin ? "start.fromAward" : "start.submit")} />
      </Form>
    </>
  );
}
