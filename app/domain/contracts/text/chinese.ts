import type { Parties, Terms } from "../terms.ts";
import { type Clause, type Wording, yuan } from "./wording.ts";

const kinds: Record<Terms["kind"], string> = {
  commissioned: "技术开发（委托）合同",
  cooperative: "技术开发（合作）合同",
  consulting: "技术咨询合同",
  service: "技术服务合同",
};

const courts: Record<Exclude<Terms["disputes"], "arbitration">, string> = {
  court_client: "甲方住所地",
  court_developer: "乙方住所地",
};

/** The binding text. Modelled in its order on the Civil Code, Art. 845, and the national model of 1999 and its successors. */
export const chinese: Wording = {
  title: ({ title, kind }) => `${title}\n${kinds[kind]}`,
  preamble: (_terms, { client, developer }: Parties) => [
    `甲方（委托方）：${client.nameZh}`,
    `统一社会信用代码：${client.uscc}`,
    ...(client.address === "" ? [] : [`住所：${client.address}`]),
    `乙方（研究开发方）：${developer.nameZh}`,
    `统一社会信用代码：${developer.uscc}`,
    ...(developer.address === "" ? [] : [`住所：${developer.address}`]),
    "双方依照《中华人民共和国民法典》订立本合同，共同遵守。",
  ],
  clauses: (terms) => [
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
  ],
  numbered: (n, heading) => `第${numeral(n)}条　${heading}`,
  closing: [
    "本合同以中文文本为准。双方授权签署人以电子签名分别签署同一文本（以其 SHA-256 摘要为凭），双方签署后生效。",
  ],
};

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

const milestones = (terms: Terms): string[] =>
  terms.milestones.flatMap(({ title, deliverable, dueOn, amount }, index) => [
    `里程碑 ${index + 1}：${title}`,
    `交付物：${deliverable}`,
    `应于 ${dueOn} 前（含当日）交付；金额人民币 ${yuan(amount)} 元。`,
  ]);

function acceptance(terms: Terms): string[] {
  const each = terms.milestones.flatMap(({ standard, method }, index) => [
    `里程碑 ${index + 1} 的验收标准：${standard}`,
    ...(method === "" ? [] : [`里程碑 ${index + 1} 的验收方法：${method}`]),
  ]);
  const silence =
    terms.acceptanceDays === null
      ? "甲方收到交付物后应当及时验收；未作答复的，不视为通过。"
      : `甲方应当在收到交付物后 ${terms.acceptanceDays} 日内验收并答复；逾期未答复的，视为验收通过。`;
  return [
    ...each,
    silence,
    `不符合验收标准的，甲方应当书面说明并要求修改，每一里程碑以 ${terms.changeRounds} 轮为限；乙方应当在 ${terms.redoDays} 日内修改完毕并重新交付。`,
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

const secrecy = (terms: Terms): string[] =>
  terms.confidential === ""
    ? ["双方对在订立和履行本合同中知悉的对方商业秘密依法保密。"]
    : [
        terms.confidential,
        `保密期限为本合同终止后 ${terms.confidentialYears} 年；本条在合同终止后继续有效。`,
      ];

const risk = (terms: Terms): string[] => [
  terms.failureClientPercent === null
    ? "履行中出现无法克服的技术困难，致使研究开发失败或者部分失败的，风险由双方合理分担。"
    : `履行中出现无法克服的技术困难，致使研究开发失败或者部分失败的，该里程碑的金额由甲方承担 ${terms.failureClientPercent}%，其余由乙方承担。`,
  "一方发现可能致使研究开发失败的情形，应当及时通知另一方并采取措施减少损失；未及时通知并采取措施的，对扩大的损失承担责任。",
  ...(terms.failureVerification === "" ? [] : ["失败的确认：", terms.failureVerification]),
];

const damages = (terms: Terms): string[] => [
  `乙方逾期交付的，每逾期一日按该里程碑金额的万分之${terms.delayRate}支付违约金，累计不超过该里程碑金额的 ${terms.damagesCap}%；支付违约金后仍应履行。`,
  `一方迟延履行主要义务，经催告后 ${terms.cureDays} 日内仍未履行的，另一方可以解除合同。`,
  ...(terms.breach === "" ? [] : ["其他违约责任：", terms.breach]),
];

const changes = (terms: Terms): string[] => [
  `变更合同应当采用书面形式并由双方签署。收到变更建议的一方应当在 ${terms.amendmentDays} 日内答复；逾期未答复的，视为不同意。`,
  terms.subcontracting === "none"
    ? "乙方不得将研究开发工作转由第三人承担。"
    : "经甲方书面同意，乙方可以将部分研究开发工作转由第三人承担，并对其工作负责。",
  "作为标的的技术已经由他人公开，致使履行没有意义的，任何一方可以解除合同。",
  "合同解除时，已验收的里程碑不受影响；已托管而未验收的金额退还甲方。",
];

const disputes = (terms: Terms): string[] => [
  "双方就里程碑发生争议的，可以提请科技主管部门调解，调解结果对该里程碑有约束力。",
  terms.disputes === "arbitration"
    ? `其他争议提交${terms.arbitration}仲裁。`
    : `其他争议由${courts[terms.disputes]}有管辖权的人民法院管辖。`,
];

const definitions = (terms: Terms): string[] =>
  terms.definitions.length === 0
    ? ["本合同的名词和术语按所属技术领域的通常含义解释。"]
    : terms.definitions.map(({ term, meaning }) => `“${term}”：${meaning}`);

const rest = (terms: Terms): string[] => [
  ...(terms.clientContact === "" ? [] : [`甲方项目联系人：${terms.clientContact}`]),
  ...(terms.developerContact === "" ? [] : [`乙方项目联系人：${terms.developerContact}`]),
  ...terms.annexes.map(({ name, sha256 }, index) => `附件 ${index + 1}：${name}（SHA-256：${sha256}）`),
  ...(terms.annexes.length === 0 ? ["本合同无附件。"] : ["附件是本合同的组成部分。"]),
  terms.other,
];

const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A number below twenty as articles carry it. */
const numeral = (n: number): string => (n < 10 ? (digits[n] ?? "") : `十${digits[n - 10] ?? ""}`);
