import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Checkbox } from "#app/components/choices.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { RulesFacts } from "#app/components/vouchers/rules-facts.tsx";
import { once } from "#app/domain/idempotency.server.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { applyForm } from "#app/domain/vouchers/inputs.ts";
import { currentRules, publicProgram } from "#app/domain/vouchers/program-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { ok, problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher-new.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.use");
  const { program, budget, rules } = await findHere(scope, params.id);
  return {
    title: scope.t("vouchers:apply.title"),
    program,
    rules,
    free: budget.amount - budget.committed,
    key: randomUUID(),
  };
}

async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await publicProgram(ctx, id) : undefined;
  const rules = found && (await currentRules(ctx, [id])).get(id);
  if (!found || !rules) throw problemResponse(problems.notFound("voucher_program"));
  return { ...found, rules };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.use");
  await findHere(scope, params.id);
  const submission = parseForm(await readForm(request), applyForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key, ...wish } = submission.value;
  const attempt = { key: `form-${key}`, request: JSON.stringify(["apply-voucher", params.id, wish]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await applyForVoucher(ctx, params.id, wish);
    return result.ok ? ok({ status: 201, body: result.value }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  const { id, state } = appliedOf(made.value.body);
  return redirect(`/organization/vouchers/${id}?done=${state}`);
}

/** The stored answer of an application, as it comes back when the form is sent again. */
function appliedOf(body: unknown): { id: string; state: string } {
  const of = (name: string) => (typeof body === "object" && body !== null ? Reflect.get(body, name) : "");
  return { id: String(of("id")), state: String(of("state")) };
}

type Fields = Record<"requested" | "purpose" | "notFunded", string>;

export default function Apply({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const { program, rules, free, key } = loaderData;
  const { form, fields, props } = usePostedForm<Fields>("application", actionData);
  const labels = {
    requested: t("apply.requested"),
    purpose: t("apply.purpose"),
    notFunded: t("apply.notFunded"),
  };
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/vouchers", label: t("public.title") },
          { to: `/vouchers/${program.id}`, label: nameOf(program) },
        ]}
      />
      <PageHead kicker={nameOf(program)} title={t("apply.title")} lead={t("apply.lead")} />
      {actionData?.problem && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <Form method="post" className="grid max-w-form gap-5 pb-8" {...props}>
        {!actionData?.problem && <ErrorSummary form={form} fields={fields} labels={labels} />}
        <input type="hidden" name="key" value={key} />
        <MoneyInput
          meta={fields.requested}
          label={labels.requested}
          help={t("apply.requestedHelp", {
            most: formatMoney(Math.min(rules.applicationCap, Math.max(0, free))),
          })}
          optional={false}
        />
        <TextArea
          meta={fields.purpose}
          label={labels.purpose}
          help={t("apply.purposeHelp")}
          optional={false}
          max={500}
          rows={3}
        />
        <Checkbox meta={fields.notFunded} label={labels.notFunded} help={t("apply.notFundedHelp")} />
        <SubmitRow
          label={t("apply.send")}
          note={
            rules.automaticUpTo > 0
              ? t("rules.automatic", { sum: formatMoney(rules.automaticUpTo) })
              : t("rules.reviewed")
          }
        />
      </Form>
      <Section title={t("public.conditions", { version: rules.version })}>
        <RulesFacts rules={rules} />
      </Section>
    </>
  );
}
