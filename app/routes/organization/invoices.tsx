import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Button } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatLastDay, formatMoney, localeOf } from "#app/components/format.ts";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { SubjectOfCharge } from "#app/components/money/charge-subject.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { invoiceState, invoiceTone } from "#app/components/billing/invoice-words.ts";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, Money, OrganizationName } from "#app/components/text.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import {
  countRequested,
  type InvoiceItem,
  type InvoiceSide,
  invoiceSides,
  listInvoices,
  listToInvoice,
  type ToInvoice,
} from "#app/domain/money/invoices/queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/invoices.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "charge.pay");
  const params = new URL(request.url).searchParams;
  const issues = may(actor, "charge.manage");
  const waiting = await countRequested(scope.ctx);
  const asked = invoiceSides.find((name) => name === params.get("side"));
  // Whoever is waited for comes for that.
  const usual: InvoiceSide = waiting > 0 ? "issued" : "received";
  const side = asked === "issued" && !issues ? "received" : (asked ?? usual);
  const after = params.get("after");
  const [page, toInvoice] = await Promise.all([
    listInvoices(scope.ctx, { side, after: after ?? undefined, limit: 30 }),
    side === "received" ? listToInvoice(scope.ctx) : [],
  ]);
  const sides = issues ? invoiceSides : invoiceSides.slice(0, 1);
  return { ...page, toInvoice, side, sides, waiting, after, title: scope.t("billing:invoice.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Invoices({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { items, nextCursor, after, toInvoice, side, sides, waiting } = loaderData;
  return (
    <>
      <Flash messages={{ requested: t("done.requested") }} />
      <PageHead title={t("invoice.title")} lead={t("invoice.lead")} />
      <OrganizationTabs />
      <Tabs
        label={t("invoice.sides")}
        tabs={sides.map((name) => ({
          to: `?side=${name}`,
          label: t(`invoice.side.${name}`),
          current: name === side,
          count: name === "issued" && waiting > 0 ? waiting : undefined,
        }))}
      />
      <Section title={t(`invoice.side.${side}`)}>
        <InvoiceTable items={items} side={side} />
        <CursorPager after={after} next={nextCursor} />
      </Section>
      {side === "received" && (
        <Section title={t("invoice.toInvoice")}>
          <ToInvoiceByPayee rows={toInvoice} />
        </Section>
      )}
    </>
  );
}

/** One form per payee: an invoice has one issuer. */
function ToInvoiceByPayee({ rows }: { rows: readonly ToInvoice[] }) {
  const { t } = useTranslation("billing");
  if (rows.length === 0)
    return <EmptyState title={t("invoice.toInvoiceNone")}>{t("invoice.toInvoiceNoneDetail")}</EmptyState>;
  return (
    <div className="grid gap-6">
      {[...Map.groupBy(rows, ({ payeeId }) => payeeId)].map(([payeeId, group]) => (
        <Form key={payeeId} action="/organization/invoices/new" className="grid gap-3">
          <h3 className="font-semibold">{group[0] && <OrganizationName {...group[0].payee} />}</h3>
          <DataTable<ToInvoice>
            caption={t("invoice.toInvoice")}
            captionHidden
            rows={group}
            rowKey={({ chargeId }) => chargeId}
            columns={[
              {
                key: "reference",
                head: t("invoice.column.reference"),
                rowHeader: true,
                cell: ({ chargeId, reference }) => (
                  <label className="inline-flex min-h-8 items-center gap-2">
                    <input
                      type="checkbox"
                      name="charge"
                      value={chargeId}
                      defaultChecked
                      aria-label={t("invoice.choose", { reference })}
                    />
                    <span className="tnum">{reference}</span>
                  </label>
                ),
              },
              {
                key: "subject",
                head: t("invoice.column.subject"),
                cell: ({ subject }) => subject && <SubjectOfCharge subject={subject} />,
              },
              { key: "day", head: t("invoice.column.day"), cell: ({ createdAt }) => <Day at={createdAt} /> },
              {
                key: "amount",
                head: t("invoice.column.amount"),
                numeric: true,
                cell: ({ amount }) => formatMoney(amount),
              },
            ]}
          />
          <div>
            <Button type="submit" look="secondary">
              {t("invoice.request")}
            </Button>
          </div>
        </Form>
      ))}
    </div>
  );
}

function InvoiceTable({ items, side }: { items: readonly InvoiceItem[]; side: InvoiceSide }) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  return (
    <DataTable<InvoiceItem>
      caption={t(`invoice.side.${side}`)}
      captionHidden
      rows={items}
      rowKey={({ row }) => row.id}
      empty={<EmptyState title={t(`invoice.none.${side}`)}>{t(`invoice.noneDetail.${side}`)}</EmptyState>}
      columns={[
        {
          key: "number",
          head: t("invoice.column.number"),
          rowHeader: true,
          cell: ({ row }) => (
            <RowLink to={`/organization/invoices/${row.id}`}>
              <span className="tnum">{row.number || t("invoice.noNumber")}</span>
            </RowLink>
          ),
        },
        {
          key: "other",
          head: t(`invoice.column.other.${side}`),
          cell: ({ payer, payee }) => <OrganizationName {...(side === "received" ? payee : payer)} />,
        },
        { key: "kind", head: t("invoice.column.kind"), cell: ({ row }) => t(`invoice.kind.${row.kind}`) },
        {
          key: "amount",
          head: t("invoice.column.amount"),
          numeric: true,
          cell: ({ row }) => <Money fen={row.amount} />,
        },
        {
          key: "state",
          head: t("invoice.column.state"),
          cell: ({ row }) => (
            <StateTag tone={invoiceTone[invoiceState(row.state)]}>
              {t(`invoice.state.${invoiceState(row.state)}`)}
            </StateTag>
          ),
        },
        {
          key: "due",
          head: t("invoice.column.due"),
          cell: ({ row }) =>
            row.state === "requested" && row.deadline ? formatLastDay(row.deadline, locale) : "—",
        },
      ]}
    />
  );
}
