import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import type { SetRow } from "#app/domain/assessment/set-queries.server.ts";
import { useDay } from "./words.ts";

/** Versions of the rules, each with from when it holds. `base` is where they are looked at. */
export function SetTable({ sets, base }: { sets: readonly SetRow[]; base: string }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const dayOf = useDay();
  return (
    <DataTable
      caption={t("rules.title")}
      captionHidden
      rows={sets}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          head: t("rulesHead"),
          rowHeader: true,
          cell: (set) => (
            <RowLink to={`${base}/${set.id}`}>
              {nameOf(set)} · {t("version", { version: set.version })}
            </RowLink>
          ),
        },
        { key: "track", head: t("desk.track"), cell: ({ track }) => t(`track.${track}`) },
        { key: "validFrom", head: t("field.validFrom"), cell: ({ validFrom }) => dayOf(validFrom) },
        {
          key: "published",
          head: t("rules.publishedAt"),
          cell: ({ publishedAt }) =>
            publishedAt ? <Day at={publishedAt} /> : <StateTag tone="neutral">{t("draft")}</StateTag>,
        },
      ]}
    />
  );
}
