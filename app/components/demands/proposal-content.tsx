import { useTranslation } from "react-i18next";
import { Prose } from "#app/components/catalog/detail-head.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Day, Money } from "#app/components/text.tsx";
import type { ProposalInput } from "#app/domain/demands/inputs.ts";

/** What a proposal says: its texts, then its milestones with the price as their sum. */
export function ProposalContent({ content }: { content: ProposalInput }) {
  const { t } = useTranslation("demands");
  const text = (name: "method" | "team" | "plan") => ({ title: t(`propose.${name}`), text: content[name] });
  const rows = content.milestones.map((one, i) => ({ ...one, n: i + 1 }));
  type Row = (typeof rows)[number];
  return (
    <div className="grid gap-6">
      <Prose texts={[text("method"), text("team"), text("plan")]} />
      <DataTable
        caption={t("propose.milestones")}
        rows={rows}
        rowKey={({ n }: Row) => String(n)}
        columns={[
          {
            key: "title",
            head: t("propose.step"),
            rowHeader: true,
            cell: ({ n, title }: Row) => `${n}. ${title}`,
          },
          { key: "deliverable", head: t("propose.deliverable"), cell: (row: Row) => row.deliverable },
          { key: "acceptance", head: t("propose.acceptance"), cell: (row: Row) => row.acceptance },
          {
            key: "dueOn",
            head: t("propose.dueOn"),
            cell: (row: Row) => <Day at={`${row.dueOn}T12:00:00+08:00`} />,
          },
          {
            key: "amount",
            head: t("propose.amount"),
            numeric: true,
            cell: (row: Row) => <Money fen={row.amount} />,
          },
        ]}
      />
      <p className="font-semibold">
        {t("propose.total")} <Money fen={content.amount} large />
      </p>
    </div>
  );
}
