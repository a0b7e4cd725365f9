import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatMoney } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { Act, type ActReply, replyOf } from "#app/components/vouchers/ask-reason.tsx";
import { subsidyState, voucherTone } from "#app/components/vouchers/words.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { subsidyForm } from "#app/domain/subsidies/forms.ts";
import { paySubsidy, prepareSubsidy, stopSubsidy } from "#app/domain/subsidies/pay-subsidy.server.ts";
import { listSubsidies, type SubsidyItem, subsidyBudgets } from "#app/domain/subsidies/queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/subsidies.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.read");
  const [subsidies, budgets] = await Promise.all([listSubsidies(scope.ctx), subsidyBudgets(scope.ctx)]);
  return {
    title: scope.t("vouchers:subsidies.title"),
    subsidies,
    budgets,
    pays: may(actor, "budget.pay"),
    me: actor.user.id,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "budget.pay");
  const submission = parseForm(await readForm(request), subsidyForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const form = submission.value;
  const done =
    form.intent === "prepare"
      ? await prepareSubsidy(scope.ctx, form)
      : form.intent === "pay"
        ? await paySubsidy(scope.ctx, form.id, form)
        : await stopSubsidy(scope.ctx, form.id, form);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/subsidies?done=${form.intent}`);
}

export default function Subsidies({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["vouchers", "assessment"]);
  const { subsidies } = loaderData;
  const reply = replyOf(actionData);
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/budgets", label: t("budgets.title") }]} />
      <Flash messages={{ prepare: t("done.prepare"), pay: t("done.paySubsidy"), stop: t("done.stop") }} />
      <PageHead title={t("subsidies.title")} lead={t("subsidies.lead")} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <DataTable
        caption={t("subsidies.title")}
        captionHidden
        rows={subsidies}
        rowKey={({ proposalId }) => proposalId}
        empty={<EmptyState title={t("subsidies.none")}>{t("subsidies.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "organization",
            head: t("column.organization"),
            rowHeader: true,
            cell: (row) => <OrganizationName {...row} />,
          },
          {
            key: "why",
            head: t("column.why"),
            cell: (row) => (
              <a className="link" href={`/oversight/assessments/${row.cycleId}`}>
                {t(`assessment:title.${row.track}`, { year: row.year })} · {t(`assessment:kind.${row.kind}`)}
              </a>
            ),
          },
          {
            key: "amount",
            head: t("column.sum"),
            numeric: true,
            cell: ({ amount }) => (amount === null ? "—" : formatMoney(amount)),
          },
          {
            key: "state",
            head: t("column.state"),
            cell: (row) => <Payment row={row} page={loaderData} reply={reply} />,
          },
        ]}
      />
    </>
  );
}

interface PaymentProps {
  row: SubsidyItem;
  page: Route.ComponentProps["loaderData"];
  reply: ActReply | undefined;
}

/** How a payment stands, and what the reader may do about it. */
function Payment({ row, page: { pays, me, budgets }, reply }: PaymentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const { payment } = row;
  if (!payment)
    return pays ? (
      <Prepare row={row} budgets={budgets.filter(({ regionCode }) => regionCode === row.regionCode)} />
    ) : (
      <StateTag tone="neutral">{t("subsidies.notPrepared")}</StateTag>
    );
  const name = <span className="sr-only"> {row.nameZh}</span>;
  const waits = payment.state === "prepared" && pays;
  return (
    <span className="grid justify-items-start gap-1">
      <StateTag tone={voucherTone(payment.state)}>
        {t(`subsidyState.${subsidyState(payment.state)}`)}
      </StateTag>
      <span className="text-xs text-muted">
        {nameOf({ nameZh: row.budgetZh ?? "", nameEn: row.budgetEn ?? "" })}
        {payment.paidAt && (
          <>
            {" "}
            · <Day at={payment.paidAt} /> · {payment.reference}
          </>
        )}
      </span>
      {waits && payment.preparedBy === me && (
        <span className="text-xs text-muted">{t("settlements.second")}</span>
      )}
      <span className="flex flex-wrap gap-2">
        {waits && payment.preparedBy !== me && (
          <Act
            id={payment.id}
            small
            reply={reply}
            intent="pay"
            look="primary"
            label={
              <>
                {t("act.pay")}
                {name}
              </>
            }
            note={t("act.payNote", { sum: formatMoney(payment.amount) })}
            ask={{ name: "reference", label: t("field.reference") }}
          />
        )}
        {waits && (
          <Act
            id={payment.id}
            small
            reply={reply}
            intent="stop"
            label={
              <>
                {t("act.stop")}
                {name}
              </>
            }
            note={t("act.stopNote")}
            ask={{ name: "reason", label: t("field.reason") }}
          />
        )}
      </span>
    </span>
  );
}

function Prepare({ row, budgets }: { row: SubsidyItem; budgets: PaymentProps["page"]["budgets"] }) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  if (budgets.length === 0) return <span className="text-sm text-muted">{t("subsidies.noBudget")}</span>;
  const meta = {
    ...plainField("budgetId", budgets[0]?.id),
    id: `budget-${row.proposalId}`,
    errorId: `budget-${row.proposalId}-error`,
  };
  return (
    <Form method="post" className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="proposalId" value={row.proposalId} />
      <Select
        meta={meta}
        label={t("field.fromBudget")}
        placeholder={null}
        options={budgets.map((one) => ({
          value: one.id,
          label: `${nameOf(one)} · ${formatMoney(one.amount - one.committed)}`,
        }))}
      />
      <SubmitButton small look="secondary" name="intent" value="prepare">
        {t("act.prepare")}
        <span className="sr-only"> {row.nameZh}</span>
      </SubmitButton>
    </Form>
  );
}
