import type { Term } from "../../cases/shapes.ts";
import type { MeasureKind } from "../../../schema/vocabulary.ts";
import { authorityRecords, organs } from "../../reference/organs.ts";

const names: Record<MeasureKind, string> = {
  reminder: "书面提醒",
  talk: "约谈",
  yellow_card: "黄牌警告并限期整改",
  booking_restriction: "限制预约科研设施",
  listing_restriction: "限制发布成果、设施与服务信息",
  proposal_restriction: "限制应答技术需求",
  suspension: "暂停在平台的活动",
  delisting: "摘牌",
  blacklist: "列入严重失信名单",
};

interface Paper {
  number: string;
  caseNo: string;
  subject: string;
  uscc: string;
  offence: string;
  basis: string;
  facts: string;
  defended: boolean;
  heard: boolean;
  reasons: string;
  measures: readonly Term[];
  signer: string;
  day: string;
}

/** A decision as it would have been signed. */
export function paperText(paper: Paper): string {
  const organ = organs.find(({ abbreviation }) => paper.number.startsWith(abbreviation));
  const authority = authorityRecords.find(({ regionPrefix }) => regionPrefix === organ?.regionPrefix);
  if (!authority) throw new Error(`no authority signs ${paper.number}`);
  return [
    authority.sealZh,
    paper.measures.length > 0 ? "失信行为处理决定书" : "不予处理决定书",
    `文号：${paper.number}`,
    "",
    `当事人：${paper.subject}`,
    `统一社会信用代码：${paper.uscc}`,
    `案号：${paper.caseNo}`,
    "",
    "一、查明的事实",
    `涉及事项：${paper.offence}。`,
    paper.facts,
    "",
    "二、告知与陈述申辩",
    paper.defended
      ? "当事人在规定期限内提出陈述申辩，本机关已逐项复核。"
      : "当事人在规定期限内未提出陈述申辩。",
    paper.heard ? "应当事人申请举行了听证，听证笔录已附卷。" : "本案未举行听证。",
    "",
    "三、理由与依据",
    paper.reasons,
    `依据：${paper.basis}；行为发生时施行的平台规则册。`,
    "",
    "四、决定",
    ...(paper.measures.length === 0 ? ["现有证据不足以认定存在被反映的行为，不予处理。"] : []),
    ...paper.measures.map(([kind, days], at) =>
      days === null
        ? `${at + 1}. ${names[kind]}。`
        : `${at + 1}. ${names[kind]}，期限${days}日，自送达之日起计算，期满自行终止。`,
    ),
    "",
    "五、救济途径",
    ...remedyLines(paper, authority),
    "",
    `签发人：${paper.signer}`,
    ...authorityLines(authority),
    paper.day,
    "",
  ].join("\n");
}

type Authority = (typeof authorityRecords)[number];

const remedyLines = (paper: Paper, authority: Authority): string[] => [
  ...(paper.measures.length === 0
    ? []
    : [
        "当事人不服本决定的，可以自本决定送达之日起15个工作日内通过平台向本机关申请复核。复核不是申请行政复议或者提起行政诉讼的前提，不代替行政复议和行政诉讼，也不影响其期限。",
      ]),
  `当事人不服本决定的，可以自知道或者应当知道本决定之日起60日内向${authority.reconsiderationZh}（地址：${authority.reconsiderationAddressZh}）申请行政复议。`,
  `当事人也可以自知道或者应当知道本决定之日起6个月内向${authority.courtZh}提起行政诉讼；不服行政复议决定的，可以自收到复议决定书之日起15日内提起行政诉讼。`,
  "复核、行政复议和行政诉讼期间，除依法决定停止执行的外，本决定不停止执行。",
];

const authorityLines = (authority: Authority): string[] => [
  `作出机关：${authority.sealZh}（印章）`,
  `地址：${authority.addressZh}`,
  `联系电话：${authority.telephone}`,
];
