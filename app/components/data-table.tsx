import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Icon } from "./icons.tsx";
import { holdsLongWord } from "./long-word.ts";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  /** The head as plain words, for the label of a stacked row; needed when `head` is not a string. */
  label?: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned, tabular. */
  numeric?: boolean;
  /** Holds the box that picks the row: it names itself, and stands beside the first line of a stacked row. */
  picks?: boolean;
  /** Names the row: a header cell, set first in the stacked row without a label. */
  rowHeader?: boolean;
  /** The value of `?sort=` that this head asks for; `-` before it asks for the reverse. */
  sort?: string;
}

interface DataTableProps<Row> {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What stands here when there are no rows. */
  empty?: ReactNode;
  /** 32 px rows and a sticky head: for those who live in the table. */
  desk?: boolean;
  selected?: (row: Row) => boolean;
}

/** A table for comparing; where its columns do not fit (on a phone; with seven columns on a tablet) each row becomes a short list. Row links carry `data-row-link` (see `RowLink`). */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, empty, desk, selected } = props;
  if (rows.length === 0 && empty) return empty;
  return (
    <table
      className={`table ${columns.length > 6 ? "max-xl:stacked" : "max-sm:stacked"} ${desk ? "table-sticky" : ""}`}
      data-density={desk ? "desk" : undefined}
    >
      <caption className={captionHidden ? "sr-only" : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            data-selected={selected?.(row) || undefined}
            data-breaks={holdsLongWord(row) || undefined}
          >
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = column.label ?? (typeof column.head === "string" ? column.head : undefined);
  if (column.rowHeader) return <th scope="row">{column.cell(row)}</th>;
  return (
    <td
      data-label={column.picks ? undefined : label}
      data-picks={column.picks || undefined}
      className={column.numeric ? "num" : undefined}
    >
      {column.cell(row)}
    </td>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { t } = useTranslation("common");
  const [params] = useSearchParams();
  const look = column.numeric ? "num" : undefined;
  if (!column.sort) {
    return (
      <th scope="col" className={look}>
        {column.head}
      </th>
    );
  }
  const now = params.get("sort");
  const order = now === column.sort ? "ascending" : now === `-${column.sort}` ? "descending" : "none";
  const target = new URLSearchParams(params);
  target.set("sort", order === "ascending" ? `-${column.sort}` : column.sort);
  target.delete("page");
  target.delete("after");
  return (
    <th scope="col" aria-sort={order} className={look}>
      <Link
        className="link-quiet inline-flex items-center gap-1"
        to={`?${target}`}
        title={t("table.sort")}
        preventScrollReset
      >
        {column.head}
        <Icon name={order === "ascending" ? "up" : order === "descending" ? "down" : "sort"} size={12} />
      </Link>
    </th>
  );
}

/** The link of a row to what it is about; `j` and `k` find it. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className="link" data-row-link="" to={to}>
      {children}
    </Link>
  );
}
