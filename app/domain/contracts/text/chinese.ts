import { isTransfer } from "../rights.ts";
import type { Parties, Terms } from "../terms.ts";
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
import { transferClauses, transferSides, transferTitle } from "./chinese-transfer.ts";
import { type Clause, type Wording, yuan } from "./wording.ts";

const kinds = {
  commissioned: "技术开发（委托）合同",
  cooperative: "技术开发（合作）合同",
  consulting: "技术咨询合同",
  service: "技术服务合同",
};

const kindOf = (terms: Terms): string =>
  terms.kind === "assignment" || terms.kind === "licence" ? transferTitle(terms) : kinds[terms.kind];

const sidesOf = (terms: Terms) =>
  isTransfer(terms.kind) ? transferSides(terms) : { client: "委托方", developer: "研究开发方" };

/** The binding text. Modelled in its order on the Civil Code, Art. 845, and the national model of 1999 and its successors. */
export const chinese: Wording = {
  title: (terms) => `${terms.title}\n${kindOf(terms)}`,
  preamble: (terms, { client, developer }: Parties) => [
    `甲方（${sidesOf(terms).client}）：${client.nameZh}`,
    `统一社会信用代码：${client.uscc}`,
    ...(client.address === "" ? [] : [`住所：${client.address}`]),
    `乙方（${sidesOf(terms).developer}）：${developer.nameZh}`,
    `统一社会信用代码：${developer.uscc}`,
    ...(developer.address === "" ? [] : [`住所：${developer.address}`]),
    "双方依照《中华人民共和国民法典》订立本合同，共同遵守。",
  ],
  clauses: (terms) => (isTransfer(terms.kind) ? transferClauses(terms) : workClauses(terms)),
  numbered: (n, heading) => `第${numeral(n)}条　${heading}`,
  closing: [
    "本合同以中文文本为准。双方授权签署人以电子签名分别签署同一文本（以其 SHA-256 摘要为凭），双方签署后生效。",
  ],
};

const workClauses = (terms: Terms): Clause[] => [
  ...about(terms),
  { heading: "研究开发经费和报酬", lines: money(terms) },
  { heading: "里程碑", lines: milestones(terms) },
  { heading: "交付与验收", lines: acceptance(terms) },
  { heading: "技术成果的归属和收益", lines: property(terms) },
  { heading: "保密", lines: secrecy(terms) },
  { heading: "风险责任", lines: risk(terms) },
  { heading: "违约责任", lines: damages(terms) },
  { heading: "合同的变更、转包与解除", lines: changes(terms) },
  { heading: "争议的解决", lines: disputes(terms) },
  { heading: "名词和术语", lines: definitions(terms) },
  { heading: "联系人、附件与其他", lines: rest(terms) },
];

function about(terms: Terms): Clause[] {
  return [
    {
      heading: "标的的内容、范围和要求",
      lines: [terms.subject, ...(terms.targets === "" ? [] : ["技术指标和参数：", terms.targets])],
    },
    {
      heading: "履行的计划、地点和方式",
      lines: [
        terms.plan,
        ...(terms.place === "" ? [] : [`履行地点：${terms.place}`]),
        ...(terms.clientDuties === "" ? [] : ["甲方提供的资料、条件和协作事项：", terms.clientDuties]),
      ],
    },
  ];
}

function money(terms: Terms): string[] {
  return [
    `合同总金额为人民币 ${yuan(terms.amount)} 元，其中非技术性的设备、材料等费用为 ${yuan(terms.equipment)} 元。`,
    "金额按里程碑分别托管：甲方在里程碑开始前支付至平台托管，验收通过后付给乙方。",
    ...(terms.moneyUse === "" ? [] : ["经费的使用和检查：", terms.moneyUse]),
  ];
}

const patents: Record<Terms["patent"], string> = {
  developer:
    "履行本合同完成的发明创造，申请专利的权利归乙方；乙方取得专利权的，甲方可以依法免费实施，乙方转让专利申请权的，甲方享有以同等条件优先受让的权利。",
  client: "履行本合同完成的发明创造，申请专利的权利归甲方。",
  joint:
    "履行本合同完成的发明创造，申请专利的权利归双方共有；一方声明放弃的，由另一方单独申请；一方不同意申请的，另一方不得申请。",
};

const knowHow: Record<Terms["knowHow"], string> = {
  both: "技术秘密成果的使用权、转让权由双方享有；乙方在向甲方交付成果之前，不得将成果转让给第三人。",
  developer: "技术秘密成果的使用权、转让权归乙方，甲方有权为自己的经营使用。",
  client: "技术秘密成果的使用权、转让权归甲方。",
};

const improvements: Record<Terms["improvements"], string> = {
  own: "后续改进的技术成果归改进方所有，另一方无权分享。",
  shared: "后续改进的技术成果由双方互相提供，并按有偿、互惠的原则另行约定条件。",
};

const property = (terms: Terms): string[] => [
  patents[terms.patent],
  knowHow[terms.knowHow],
  improvements[terms.improvements],
  ...(terms.benefits === "" ? [] : ["收益分配及其他约定：", terms.benefits]),
  "完成成果的人享有署名和取得荣誉的权利。乙方保证交付的成果不侵犯他人的合法权益。",
];

const changes = (terms: Terms): string[] => [
  `变更合同应当采用书面形式并由双方签署。收到变更建议的一方应当在 ${terms.amendmentDays} 日内答复；逾期未答复的，视为不同意。`,
  terms.subcontracting === "none"
    ? "乙方不得将研究开发工作转由第三人承担。"
    : "经甲方书面同意，乙方可以将部分研究开发工作转由第三人承担，并对其工作负责。",
  "作为标的的技术已经由他人公开，致使履行没有意义的，任何一方可以通知对方解除合同；对方在答复变更建议的期限内未提出异议的，可以解除；提出异议的，按争议处理。",
  "合同解除时，已验收的里程碑不受影响；已托管而未验收的金额退还甲方。",
];

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A number below twenty as articles carry it. */
const numeral = (n: number): string => (n < 10 ? (digits[n] ?? "") : `十${digits[n - 10] ?? ""}`);
