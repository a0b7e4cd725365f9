import { limits } from "../../catalog/limits.ts";
import { noControls } from "../../values.ts";
import { type LaidOut, layOut } from "./headed-text.ts";

/** A demand read from a row of a list. */
export interface ReadDemand extends LaidOut {
  title: string;
  target: string;
  budgetMax: number | null;
  deadlineOn: string | null;
}

/** Why a row was not imported; `column` as the list calls it. */
export interface RowIssue {
  column: string;
  code: string;
}

const names = {
  title: ["技术需求名称", "需求名称", "需求标题", "标题", "名称", "title", "titlezh", "r_title"],
  content: ["需求内容", "需求描述", "内容", "概述", "描述", "content", "description", "r_content"],
  problem: ["主要问题", "问题", "problem"],
  keyTechnology: ["技术关键", "关键技术", "keytechnology"],
  target: ["预期目标", "目标", "主要指标", "技术指标", "target"],
  tried: ["现有工作基础", "工作基础", "已做工作", "试过的办法", "tried"],
  budget: ["资金需求总额", "预算", "预算上限", "budget"],
  deadline: ["需求时限", "截止日期", "截止", "deadline"],
} as const;

type Column = keyof typeof names;

export type Columns = Partial<Record<Column, number>>;

/** Which column is which, by the heads of a list; undefined when none is known as a title. */
export function columnsOf(head: readonly string[]): Columns | undefined {
  const found: Columns = {};
  for (const [at, cell] of head.entries()) {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[（(].*$/u, "")
      .replace(/\*$/, "");
    for (const column of columnNames)
      if (found[column] === undefined && names[column].some((one) => one === name)) found[column] = at;
  }
  return found.title === undefined ? undefined : found;
}

const columnNames: readonly Column[] = [
  ...(["title", "content", "problem", "keyTechnology"] as const),
  ...(["target", "tried", "budget", "deadline"] as const),
];

const isId = (cell: string): boolean => /^[0-9a-f-]{32,36}$|^\d{1,12}$/i.test(cell.trim());

/** A list without heads: a title and a text, perhaps after a number. */
export function columnsWithoutHead(first: readonly string[]): Columns | undefined {
  const cells = first.filter((cell) => cell.trim() !== "").length;
  if (cells < 2 && first.length < 2) return undefined;
  return isId(first[0] ?? "") ? { title: 1, content: 2 } : { title: 0, content: 1 };
}

/** One row as a demand, or why it is none. */
export function readRow(cells: readonly string[], columns: Columns): ReadDemand | RowIssue {
  const at = (column: Column): string => clean(cells[columns[column] ?? -1] ?? "");
  const title = at("title").replace(/\s+/g, " ");
  if (title === "") return { column: "title", code: "demand_without_title" };
  if (title.length > limits.title) return { column: "title", code: "demand_text_too_long" };
  const own = {
    problem: at("problem"),
    keyTechnology: at("keyTechnology"),
    target: at("target"),
    tried: at("tried"),
  };
  const laid = layOut(at("content"));
  if (!laid) return { column: "content", code: "demand_text_too_long" };
  const parts = merged(own, laid);
  if (!parts) return { column: "content", code: "demand_text_too_long" };
  if (!parts.problem && !parts.target) return { column: "content", code: "demand_without_text" };
  if (![title, ...Object.values(parts)].every(noControls))
    return { column: "content", code: "control_characters" };
  const budgetMax = readBudget(at("budget"));
  if (budgetMax === undefined) return { column: "budget", code: "number" };
  const deadlineOn = readDeadline(at("deadline"));
  if (deadlineOn === undefined) return { column: "deadline", code: "date_format" };
  return { title, ...parts, budgetMax, deadlineOn };
}

export const isIssue = (read: ReadDemand | RowIssue): read is RowIssue => "code" in read;

function merged(own: LaidOut, laid: LaidOut): LaidOut | undefined {
  const join = (a: string, b: string) => [a, b].filter(Boolean).join("\n");
  const parts: LaidOut = {
    problem: join(own.problem, laid.problem),
    keyTechnology: join(own.keyTechnology, laid.keyTechnology),
    target: join(own.target, laid.target),
    tried: join(own.tried, laid.tried),
  };
  return Object.values(parts).every((text: string) => text.length <= limits.demandProse) ? parts : undefined;
}

/** Line ends that other programs wrote as `\n`, and characters that no reader sees. */
const clean = (cell: string): string =>
  cell
    .replaceAll("\\r", "")
    .replaceAll("\\n", "\n")
    .replace(/[\u200b\u200e\u200f\ufeff]/g, "")
    .replace(/[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
    .trim();

/** Units of 10,000 yuan as fen; null when nothing is said, undefined when it is no number. */
function readBudget(cell: string): number | null | undefined {
  if (cell === "" || /面议|协商/.test(cell)) return null;
  const amount = /^(\d{1,6}(?:\.\d{1,2})?)\s*(?:万元?)?$/.exec(cell.replaceAll(",", ""))?.[1];
  return amount === undefined ? undefined : Math.round(Number(amount) * 1_000_000);
}

function readDeadline(cell: string): string | null | undefined {
  if (cell === "") return null;
  const match = /^(20\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?$/.exec(cell);
  if (!match) return undefined;
  const [, year = "", month = "", dayOfMonth = "28"] = match;
  const text = `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
  return Number.isNaN(Date.parse(text)) ? undefined : text;
}
