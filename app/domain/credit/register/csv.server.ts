import { lastDay } from "#app/domain/deadline.ts";
import type { TFunction } from "i18next";
import { say } from "#app/i18n/describe-problem.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import type { Context } from "../../context.ts";
import { today } from "../../working-days.ts";
import type { RegisterTableInput } from "./inputs.ts";
import { chooseIds } from "./list.server.ts";
import { type RegisterRow, registerRows } from "./rows.server.ts";

const page = 500;
const encoder = new TextEncoder();

/**
 * The columns in which penalties are published nationwide ("双公示"), by the names that the form gives them. What does not
 * exist here (fines, confiscations, licences) or would name a natural person stays empty.
 */
const columns: Record<string, (row: RegisterRow, t: TFunction) => string> = {
  行政相对人名称: (row) => row.nameZh,
  "行政相对人代码_1(统一社会信用代码)": (row) => row.uscc,
  "行政相对人代码_2(工商注册号)": () => "",
  "行政相对人代码_3(组织机构代码)": (row) => row.uscc.slice(8, 17),
  "行政相对人代码_4(税务登记号)": () => "",
  "行政相对人代码_5(事业单位证书号)": () => "",
  "行政相对人代码_6(社会组织登记证号)": () => "",
  法定代表人: () => "",
  法定代表人证件类型: () => "",
  法定代表人证件号码: () => "",
  行政处罚决定书文号: (row) => row.documentNo,
  违法行为类型: (row) => row.offenceZh,
  违法事实: (row) => row.facts || row.descriptionZh,
  处罚依据: (row) => row.basisZh,
  处罚类别: (row, t) => row.measures.map(({ kind }) => say(t, `credit:measure.${kind}`)).join("、"),
  处罚内容: (row, t) => row.measures.map((measure) => measureText(measure, t)).join("；"),
  "罚款金额（万元）": () => "",
  "没收违法所得、没收非法财物的金额（万元）": () => "",
  暂扣或吊销证照名称及编号: () => "",
  处罚决定日期: (row) => today(row.decidedAt),
  处罚有效期: (row) => lastMeasureDay(row),
  公示截止期: (row) => lastDay(row.publishedUntil),
  处罚机关: (row) => row.authorityZh ?? "",
  处罚机关统一社会信用代码: (row) => row.authorityUscc ?? "",
  数据来源单位: (row) => row.authorityZh ?? "",
  数据来源单位统一社会信用代码: (row) => row.authorityUscc ?? "",
  备注: (row, t) => (row.underObjection ? t("credit:underObjection") : ""),
  失信严重程度: (row, t) => t(`credit:class.${row.class}`),
};

function measureText({ kind, from, until }: RegisterRow["measures"][number], t: TFunction): string {
  const name = say(t, `credit:measure.${kind}`);
  return until
    ? say(t, "credit:csv.term", { name, from: today(new Date(from)), until: lastDay(new Date(until)) })
    : name;
}

const lastMeasureDay = ({ measures }: RegisterRow): string => {
  const ends = measures.flatMap(({ until }) => until ?? []).toSorted();
  return ends.length > 0 ? lastDay(new Date(ends.at(-1) ?? "")) : "";
};

/**
 * The register as the input filters it, whole, in the national columns; always in Chinese, as the form is. In UTF-8 with
 * a byte order mark, written page by page while it is sent. Formulas are made harmless.
 */
export async function* registerCsv(
  ctx: Pick<Context, "db" | "clock">,
  input: RegisterTableInput,
  zh: TFunction,
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`\uFEFF${csvLine(Object.keys(columns))}`);
  for (let cursor: string | undefined; ; ) {
    const now = ctx.clock.now();
    const ids = await chooseIds(ctx.db, { ...input, page: 1, limit: page, cursor }, now, {
      limit: page,
      offset: 0,
    });
    const rows = await registerRows(ctx.db, ids, now);
    if (rows.length > 0) yield encoder.encode(rows.map((row) => lineOf(row, zh)).join(""));
    if (rows.length < page) return;
    cursor = rows.at(-1)?.cursor;
  }
}

const lineOf = (row: RegisterRow, zh: TFunction): string =>
  csvLine(Object.values(columns).map((cell) => cell(row, zh)));
