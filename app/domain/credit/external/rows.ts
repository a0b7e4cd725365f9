import { creditCodeFault, normalizeCreditCode } from "../../identity/credit-code.ts";

/** A row of another authority's list, in the national double-publicity columns or those of a list of serious dishonesty. */
export interface ExternalRow {
  /** Empty where the authority gives none. */
  uscc: string;
  name: string;
  documentNo: string;
  reason: string;
  basis: string;
  penalty: string;
  authority: string;
  /** Calendar day. */
  listedOn: string;
  /** The last day of its publication; null: as long as the law allows. */
  removedOn: string | null;
}

export interface RowIssue {
  column: string;
  code: string;
}

type Field = keyof ExternalRow | "subjectKind" | "idNumber";

/** What authorities call each column; the first is the national form's. */
const headers: Record<Field, readonly string[]> = {
  name: ["行政相对人名称", "单位名称", "企业名称", "失信主体名称", "名称"],
  uscc: ["行政相对人代码_1(统一社会信用代码)", "统一社会信用代码", "行政相对人代码_1", "信用代码"],
  subjectKind: ["行政相对人类别", "主体类别"],
  idNumber: ["证件号码", "身份证号", "行政相对人证件号码"],
  documentNo: ["行政处罚决定书文号", "决定书文号", "文号"],
  reason: ["违法事实", "违法行为类型", "失信行为", "列入事由"],
  basis: ["处罚依据", "认定依据"],
  penalty: ["处罚内容", "处罚类别"],
  authority: ["处罚机关", "认定部门", "列入部门", "数据来源单位"],
  listedOn: ["处罚决定日期", "列入日期", "认定日期"],
  removedOn: ["公示截止期", "移出日期"],
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s*＊"“”']/g, "")
    .toLowerCase();

/** Where each field stands; undefined where the row is no head: it names neither whom nor when. */
export type Columns = Partial<Record<Field, number>>;

export function columnsOf(cells: readonly string[]): Columns | undefined {
  const heads = cells.map(plain);
  const columns: Columns = {};
  for (const field of fields) {
    const at = headers[field].map((name) => heads.indexOf(plain(name))).find((found) => found >= 0);
    if (at !== undefined) columns[field] = at;
  }
  return columns.name !== undefined && columns.listedOn !== undefined ? columns : undefined;
}

const fields = [
  ...(["name", "uscc", "subjectKind", "idNumber", "documentNo", "reason"] as const),
  ...(["basis", "penalty", "authority", "listedOn", "removedOn"] as const),
];

const longest = {
  name: 100,
  documentNo: 100,
  reason: 2000,
  basis: 1000,
  penalty: 1000,
  authority: 100,
} as const;

/** Numbers of identity cards and mobile telephones, which a list about organisations has no business to hold. */
const personal = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/;

/**
 * Reads one row, or says what is wrong with it. Rows about natural persons are not taken in: persons are never published
 * (Zhejiang public credit ordinance, Art. 15). `authority` is whose list it is where the row does not say.
 */
export function readRow(
  cells: readonly string[],
  columns: Columns,
  authority: string,
): ExternalRow | RowIssue {
  const cell = (field: Field): string => {
    const at = columns[field];
    return at === undefined ? "" : (cells[at] ?? "").trim();
  };
  if (/自然人/.test(cell("subjectKind"))) return { column: "subjectKind", code: "natural_person" };
  const uscc = normalizeCreditCode(cell("uscc"));
  if (uscc === "" && cell("idNumber") !== "") return { column: "idNumber", code: "natural_person" };
  const row: ExternalRow = {
    ...{ uscc, name: cell("name"), documentNo: cell("documentNo"), reason: cell("reason") },
    ...{ basis: cell("basis"), penalty: cell("penalty"), authority: cell("authority") || authority },
    listedOn: dayOf(cell("listedOn")) ?? "",
    removedOn: dayOf(cell("removedOn")) ?? null,
  };
  return issueOf(row, cell("removedOn")) ?? row;
}

function issueOf(row: ExternalRow, removedOn: string): RowIssue | undefined {
  if (row.name === "") return { column: "name", code: "required" };
  const fault = row.uscc === "" ? undefined : creditCodeFault(row.uscc);
  if (fault) return { column: "uscc", code: fault };
  for (const [column, most] of Object.entries(longest)) {
    const text: unknown = Reflect.get(row, column);
    if (typeof text !== "string") continue;
    if (text.length > most) return { column, code: "cell_too_long" };
    if (personal.test(text)) return { column, code: "names_person" };
  }
  if (row.listedOn === "") return { column: "listedOn", code: "day_unreadable" };
  if (removedOn !== "" && row.removedOn === null) return { column: "removedOn", code: "day_unreadable" };
  return row.removedOn !== null && row.removedOn < row.listedOn
    ? { column: "removedOn", code: "end_before_start" }
    : undefined;
}

export const isIssue = (read: ExternalRow | RowIssue): read is RowIssue => "code" in read;

/** 2026-03-01, 2026/3/1, 2026.3.1, 20260301, 2026年3月1日, or a spreadsheet's count of days; undefined when it is no day. */
export function dayOf(text: string): string | undefined {
  const found =
    /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T].*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!found) return /^[3-6]\d{4}$/.test(text) ? serialDay(Number(text)) : undefined;
  const [, year = "", month = "", day = ""] = found;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

const serialDay = (days: number): string =>
  new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
