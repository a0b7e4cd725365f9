import { normaliseHeader, withoutNote } from "./headers.ts";

/**
 * Official workbooks of NRII that have many columns in common with its list of large instruments and are lists of
 * something else: service units, instrument centres, large research infrastructures. Two columns tell each.
 */
const others = {
  list_of_units: ["服务单元名称", "服务单元类别"],
  list_of_centres: ["所在单位中心编号", "仪器中心名称"],
  list_of_infrastructures: ["所属单位科学装置编号", "装置名称"],
} as const;

/** Why the table is no list of equipment, by the names in its first rows; undefined when nothing speaks against it. */
export function otherListIn(rows: readonly (readonly string[])[]): keyof typeof others | undefined {
  const names = rows.map((row) => new Set(row.map((cell) => normaliseHeader(withoutNote(cell)))));
  const isThere = (columns: readonly string[]) =>
    names.some((row) => columns.every((column) => row.has(normaliseHeader(column))));
  if (isThere(others.list_of_units)) return "list_of_units";
  if (isThere(others.list_of_centres)) return "list_of_centres";
  return isThere(others.list_of_infrastructures) ? "list_of_infrastructures" : undefined;
}
