import type { ContractKind } from "#db/schema/vocabulary.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { contractPage } from "../contract-page.server.ts";
import { yuan } from "../text/wording.ts";

const kinds: Record<ContractKind, string> = {
  commissioned: "技术开发（委托）",
  cooperative: "技术开发（合作）",
  consulting: "技术咨询",
  service: "技术服务",
  assignment: "技术转让",
  licence: "技术许可",
};

/** The fields of the registration form, as the office asks for them, in Chinese: two columns, name and value. */
export async function registrationCsv(ctx: Context, id: string): Promise<Result<string>> {
  const found = await contractPage(ctx, id);
  if (!found.ok) return found;
  const { row, registration, side, text, clientZh, clientUscc, developerZh, developerUscc } = found.value;
  if (!side || !registration) return fail(problems.notFound("contract_registration"));
  const { row: entry } = registration;
  const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? "";
  const lines: [string, string][] = [
    ["合同名称", row.title],
    ["合同类型", kinds[entry.declaredKind]],
    ["卖方名称", developerZh],
    ["卖方统一社会信用代码", developerUscc],
    ["买方名称", clientZh],
    ["买方统一社会信用代码", clientUscc],
    ["合同签订日期", day(row.inForceAt)],
    ["合同成交额（元）", yuan(entry.totalAmount)],
    ["技术交易额（元）", yuan(entry.technologyAmount)],
    ["技术性收入（元）", yuan(entry.technicalIncome)],
    ["登记机构", entry.office],
    ["登记编号", entry.number],
    ["合同文本摘要（SHA-256）", text?.sha256 ?? ""],
  ];
  return ok(`\uFEFF${lines.map((line) => csvLine(line)).join("")}`);
}
