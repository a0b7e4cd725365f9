import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, NumberInput, TextInput } from "#app/components/inputs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { Money } from "#app/components/text.tsx";
import { BudgetChart } from "#app/components/vouchers/budget-chart.tsx";
import { MonthsChart } from "#app/components/vouchers/months-chart.tsx";
import { RaiseBudget } from "#app/components/vouchers/raise-budget.tsx";
import { useRulesLabel } from "#app/components/vouchers/rules-fields.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { listRegions } from "#app/domain/identity/queries.server.ts";
import { budgetMonths, listBudgets } from "#app/domain/vouchers/budget-queries.server.ts";
import { openSubsidyBudget, raiseBudget } from "#app/domain/vouchers/change-budget.server.ts";
import { budgetForm } from "#app/domain/vouchers/forms.ts";
import { regionOf } from "#app/domain/vouchers/region.ts";
import { today } from "#app/domain/working-days.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/budgets.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.read");
  const own = actor.regionPrefixes.map(regionOf);
  const [budgets, months, regions] = await Promise.all([
    listBudgets(scope.ctx),
    budgetMonths(scope.ctx),
    listRegions(scope.ctx),
  ]);
  return {
    title: scope.t("vouchers:budgets.title"),
    budgets,
    months,
    regions: regions.filter(({ code }) => own.includes(code)),
    year: today(scope.ctx.clock.now()).slice(0, 4),
    runs: may(actor, "voucher.run"),
    decides: may(actor, "organization.verify"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.run");
  const submission = parseForm(await readForm(request), budgetForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { intent, ...form } = submission.value;
  const done =
    "id" in form ? await raiseBudget(scope.ctx, form.id, form) : await openSubsidyBudget(scope.ctx, form);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/budgets?done=${intent}`);
}

type Loaded = Route.ComponentProps["loaderData"];

export default function Budgets({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const { budgets, months, runs, decides } = loaderData;
  const sum = (of: (row: Loaded["budgets"][number]) => number) =>
    budgets.reduce((total, row) => total + of(row), 0);
  const use = {
    amount: sum(({ budget }) => budget.amount),
    committed: sum(({ budget }) => budget.committed),
    reserved: sum(({ reserved }) => reserved),
    spent: sum(({ budget }) => budget.spent),
  };
  return (
    <>
      <Flash messages={{ open: t("done.open"), raise: t("done.raise") }} />
      <PageHead
        title={t("budgets.title")}
        lead={t("budgets.lead")}
        actions={
          <ButtonLink look="secondary" to="/oversight/budgets.xlsx" reloadDocument>
            {t("export.xlsx")}
          </ButtonLink>
        }
      />
      <OversightTabs decides={decides} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <KeyFigures
        figures={[
          { term: t("column.amount"), value: <Money fen={use.amount} large /> },
          { term: t("column.granted"), value: <Money fen={use.committed} large /> },
          { term: t("column.reserved"), value: <Money fen={use.reserved} large /> },
          { term: t("column.captured"), value: <Money fen={use.spent} large /> },
          { term: t("column.free"), value: <Money fen={use.amount - use.committed} large /> },
        ]}
      />
      {use.amount > 0 && <BudgetChart use={use} />}
      <div className="pt-6">
        <BudgetTable rows={budgets} runs={runs} />
      </div>
      <Section title={t("budgets.months")}>
        <MonthsChart months={months} />
      </Section>
      {runs && <OpenBudget loaderData={loaderData} actionData={actionData} />}
    </>
  );
}

function BudgetTable({ rows, runs }: { rows: Loaded["budgets"]; runs: boolean }) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const money = (key: string, head: string, of: (row: Loaded["budgets"][number]) => number) => ({
    key,
    head,
    numeric: true,
    cell: (row: Loaded["budgets"][number]) => formatMoney(of(row)),
  });
  return (
    <DataTable
      caption={t("budgets.title")}
      captionHidden
      rows={rows}
      rowKey={({ budget }) => budget.id}
      empty={<EmptyState title={t("budgets.none")}>{t("budgets.noneDetail")}</EmptyState>}
      columns={[
        {
          key: "budget",
          head: t("column.budget"),
          rowHeader: true,
          cell: ({ budget, programId, region }) => (
            <span className="grid">
              {programId ? (
                <RowLink to={`/oversight/vouchers/${programId}`}>{nameOf(budget)}</RowLink>
              ) : (
                <Link className="link" to="/oversight/subsidies">
                  {nameOf(budget)}
                </Link>
              )}
              <span className="text-xs text-muted">
                {budget.year} · {t(`purpose.${budget.purpose}`)} · {nameOf(region)}
              </span>
              {runs && <RaiseBudget id={budget.id} name={nameOf(budget)} />}
            </span>
          ),
        },
        money("amount", t("column.amount"), ({ budget }) => budget.amount),
        money("granted", t("column.granted"), ({ budget }) => budget.committed),
        money("reserved", t("column.reserved"), ({ reserved }) => reserved),
        money("captured", t("column.captured"), ({ budget }) => budget.spent),
        money("free", t("column.free"), ({ budget }) => budget.amount - budget.committed),
      ]}
    />
  );
}

type Fields = Record<"regionCode" | "year" | "nameZh" | "nameEn" | "amount", string>;

function OpenBudget({
  loaderData: { regions, year },
  actionData,
}: {
  loaderData: Loaded;
  actionData: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const labelOf = useRulesLabel();
  const mine = actionData?.result.initialValue?.intent === "open" ? actionData : undefined;
  const { form, fields, props } = usePostedForm<Fields>("budget", mine, {
    regionCode: regions[0]?.code ?? "",
    year,
  });
  return (
    <Section title={t("budgets.open")}>
      <Disclosure summary={t("budgets.openNote")} open={mine !== undefined}>
        <Form method="post" className="grid max-w-form gap-5 pt-4" {...props}>
          <ErrorSummary form={form} fields={fields} labels={labelOf} />
          <TextInput meta={fields.nameZh} label={t("field.nameZh")} />
          <TextInput meta={fields.nameEn} label={t("field.nameEn")} />
          <Select
            meta={fields.regionCode}
            label={t("field.regionCode")}
            placeholder={null}
            options={regions.map((region) => ({ value: region.code, label: nameOf(region) }))}
          />
          <NumberInput meta={fields.year} label={t("field.year")} />
          <MoneyInput meta={fields.amount} label={t("field.budget")} />
          <SubmitRow label={t("budgets.open")} name="intent" value="open" />
        </Form>
      </Disclosure>
    </Section>
  );
}
