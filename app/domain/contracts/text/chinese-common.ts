import type { Terms } from "../terms.ts";
import { yuan } from "./wording.ts";

const courts: Record<Exclude<Terms["disputes"], "arbitration">, string> = {
  court_client: "甲方住所地",
  court_developer: "乙方住所地",
};

export const milestones = (terms: Terms): string[] => [
  ...terms.milestones.flatMap(({ title, deliverable, dueOn, amount }, index) => [
    `里程碑 ${index + 1}：${title}`,
    `交付物：${deliverable}`,
    `应于 ${dueOn} 前（含当日）交付；金额人民币 ${yuan(amount)} 元。`,
  ]),
  "甲方未按平台载明的期限支付某一里程碑的金额的，该里程碑的交付期限按逾期的天数顺延；托管的金额被追回的，自追回之日起至重新支付之日止，交付期限停止计算。",
];

export function acceptance(terms: Terms): string[] {
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

export const secrecy = (terms: Terms): string[] =>
  terms.confidential === ""
    ? ["双方对在订立和履行本合同中知悉的对方商业秘密依法保密。"]
    : [
        terms.confidential,
        `保密期限为本合同终止后 ${terms.confidentialYears} 年；本条在合同终止后继续有效。`,
      ];

export const risk = (terms: Terms): string[] => [
  terms.failureClientPercent === null
    ? "履行中出现无法克服的技术困难，致使研究开发失败或者部分失败的，风险由双方合理分担。"
    : `履行中出现无法克服的技术困难，致使研究开发失败或者部分失败的，该里程碑的金额由甲方承担 ${terms.failureClientPercent}%，其余由乙方承担。`,
  "一方发现可能致使研究开发失败的情形，应当及时通知另一方并采取措施减少损失；未及时通知并采取措施的，对扩大的损失承担责任。",
  ...(terms.failureVerification === "" ? [] : ["失败的确认：", terms.failureVerification]),
];

export const damages = (terms: Terms): string[] => [
  `乙方逾期交付的，每逾期一日按该里程碑金额的万分之${terms.delayRate}支付违约金，累计不超过该里程碑金额的 ${terms.damagesCap}%；支付违约金后仍应履行。`,
  `一方迟延履行主要义务，经催告后 ${terms.cureDays} 日内仍未履行的，另一方可以解除合同。`,
  ...(terms.breach === "" ? [] : ["其他违约责任：", terms.breach]),
];

export const disputes = (terms: Terms): string[] => [
  "双方就里程碑发生争议的，可以提请科技主管部门调解，调解结果对该里程碑有约束力。",
  terms.disputes === "arbitration"
    ? `其他争议提交${terms.arbitration}仲裁。`
    : `其他争议由${courts[terms.disputes]}有管辖权的人民法院管辖。`,
];

export const definitions = (terms: Terms): string[] =>
  terms.definitions.length === 0
    ? ["本合同的名词和术语按所属技术领域的通常含义解释。"]
    : terms.definitions.map(({ term, meaning }) => `“${term}”：${meaning}`);

export const rest = (terms: Terms): string[] => [
  ...(terms.clientContact === "" ? [] : [`甲方项目联系人：${terms.clientContact}`]),
  ...(terms.developerContact === "" ? [] : [`乙方项目联系人：${terms.developerContact}`]),
  ...terms.annexes.map(({ name, sha256 }, index) => `附件 ${index + 1}：${name}（SHA-256：${sha256}）`),
  ...(terms.annexes.length === 0 ? ["本合同无附件。"] : ["附件是本合同的组成部分。"]),
  terms.other,
];
