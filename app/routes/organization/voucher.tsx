import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatMoney } from "#app/components/format.ts";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Deadline, LastDay } from "#app/components/text.tsx";
import { Act, replyOf } from "#app/components/vouchers/ask-reason.tsx";
import { HoldTable } from "#app/components/vouchers/hold-table.tsx";
import { RulesFacts } from "#app/components/vouchers/rules-facts.tsx";
import { VoucherTag } from "#app/components/vouchers/voucher-table.tsx";
import { voucherState, voucherTone } from "#app/components/vouchers/words.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { giveBackVoucher, withdrawApplication } from "#app/domain/vouchers/end-voucher.server.ts";
import { ownForm } from "#app/domain/vouchers/forms.ts";
import { historyOf, versionsOf } from "#app/domain/vouchers/program-queries.server.ts";
import { voucherProcess } from "#app/domain/vouchers/states.ts";
import { holdsOf, ownVoucher } from "#app/domain/vouchers/voucher-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.use");
  const found = await findHere(scope, params.id);
  const { voucher } = found;
  const [holds, history, versions] = await Promise.all([
    holdsOf(scope.ctx, voucher.id),
    historyOf(scope.ctx, "voucher", voucher.id),
    versionsOf(scope.ctx, voucher.programId, false),
  ]);
  const over = voucherProcess.owners[voucherState(voucher.state)] === undefined;
  const steps = lifecycleSteps(voucherProcess, history, voucher.state);
  return {
    title: scope.t("vouchers:own.one"),
    ...found,
    holds,
    rules: versions.find(({ id }) => id === voucher.rulesId) ?? null,
    // A voucher that may be used need not be given back, nor expire.
    steps: over || voucher.state === "granted" ? steps.filter(({ phase }) => phase !== "ahead") : steps,
    allowed: allowedTransitions(voucherProcess, actor, voucher).map(({ name }) => name),
  };
}

async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await ownVoucher(ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("voucher"));
  return found;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.use");
  await findHere(scope, params.id);
  const submission = parseForm(await readForm(request), ownForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { intent } = submission.value;
  const done = await (intent === "withdraw" ? withdrawApplication : giveBackVoucher)(scope.ctx, params.id);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/organization/vouchers/${params.id}?done=${intent}`);
}

export default function OwnVoucher({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const { voucher, holds, rules, steps } = loaderData;
  const done = ["applied", "granted", "withdraw", "give_back"] as const;
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/vouchers", label: t("own.title") }]} />
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Head loaderData={loaderData} actionData={actionData} />
      <LifecycleLine steps={steps} label={(state) => t(`state.${voucherState(state)}`)} tone={voucherTone} />
      <KeyFigures
        figures={[
          { term: t("column.requested"), value: formatMoney(voucher.requested) },
          { term: t("column.reserved"), value: formatMoney(voucher.reserved) },
          { term: t("column.captured"), value: formatMoney(voucher.captured) },
          {
            term: t("column.left"),
            value: formatMoney(
              voucher.state === "granted" ? voucher.amount - voucher.reserved - voucher.captured : 0,
            ),
          },
        ]}
      />
      <Section title={t("own.uses")}>
        <HoldTable
          rows={holds}
          caption={t("own.uses")}
          empty={t("own.noUses")}
          otherHead={t("column.provider")}
          other={(row) => nameOf({ nameZh: row.providerZh, nameEn: row.providerEn })}
        />
      </Section>
      {rules && (
        <Section title={t("public.conditions", { version: rules.version })}>
          <RulesFacts rules={rules} />
        </Section>
      )}
    </>
  );
}

function Head({
  loaderData: { voucher, programZh, programEn, allowed },
  actionData,
}: {
  loaderData: Route.ComponentProps["loaderData"];
  actionData: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const reply = replyOf(actionData);
  const state = voucherState(voucher.state);
  return (
    <PageHead
      kicker={nameOf({ nameZh: programZh, nameEn: programEn })}
      title={t("own.one")}
      lead={voucher.purpose}
      state={<VoucherTag state={voucher.state} />}
      actions={
        <>
          {state === "granted" && <ButtonLink to="/?kind=facility">{t("own.book")}</ButtonLink>}
          {allowed.includes("give_back_voucher") && (
            <Act intent="give_back" label={t("act.giveBack")} note={t("act.giveBackNote")} reply={reply} />
          )}
          {allowed.includes("withdraw_application") && (
            <Act intent="withdraw" label={t("act.withdraw")} note={t("act.withdrawNote")} reply={reply} />
          )}
        </>
      }
      next={
        <>
          <p>{t(`ownNext.${state}`)}</p>
          {state === "applied" && voucher.deadline && (
            <p className="text-muted">
              {t("own.answerBy")} <Deadline at={voucher.deadline} weekday={false} />
            </p>
          )}
          {state === "granted" && voucher.validUntil && (
            <p className="text-muted">
              {t("own.useBy")} <LastDay at={voucher.validUntil} />
            </p>
          )}
          {voucher.reason !== "" && <p>{voucher.reason}</p>}
        </>
      }
    />
  );
}
