import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import type { Difference } from "#app/domain/catalog/diff.ts";
import { ValueText } from "./value-text.tsx";

/** What changed, field by field: before and after beside each other. */
export function DiffTable({ changes, caption }: { changes: readonly Difference[]; caption: string }) {
  const { t } = useTranslation("catalog");
  return (
    <DataTable<Difference>
      caption={caption}
      captionHidden
      rows={changes}
      rowKey={({ path }) => path}
      empty={<p className="text-muted">{t("history.same")}</p>}
      columns={[
        { key: "field", head: t("history.field"), rowHeader: true, cell: ({ path }) => t(`path.${path}`) },
        {
          key: "before",
          head: t("history.before"),
          cell: ({ path, before }) => (
            <del className="no-underline text-muted">
              <ValueText path={path} value={before} />
            </del>
          ),
        },
        {
          key: "after",
          head: t("history.after"),
          cell: ({ path, after }) => (
            <ins className="no-underline">
              <ValueText path={path} value={after} />
            </ins>
          ),
        },
      ]}
    />
  );
}
