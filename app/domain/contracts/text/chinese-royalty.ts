import type { Rights } from "../rights.ts";
import { percent, yuan } from "./wording.ts";

const bases: Record<NonNullable<Rights["royaltyBasis"]>, string> = {
  sales: "产品销售额",
  profit: "实施技术所得利润",
  added_output: "新增产值",
  units: "产品单价与产量的乘积",
};

const turns: Record<NonNullable<Rights["royaltyTurn"]>, string> = {
  quarter: "自然季度",
  half_year: "自然半年",
  year: "自然年度",
};

/** What is owed beside the entry fee, line by line; nothing where no royalty is agreed. */
export function royaltyLines(rights: Rights): string[] {
  const rule = rights.fee === "entry_fee_royalty" ? ruleOf(rights) : null;
  if (rule === null) return [];
  if (rights.royaltyTurn === null) return [`提成按${rule}计算，由甲方另行向乙方支付。`];
  return [
    `提成按${rule}计算，金额精确到分，不足一分的四舍五入。`,
    `提成自 ${rights.royaltyFrom} 起至 ${rights.royaltyUntil} 止，按${turns[rights.royaltyTurn]}分期结算；首期、末期不足一期的，按实际期间结算。`,
    ...boundsOf(rights),
    `甲方应当自每期结束之日起 ${rights.royaltyReportDays} 日内通过平台申报该期的提成基数，该期没有实施或者没有销售的同样应当申报；并自申报之日起 ${rights.royaltyPayDays} 日内通过平台支付提成。`,
    `乙方自收到申报之日起 ${rights.royaltyBooksYears} 年内，有权就该期申报提出质询、要求查阅有关会计账目；甲方应当自收到质询之日起 ${rights.royaltyAnswerDays} 日内答复、提供账目或者更正申报。`,
    "更正申报的，差额多退少补；更正后少于原申报的，经乙方同意后生效。",
    "合同解除的，提成结算至解除之日；此前各期的申报、支付和账目查阅不受影响。",
  ];
}

function ruleOf({ royaltyBasis, royaltyRate, royaltyPerUnit, royaltyUnit }: Rights): string | null {
  if (royaltyPerUnit !== null && royaltyBasis === "units")
    return `产品产量每${royaltyUnit || "件"}人民币 ${yuan(royaltyPerUnit)} 元`;
  if (royaltyBasis === null || royaltyRate === null) return null;
  return `${bases[royaltyBasis]}的 ${percent(royaltyRate)}% `;
}

function boundsOf({ royaltyLeast, royaltyMost }: Rights): string[] {
  const said = [
    ...(royaltyLeast === null ? [] : [`不低于人民币 ${yuan(royaltyLeast)} 元`]),
    ...(royaltyMost === null ? [] : [`不超过人民币 ${yuan(royaltyMost)} 元`]),
  ];
  return said.length === 0
    ? []
    : [`每期提成${said.join("、")}；不足一期的按天数折算，折算后不足一分的舍去。`];
}
