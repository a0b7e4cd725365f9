import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatCount, formatMoney } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { replyOf } from "#app/components/vouchers/ask-reason.tsx";
import { SettlementTable } from "#app/components/vouchers/settlement-table.tsx";
import { useDay } from "#app/components/vouchers/words.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { settlementForm } from "#app/domain/vouchers/forms.ts";
import { reconcileVouchers } from "#app/domain/vouchers/reconcile.server.ts";
import { paySettlement, returnSettlement, submitSettlement } from "#app/domain/vouchers/settlement.server.ts";
import { dueSettlements, listSettlements } from "#app/domain/vouchers/settlement-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher-settlements.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.read");
  const [due, settlements, compared] = await Promise.all([
    dueSettlements(scope.ctx),
    listSettlements(scope.ctx),
    reconcileVouchers(scope.ctx),
  ]);
  return {
    title: scope.t("vouchers:settlements.title"),
    due,
    settlements,
    compared,
    submits: may(actor, "voucher.run"),
    pays: may(actor, "budget.pay"),
    me: actor.user.id,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "budget.pay");
  const submission = parseForm(await readForm(request), settlementForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const form = submission.value;
  const done =
    form.intent === "submit"
      ? await submitSettlement(scope.ctx, form.programId, form)
      : form.intent === "pay"
        ? await paySettlement(scope.ctx, form.id, form)
        : await returnSettlement(scope.ctx, form.id, form);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/vouchers/settlements?done=${form.intent}`);
}

export default function Settlements({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const { due, settlements, compared, submits, pays, me } = loaderData;
  const wrong = compared.filter(({ difference }) => difference !== 0).length;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/vouchers", label: t("desk.title") }]} />
      <Flash messages={{ submit: t("done.submit"), pay: t("done.pay"), return: t("done.return") }} />
      <PageHead
        title={t("settlements.title")}
        lead={t("settlements.lead")}
        actions={
          <>
            <ButtonLink look="secondary" to="/oversight/vouchers/settlements.xlsx" reloadDocument>
              {t("export.xlsx")}
            </ButtonLink>
            <ButtonLink look="quiet" to="/oversight/vouchers/settlements.csv" reloadDocument>
              {t("export.csv")}
            </ButtonLink>
          </>
        }
      />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Section title={t("settlements.due")}>
        <DueTable rows={due} submits={submits} />
      </Section>
      <Section title={t("settlements.made")}>
        <SettlementTable rows={settlements} pays={pays} me={me} reply={replyOf(actionData)} />
      </Section>
      <Section title={t("reconcile.title")}>
        <Notice
          kind={wrong === 0 ? "success" : "warning"}
          title={wrong === 0 ? t("reconcile.agrees") : t("reconcile.differs", { count: wrong })}
        >
          <p>{t("reconcile.lead")}</p>
        </Notice>
        <Compared rows={compared} />
      </Section>
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function DueTable({ rows, submits }: { rows: Loaded["due"]; submits: boolean }) {
  const { t } = useTranslation("vouchers");
  const dayOf = useDay();
  return (
    <DataTable
      caption={t("settlements.due")}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.programId} ${row.providerId} ${row.from}`}
      empty={<EmptyState title={t("settlements.noDue")} />}
      columns={[
        {
          key: "provider",
          head: t("column.provider"),
          rowHeader: true,
          cell: (row) => <OrganizationName nameZh={row.providerZh} nameEn={row.providerEn} />,
        },
        {
          key: "program",
          head: t("column.program"),
          cell: (row) => <OrganizationName nameZh={row.programZh} nameEn={row.programEn} />,
        },
        { key: "period", head: t("column.period"), cell: ({ from, to }) => `${dayOf(from)} – ${dayOf(to)}` },
        {
          key: "uses",
          head: t("column.uses"),
          numeric: true,
          cell: ({ uses, withoutInvoice }) => (
            <>
              {formatCount(uses)}
              {withoutInvoice > 0 && (
                <span className="block text-xs text-muted">
                  {t("settlements.withoutInvoice", { count: withoutInvoice })}
                </span>
              )}
            </>
          ),
        },
        { key: "amount", head: t("column.sum"), numeric: true, cell: ({ amount }) => formatMoney(amount) },
        {
          key: "act",
          head: t("column.act"),
          cell: (row) =>
            row.ended && row.uses > 0 && submits ? (
              <Form method="post">
                <input type="hidden" name="programId" value={row.programId} />
                <input type="hidden" name="providerId" value={row.providerId} />
                <input type="hidden" name="periodFrom" value={row.from} />
                <SubmitButton small look="secondary" name="intent" value="submit">
                  {t("act.submit")}
                  <span className="sr-only"> {row.providerZh}</span>
                </SubmitButton>
              </Form>
            ) : (
              <span className="text-sm text-muted">
                {row.ended ? t("settlements.waitsForInvoice") : t("settlements.running")}
              </span>
            ),
        },
      ]}
    />
  );
}

function Compared({ rows }: { rows: Loaded["compared"] }) {
  const { t } = useTranslation("vouchers");
  return (
    <DataTable
      caption={t("reconcile.title")}
      captionHidden
      rows={rows}
      rowKey={(row) => `${row.organizationId} ${row.purpose}`}
      empty={<EmptyState title={t("reconcile.none")} />}
      columns={[
        {
          key: "organization",
          head: t("column.organization"),
          rowHeader: true,
          cell: (row) => <OrganizationName {...row} />,
        },
        { key: "account", head: t("column.account"), cell: ({ purpose }) => t(`account.${purpose}`) },
        { key: "rows", head: t("column.rows"), numeric: true, cell: (row) => formatMoney(row.rows) },
        { key: "ledger", head: t("column.ledger"), numeric: true, cell: (row) => formatMoney(row.ledger) },
        {
          key: "difference",
          head: t("column.difference"),
          numeric: true,
          cell: ({ difference }) => formatMoney(difference),
        },
      ]}
    />
  );
}
