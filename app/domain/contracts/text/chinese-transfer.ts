import { type Rights, rightsOf } from "../rights.ts";
import type { Terms } from "../terms.ts";
import {
  acceptance,
  damages,
  definitions,
  disputes,
  milestones,
  rest,
  risk,
  secrecy,
} from "./chinese-common.ts";
import { royaltyLines } from "./chinese-royalty.ts";
import { type Clause, said, yuan } from "./wording.ts";

const assigned: Record<Rights["object"], string> = {
  patent: "专利权",
  patent_application: "专利申请权",
  know_how: "技术秘密",
  other_right: "其他知识产权",
};
const licensed: Record<Rights["object"], string> = {
  patent: "专利实施",
  patent_application: "专利申请技术实施",
  know_how: "技术秘密使用",
  other_right: "其他知识产权",
};

/** The kind of an assignment or a licence as its title names it: Civil Code, Art. 863. */
export function transferTitle(terms: Terms): string {
  const { object } = rightsOf(terms);
  return terms.kind === "licence"
    ? `技术许可（${licensed[object]}）合同`
    : `技术转让（${assigned[object]}）合同`;
}

/** How the two sides are called. */
export const transferSides = ({ kind }: Terms) =>
  kind === "licence"
    ? { client: "被许可方", developer: "许可方" }
    : { client: "受让方", developer: "让与方" };

/** The articles of an assignment or a licence: Civil Code, Art. 845, 846 and 862 to 877. */
export function transferClauses(terms: Terms): Clause[] {
  const rights = rightsOf(terms);
  const licence = terms.kind === "licence";
  const risks = terms.failureClientPercent !== null || terms.failureVerification !== "";
  return [
    { heading: "标的技术", lines: subject(terms, rights) },
    licence
      ? { heading: "许可的方式和范围", lines: scope(rights) }
      : { heading: "转让的范围", lines: passing(rights) },
    { heading: "技术资料的交付与技术指导", lines: material(terms, rights) },
    { heading: licence ? "使用费及其支付" : "价款及其支付", lines: money(terms, rights) },
    { heading: "里程碑", lines: milestones(terms) },
    { heading: "交付与验收", lines: acceptance(terms) },
    { heading: "权利的保证", lines: warranty(rights, licence) },
    { heading: "登记、备案与权利的维持", lines: record(rights, licence) },
    { heading: "后续改进", lines: improvements(terms, rights) },
    { heading: "保密", lines: secrecy(terms) },
    ...(risks ? [{ heading: "风险责任", lines: risk(terms) }] : []),
    { heading: "违约责任", lines: damages(terms) },
    { heading: "合同的变更与解除", lines: changes(terms) },
    { heading: "争议的解决", lines: disputes(terms) },
    { heading: "名词和术语", lines: definitions(terms) },
    { heading: "联系人、附件与其他", lines: rest(terms) },
  ];
}

const subject = (terms: Terms, { object, name, holder, number, filedOn, expiresOn }: Rights): string[] => [
  terms.subject,
  `权利种类：${assigned[object]}`,
  ...said("名称：", name),
  ...said("权利人（申请人）：", holder),
  ...said("专利号、申请号或登记号：", number),
  ...said("申请日：", filedOn),
  ...said("有效期限至：", expiresOn),
  ...(terms.targets === "" ? [] : ["技术指标和参数：", terms.targets]),
];

const forms: Record<Rights["licence"], string> = {
  exclusive: "独占实施许可：在约定范围内仅由甲方实施，乙方自己也不得实施，亦不得再许可他人实施。",
  sole: "排他实施许可：在约定范围内仅由甲方和乙方实施，乙方不得再许可他人实施。",
  ordinary: "普通实施许可：乙方可以在约定范围内自己实施，也可以再许可他人实施。",
};

const sublicences: Record<Rights["sublicence"], string> = {
  none: "甲方不得许可约定以外的第三人实施。",
  with_consent: "经乙方书面同意，甲方可以许可第三人实施；再许可为普通实施许可。",
  allowed: "甲方可以许可第三人实施；再许可为普通实施许可。",
};

const scope = ({ licence, territory, termMonths, manner, sublicence }: Rights): string[] => [
  `许可方式为${forms[licence]}`,
  ...said("许可地域：", territory),
  termMonths === null
    ? "许可期限：至权利终止之日；技术秘密的，至其公开之日。"
    : `许可期限：自本合同生效之日起 ${termMonths} 个月，但不超过权利的有效期限。`,
  ...(manner === "" ? [] : ["实施方式：", manner]),
  sublicences[sublicence],
  "约定的实施范围不得限制技术竞争和技术发展。",
];

