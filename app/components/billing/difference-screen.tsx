import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Pager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { DateTime, Day, Money, OrganizationName } from "#app/components/text.tsx";
import type { DifferenceItem, DifferenceView } from "#app/domain/money/reconciliation/explain.server.ts";

interface ScreenProps {
  items: readonly DifferenceItem[];
  counts: Record<DifferenceView, number>;
  view: DifferenceView;
  views: readonly DifferenceView[];
  page: number;
  pages: number;
  /** Everybody's: says whose. */
  all: boolean;
  /** May explain this one. */
  explains: (item: DifferenceItem) => boolean;
  reply: { id: string; errors: Record<string, string[]> } | undefined;
}

/** Where our books and somebody else's differ, with what people say to it. */
export function DifferenceScreen(props: ScreenProps) {
  const { items, counts, view, views, page, pages } = props;
  const { t } = useTranslation("billing");
  return (
    <>
      <Tabs
        label={t("reconciliation.views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`reconciliation.view.${name}`),
          current: name === view,
          count: counts[name],
        }))}
      />
      <div className="pt-4">
        <DataTable<DifferenceItem>
          caption={t("reconciliation.title")}
          captionHidden
          rows={items}
          rowKey={({ row }) => row.id}
          columns={useColumns(props)}
          empty={
            <EmptyState title={t(`reconciliation.none.${view}`)}>{t("reconciliation.noneDetail")}</EmptyState>
          }
        />
      </div>
      <Pager page={page} pages={pages} />
    </>
  );
}

function useColumns({ all, view, explains, reply }: ScreenProps): readonly Column<DifferenceItem>[] {
  const { t } = useTranslation("billing");
  const sum = (fen: number | null) =>
    fen === null ? <span className="text-muted">{t("reconciliation.nothing")}</span> : <Money fen={fen} />;
  const whose: Column<DifferenceItem> = {
    key: "organization",
    head: t("reconciliation.column.organization"),
    cell: ({ organization }) =>
      organization ? <OrganizationName {...organization} /> : t("reconciliation.platform"),
  };
  return [
    {
      key: "kind",
      head: t("reconciliation.column.kind"),
      rowHeader: true,
      cell: ({ row }) => {
        const words = t(`reconciliation.kind.${row.kind}`);
        return row.href && !all ? (
          <Link className="link" to={row.href}>
            {words}
          </Link>
        ) : (
          words
        );
      },
    },
    ...(all ? [whose] : []),
    {
      key: "day",
      head: t("reconciliation.column.day"),
      cell: ({ row }) => <Day at={`${row.day}T12:00:00+08:00`} />,
    },
    {
      key: "booked",
      head: t("reconciliation.column.booked"),
      numeric: true,
      cell: ({ row }) => sum(row.booked),
    },
    {
      key: "found",
      head: t("reconciliation.column.found"),
      numeric: true,
      cell: ({ row }) => sum(row.found),
    },
    {
      key: "what",
      head: t("reconciliation.column.what"),
      cell: ({ row }) => <span className="wrap-anywhere">{row.what}</span>,
    },
    {
      key: "explanation",
      head: t("reconciliation.column.explanation"),
      cell: (item) => (
        <div className="grid justify-items-start gap-2">
          {item.row.explanation && (
            <span>
              {item.row.explanation}
              {item.row.explainedAt && (
                <span className="block text-xs text-muted">
                  <DateTime at={item.row.explainedAt} weekday={false} />
                </span>
              )}
            </span>
          )}
          {view !== "gone" && explains(item) ? <Explain item={item} reply={reply} /> : dashFor(item)}
        </div>
      ),
    },
  ];
}

/** Nobody here can explain it, and nobody has. */
const dashFor = ({ row }: DifferenceItem) => (row.explanation === "" ? "—" : null);

function Explain({ item: { row }, reply }: { item: DifferenceItem; reply: ScreenProps["reply"] }) {
  const { t } = useTranslation("billing");
  const mine = reply?.id === row.id ? reply : undefined;
  const meta = {
    ...plainField("explanation", row.explanation, mine?.errors.explanation),
    id: `explanation-${row.id}`,
  };
  return (
    <Confirm small label={t("reconciliation.explain")} open={mine !== undefined}>
      <Form method="post" className="grid w-full gap-3">
        <input type="hidden" name="id" value={row.id} />
        <TextArea meta={meta} label={t("reconciliation.explanation")} max={1000} rows={3} />
        <div>
          <SubmitButton>{t("reconciliation.save")}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
