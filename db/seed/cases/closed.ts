import type { CaseSeed } from "./shapes.ts";

/** Cases that have come to rest: two decisions in force, one repaired, one accusation found baseless. */
export const closedCases: CaseSeed[] = [
  {
    key: "qiongyu-reports",
    subject: "qiongyu",
    complainant: "sanjiaofan",
    title: "出具虚假阀门密封性能检测报告",
    account:
      "我公司委托衢州穹屿检测技术有限公司做低温密封试验，收到的三份报告中泄漏率曲线完全一致，仅编号和日期不同；委托样品送达时包装未拆。请核实其是否实际开展试验。",
    offence: "RI03",
    act: [-290, -262],
    filed: -236,
    state: "final",
    officer: "officer",
    accepted: { day: -229, reason: "材料具体、有初步证据，属于本机关管辖，予以受理。" },
    findings: [
      "现场检查试验室运行记录：报告所载三个试验日期，低温试验台均处于停机检修状态，检修单由设备厂家签字。",
      "调取原始数据文件三份，校验值相同，系同一次2025年校准试验的数据文件改名。",
    ],
    notice: {
      day: -196,
      facts:
        "当事人在未开展试验的情况下出具三份低温密封性能检测报告，所附曲线取自设备校准数据，涉及委托单位一家、检测费用三万六千元。",
      class: "serious",
      measures: [
        ["blacklist", 730],
        ["listing_restriction", 365],
      ],
    },
    defence:
      "承认三份报告未按规范试验，系当时设备检修、交付期紧所致；已退还检测费用并通知委托单位停止使用报告，请求从轻。",
    hearing: {
      reason: "拟作措施影响公司存续，申请听证。",
      day: -178,
      place: "省科技资源监管办公室二楼听证室",
      minutes:
        "当事人委托代理人一名到场。调查人员出示检修单、数据文件校验结果；当事人对事实无异议，提交退费凭证与内部整改制度，请求缩短期限。双方核对笔录无误并签字。",
    },
    proposal: {
      day: -172,
      text: "事实清楚、证据充分。当事人主动退费、配合调查，建议列入严重失信名单七百三十日，不再另行限制发布。",
    },
    decision: {
      day: -165,
      by: "adjudicator",
      facts:
        "当事人于低温试验台停机检修期间，未开展试验即出具三份低温密封性能检测报告，所附曲线与其校准数据文件校验值相同。上述事实有检修单、原始数据文件、委托合同和听证笔录为证。",
      reasons:
        "检测报告是委托单位判断产品安全的依据，当事人的行为严重损害检测公信力。其主动退还费用、通知停用报告、配合调查，依法可以从轻，不再另行限制发布。当事人关于交付期紧的申辩不影响行为性质，不予采纳。",
      class: "serious",
      measures: [["blacklist", 730]],
    },
    served: -162,
    published: {
      day: -158,
      facts: "在试验设备停机检修期间未开展试验，以校准数据冒充试验数据，出具三份低温密封性能检测报告。",
    },
    evidence: [
      { name: "三份检测报告.pdf", source: "举报单位提交", day: -236, by: "complainant" },
      { name: "低温试验台检修单.pdf", source: "现场检查取得，设备厂家签字", day: -221, by: "officer" },
    ],
  },
  {
    key: "mozhen-listing",
    subject: "mozhen",
    clue: "ungranted_patent",
    title: "未授权专利标注授权专利号",
    account:
      "平台核对法律状态时发现，该单位发布的导热填料成果标注“ZL”专利号，对应申请的法律状态为“驳回失效”。",
    offence: "MC02",
    act: [-140, -96],
    filed: -95,
    state: "final",
    officer: "officer",
    accepted: { day: -91, reason: "法律状态信息可核，予以受理。" },
    findings: ["核对国家专利登记信息：该申请于公布后被驳回，未提出复审，标注“ZL”号无依据。"],
    notice: {
      day: -80,
      facts:
        "当事人在平台发布的成果中对已被驳回的专利申请标注授权专利号，持续约一个半月，期间收到两家企业询价。",
      class: "general",
      measures: [["listing_restriction", 150]],
    },
    defence: "系代理机构误告，收到通知当日已下架该成果，没有成交，请求只作提醒。",
    proposal: { day: -66, text: "事实清楚。已主动下架、未成交，建议期限减为一百二十日。" },
    decision: {
      day: -58,
      by: "adjudicator",
      facts: "当事人对已被驳回的专利申请标注授权专利号并在平台公开发布，期间收到两家企业询价，未成交。",
      reasons:
        "标注未授权的专利号足以误导受让方。发布信息的真实性由发布单位负责，代理机构误告不能免除责任；当事人及时下架、未造成损失，予以从轻。",
      class: "general",
      measures: [["listing_restriction", 120]],
    },
    served: -55,
    published: { day: -50, facts: "发布成果时对已被驳回的专利申请标注授权专利号。" },
    objection: {
      day: -1,
      grounds: "公示的行为起止日期有误：成果在收到通知当日已经下架，公示截止日期晚了九天，请更正。",
    },
  },
  {
    key: "chaojian-contract",
    subject: "chaojian",
    complainant: "tiaoxi",
    title: "无正当理由不履行技术合同",
    account: "双方签订模具流道优化技术开发合同，对方收到首期成果后拒绝验收也不付款，两次书面催告均未答复。",
    offence: "MC04",
    act: [-300, -270],
    filed: -262,
    state: "final",
    officer: "officer",
    accepted: { day: -255, reason: "合同、催告函齐备，予以受理。" },
    findings: ["核对合同、交付清单与两次催告函的签收记录，当事人收到后四十日未作任何答复。"],
    notice: {
      day: -240,
      facts: "当事人收到技术开发合同首期成果后，经两次书面催告仍无正当理由拒绝验收、拒绝付款。",
      class: "general",
      measures: [
        ["yellow_card", 180],
        ["proposal_restriction", 150],
      ],
    },
    defence: "因经办人离职交接不清，并非恶意，愿意立即验收付款。",
    proposal: { day: -226, text: "事实清楚，建议黄牌警告并限制应答需求。" },
    decision: {
      day: -220,
      by: "adjudicator",
      facts: "当事人收到首期成果及两次催告后，无正当理由不验收、不付款。",
      reasons:
        "经办人离职不构成不履行合同的正当理由。当事人应当在整改期限内完成验收、结清款项并建立合同台账。",
      class: "general",
      measures: [
        ["yellow_card", 180],
        ["proposal_restriction", 150],
      ],
    },
    served: -217,
    published: { day: -213, facts: "收到技术开发合同首期成果后，经催告仍不验收、不付款。" },
    rectified: {
      day: -196,
      what: "完成首期成果验收、结清款项，建立技术合同台账。",
      report: "已完成验收并付清首期款，附付款回单；合同台账已启用，由总经理每月检查。",
      answer: "付款回单与对方确认函相符，台账抽查完整，整改通过。",
    },
    repaired: {
      filed: -112,
      day: -108,
      by: "reviewer",
      statement: "整改已通过，合同后续两期均按期履行，承诺今后严格履约，如有违反愿按最长期限公示。",
      answer: "已满最短公示期，整改通过，履约情况经对方确认，同意修复。",
    },
  },
  {
    key: "fushi-listing",
    subject: "fushi",
    complainant: "sme",
    title: "涉嫌发布虚假服务能力信息",
    account: "该公司页面称可做七轴联动加工，我公司询价时对方答复设备尚在调试，怀疑发布的能力不实。",
    offence: "MC01",
    act: [-60, -44],
    filed: -42,
    state: "unfounded",
    officer: "officer",
    accepted: { day: -36, reason: "举报内容具体，予以受理。" },
    findings: [
      "现场查看设备与验收报告：设备已于发布前验收，询价当周停机更换主轴，停机告示在发布页面附注中。",
    ],
    proposal: { day: -24, text: "发布内容与事实相符，建议不予处理。" },
    decision: {
      day: -20,
      by: "reviewer",
      facts: "设备在信息发布前已经验收并投入使用；举报人询价时设备临时停机检修，页面附注已经说明。",
      reasons: "现有证据不能证明发布内容虚假，举报所述情况属实但不构成违规，决定不予处理。",
      class: null,
      measures: [],
    },
  },
];