const passing = ({ territory, manner }: Rights): string[] => [
  "乙方将标的技术的全部权利转让给甲方；转让后乙方非经甲方许可不得实施。",
  ...said("地域：", territory),
  ...(manner === "" ? [] : ["转让的范围及保留的权利：", manner]),
  "约定的范围不得限制技术竞争和技术发展。",
];

const material = (terms: Terms, rights: Rights): string[] => [
  ...(rights.material === "" ? [] : ["乙方交付的技术资料：", rights.material]),
  rights.guidance === ""
    ? "乙方应当提供实施标的技术所必要的技术指导。"
    : `乙方提供的技术指导：\n${rights.guidance}`,
  ...(terms.plan === "" ? [] : ["履行的计划和方式：", terms.plan]),
  ...said("履行地点：", terms.place),
  ...(terms.clientDuties === "" ? [] : ["甲方提供的条件和协作事项：", terms.clientDuties]),
];

const fees: Record<Rights["fee"], string> = {
  lump: "一次总算、一次总付。",
  instalments: "一次总算、分期支付，各期金额见里程碑。",
  entry_fee_royalty: "入门费加提成：合同总金额为入门费，提成另计。",
};

const money = (terms: Terms, rights: Rights): string[] => [
  `合同总金额为人民币 ${yuan(terms.amount)} 元，其中非技术性的设备、材料等费用为 ${yuan(terms.equipment)} 元。`,
  `支付方式：${fees[rights.fee]}`,
  ...royaltyLines(rights),
  ...(rights.accounts === "" ? [] : ["提成的结算和有关会计账目的查阅：", rights.accounts]),
  "合同总金额按里程碑分别托管：甲方在里程碑开始前支付至平台托管，验收通过后付给乙方。",
  ...(terms.moneyUse === "" ? [] : ["支付的其他约定：", terms.moneyUse]),
];

const warranty = ({ encumbrances }: Rights, licence: boolean): string[] => [
  "乙方保证自己是所提供的技术的合法拥有者，并保证所提供的技术完整、无误、有效，能够达到约定的目标。",
  ...(encumbrances === "" ? [] : ["此前的许可、质押及实施情况：", encumbrances]),
  "甲方按照约定实施标的技术侵害他人合法权益的，由乙方承担责任。",
  ...(licence ? [] : ["转让不影响此前已经成立的许可的效力。"]),
];

function record({ object, recordedBy }: Rights, licence: boolean): string[] {
  const by = recordedBy === "client" ? "甲方" : "乙方";
  if (object === "know_how")
    return ["技术秘密无须登记或者备案；乙方应当保证其实用性、可靠性，并承担保密义务。"];
  return licence
    ? [
        `${by}应当自本合同生效之日起三个月内办理许可备案，另一方予以配合。`,
        "乙方应当在合同有效期内维持权利有效，按期缴纳年费，积极应对他人提出的无效宣告请求。",
      ]
    : [
        `${by}应当自本合同生效之日起三十日内办理转让登记，另一方予以配合；权利的转让自登记之日起生效。`,
        "登记之前乙方应当维持权利有效，登记之后由甲方维持。",
      ];
}

const improved: Record<Rights["improvements"], string> = {
  each_its_own: "后续改进的技术成果归改进方所有，另一方无权分享。",
  shared: "后续改进的技术成果由双方共享，具体办法由双方另行约定。",
  licensed_back: "后续改进的技术成果归改进方所有，改进方按照另行约定的合理条件许可另一方使用。",
};

const improvements = (terms: Terms, rights: Rights): string[] => [
  improved[rights.improvements],
  ...(terms.benefits === "" ? [] : ["收益分配及其他约定：", terms.benefits]),
];

const changes = (terms: Terms): string[] => [
  `变更合同应当采用书面形式并由双方签署。收到变更建议的一方应当在 ${terms.amendmentDays} 日内答复；逾期未答复的，视为不同意。`,
  "作为标的的技术已经由他人公开，或者权利被宣告无效，致使履行没有意义的，任何一方可以解除合同。",
  "合同解除时，已验收的里程碑不受影响；已托管而未验收的金额退还甲方。",
];
