import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Pager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { ImportRowView, ImportView } from "#app/domain/catalog/imports/queries.server.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import type { ImportIssue } from "#db/schema/imports.ts";
import { importRowOutcomes } from "#db/schema/vocabulary.ts";
import { Link } from "react-router";

interface RowTableProps {
  view: ImportView;
  rows: ImportRowView[];
  outcome: string | null;
  page: number;
  pages: number;
}

/** The rows by outcome, each with everything that was found about it. */
export function RowTable({ view, rows, outcome, page, pages }: RowTableProps) {
  const { t } = useTranslation("imports");
  const before = view.state === "preview";
  const present = importRowOutcomes.filter((one) => view.counts[one] > 0);
  return (
    <>
      <Tabs
        label={t("row.page")}
        tabs={[
          ...present.map((one) => ({
            to: `?rows=${one}`,
            label: t(`outcome.${one === "error" && !before ? "rejected" : one}`),
            count: view.counts[one],
            current: outcome === one,
          })),
          { to: "?rows=all", label: t("outcome.all"), count: view.total, current: outcome === null },
        ]}
      />
      <DataTable<ImportRowView>
        desk
        caption={t("preview.rows")}
        captionHidden
        rows={rows}
        rowKey={({ row }) => String(row)}
        empty={<EmptyState title={t("row.none")} />}
        columns={[
          { key: "row", head: t("row.number"), numeric: true, cell: ({ row }) => row },
          {
            key: "name",
            head: t("row.name"),
            rowHeader: true,
            cell: (row) => <RowName row={row} linked={view.state === "done"} />,
          },
          {
            key: "id",
            head: t("row.id"),
            cell: ({ innerId }) => <span className="whitespace-nowrap">{shortened(innerId)}</span>,
          },
          { key: "outcome", head: t("row.outcome"), cell: (row) => <Outcome row={row} before={before} /> },
          { key: "issues", head: t("row.issues"), cell: ({ issues }) => <Issues issues={issues} /> },
        ]}
      />
      <Pager page={page} pages={pages} />
    </>
  );
}

function RowName({ row, linked }: { row: ImportRowView; linked: boolean }) {
  const { t } = useTranslation("imports");
  const name = shortened(row.name) || t("row.unnamed", { row: row.row });
  if (!linked || !row.listingId) return name;
  return (
    <Link className="link" data-row-link="" to={listingPath("facility", row.listingId)}>
      {name}
    </Link>
  );
}

function Outcome({ row, before }: { row: ImportRowView; before: boolean }) {
  const { t } = useTranslation("imports");
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <StateTag tone={toneOf(row.outcome)}>
        {t(`outcome.${row.outcome === "error" && !before ? "rejected" : row.outcome}`)}
      </StateTag>
      {before && row.outcome !== "error" && (
        <span className="text-muted">{row.listingId ? t("row.willUpdate") : t("row.willCreate")}</span>
      )}
    </span>
  );
}

function Issues({ issues }: { issues: readonly ImportIssue[] }) {
  const { t } = useTranslation(["imports", "problems"]);
  return (
    <ul className="grid gap-0.5">
      {issues.map(({ column, code, value }) => {
        const message = describeImportIssue(t, code);
        const words =
          column === ""
            ? message
            : value === ""
              ? t("row.issue", { column, message })
              : t("row.issueValue", { column, value: shortened(value), message });
        return (
          <li key={column + code} className="break-words">
            {words}
          </li>
        );
      })}
    </ul>
  );
}

/** A cell may be a page long. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
