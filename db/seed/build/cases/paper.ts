import type { Term } from "../../cases/shapes.ts";
import type { MeasureKind } from "../../../schema/vocabulary.ts";

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
export const paperText = (paper: Paper): string =>
  [
    "浙江省科技资源监管办公室",
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
    "当事人可以在规定期限内通过平台申请复核，也可以依法申请行政复议或者提起行政诉讼。",
    "",
    `签发人：${paper.signer}`,
    paper.day,
    "",
  ].join("\n");
