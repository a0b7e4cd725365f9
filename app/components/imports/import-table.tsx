import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { ImportSummary } from "#app/domain/catalog/imports/queries.server.ts";

/** The organisation's imports, latest first. */
export function ImportTable({ items }: { items: readonly ImportSummary[] }) {
  const { t } = useTranslation("imports");
  return (
    <DataTable<ImportSummary>
      caption={t("list.title")}
      captionHidden
      rows={items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("list.empty")}>{t("list.emptyDetail")}</EmptyState>}
      columns={[
        {
          key: "file",
          head: t("list.file"),
          rowHeader: true,
          cell: ({ id, fileName }) => <RowLink to={`/organization/imports/${id}`}>{fileName}</RowLink>,
        },
        {
          key: "state",
          head: t("list.state"),
          cell: ({ state }) => <StateTag tone={toneOf(state)}>{t(`state.${state}`)}</StateTag>,
        },
        { key: "format", head: t("list.format"), cell: ({ format }) => t(`format.${format}`) },
        {
          key: "result",
          head: t("list.result"),
          cell: ({ state, created, updated, unchanged, rejected }) =>
            state === "done" || state === "undone"
              ? t("list.counts", { created, updated, unchanged, rejected })
              : "",
        },
        { key: "by", head: t("list.by"), cell: ({ by }) => by ?? t("list.byCommand") },
        {
          key: "at",
          head: t("list.at"),
          cell: ({ createdAt }) => <DateTime at={createdAt} weekday={false} />,
        },
      ]}
    />
  );
}
