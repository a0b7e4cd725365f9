import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { LastDay, Money } from "#app/components/text.tsx";
import { moneyTone, purposeWord } from "./words.ts";

interface Item {
  charge: {
    id: string;
    purpose: string;
    state: string;
    amount: number;
    paid: number;
    dueAt: Deadline | null;
  };
}

/** What has been charged for one thing, each line leading to the charge and to paying it. Sums in fen. */
export function ChargeList({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation("charges");
  return (
    <DataTable<Item>
      caption={t("charged")}
      captionHidden
      rows={items}
      rowKey={({ charge }) => charge.id}
      columns={[
        {
          key: "what",
          head: t("field.what"),
          rowHeader: true,
          cell: ({ charge }) => (
            <RowLink to={`/organization/charges/${charge.id}`}>{purposeWord(t, charge.purpose)}</RowLink>
          ),
        },
        {
          key: "state",
          head: t("field.state"),
          cell: ({ charge }) => (
            <StateTag tone={moneyTone(charge.state)}>{t(`state.${charge.state}`)}</StateTag>
          ),
        },
        {
          key: "due",
          head: t("field.due"),
          cell: ({ charge }) => charge.dueAt && <LastDay at={charge.dueAt} />,
        },
        {
          key: "amount",
          head: t("field.amount"),
          numeric: true,
          cell: ({ charge }) => <Money fen={charge.amount} />,
        },
        {
          key: "paid",
          head: t("field.paid"),
          numeric: true,
          cell: ({ charge }) => <Money fen={charge.paid} />,
        },
      ]}
    />
  );
}
