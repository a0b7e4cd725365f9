import { useTranslation } from "react-i18next";
import { DescriptionList } from "#app/components/lists.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { noon } from "./order-table.tsx";
import type { OrderNames } from "./sample-labels.tsx";
import { type SampleLine, SampleTable } from "./sample-table.tsx";

interface ReceiptProps {
  order: { id: string; receivedAt: Date | null; dueOn: string | null; purpose: string };
  names: OrderNames;
  rows: readonly (SampleLine & { accepted: boolean | null })[];
}

/** The receipt that goes with accepted samples: what came when and in what condition, and by when results are due. */
export function Receipt({ order, names, rows }: ReceiptProps) {
  const { t } = useTranslation("samples");
  const known = rows.map((row) => ({ ...row, condition: row.accepted ? (row.condition ?? "") : null }));
  return (
    <div className="grid gap-6">
      <DescriptionList
        columns={2}
        facts={[
          {
            term: t("detail.organization"),
            value: <OrganizationName nameZh={names.organizationZh} nameEn={names.organizationEn} />,
            note: names.userName,
          },
          {
            term: t("detail.provider"),
            value: <OrganizationName nameZh={names.providerZh} nameEn={names.providerEn} />,
          },
          {
            term: t("detail.received"),
            value: order.receivedAt ? <Day at={order.receivedAt} /> : t("labels.notReceived"),
          },
          { term: t("detail.due"), value: order.dueOn && <Day at={noon(order.dueOn)} /> },
          { term: t("detail.purpose"), value: order.purpose },
        ]}
      />
      <SampleTable rows={known} caption={t("detail.samples")} />
      <p className="print-only pt-10">{t("labels.signature")}: ____________________</p>
    </div>
  );
}
