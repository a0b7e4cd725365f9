import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Day } from "#app/components/text.tsx";
import type { ExternalRecord } from "#app/domain/credit/external/queries.server.ts";
import { ObjectionMark } from "./marks.tsx";
import { ObjectForm, type ObjectReply } from "./object-form.tsx";

interface Props {
  rows: readonly ExternalRecord[];
  /** The reader may object for the organisation. */
  objects?: boolean;
  reply?: ObjectReply;
}

/** A calendar day is the same in every zone that reads it. */
export const noon = (day: string): string => `${day}T12:00:00+08:00`;

/** What other authorities have published about one organisation. */
export function ExternalTable({ rows, objects = false, reply }: Props) {
  const { t } = useTranslation(["external", "ownCredit"]);
  return (
    <DataTable<ExternalRecord>
      caption={t("public.title")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "authority",
          head: t("public.authority"),
          rowHeader: true,
          cell: (row) => (
            <span className="grid gap-1">
              {row.authority}
              <span className="text-sm font-normal text-muted">{row.documentNo}</span>
              <ObjectionMark marked={row.underObjection} />
            </span>
          ),
        },
        {
          key: "what",
          head: t("public.what"),
          cell: (row) => (
            <span className="grid gap-1">
              {[row.reason, row.penalty].filter(Boolean).join(" · ")}
              <span className="text-sm text-muted">{row.basis}</span>
              {objects && !row.underObjection && (
                <ObjectForm
                  about="external_entry"
                  aboutId={row.id}
                  name={row.documentNo || row.authority}
                  reply={reply}
                />
              )}
            </span>
          ),
        },
        { key: "on", head: t("public.on"), cell: ({ listedOn }) => listedOn && <Day at={noon(listedOn)} /> },
        { key: "until", head: t("public.until"), cell: ({ until }) => <Day at={noon(until)} /> },
      ]}
    />
  );
}
