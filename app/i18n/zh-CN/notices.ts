/** `notices.<template>`: what happened to a thing; templates are named by the transitions of the slices. */
export const notices = {
  "negotiation-enquired": {
    title: "有单位询价：{{title}}",
    body: "有单位就“{{title}}”询价，并已接受保密条款。请在 {{until}} 前决定是否洽谈，逾期失效。",
  },
  "negotiation-opened": {
    title: "转让方同意洽谈：{{title}}",
    body: "转让方就“{{title}}”同意洽谈，将先报价。",
  },
  "negotiation-offer": {
    title: "对方已报价：{{title}}",
    body: "对方就“{{title}}”提出新的交易条件，请在 {{until}} 前接受、还价或终止。",
  },
  "negotiation-agreed": {
    title: "条件谈妥：{{title}}",
    body: "对方接受了“{{title}}”的交易条件。",
  },
  "negotiation-announced": {
    title: "拟交易条件公示：{{title}}",
    body: "“{{title}}”的拟交易条件已公示，至 {{until}}；期满且异议均已答复后方可达成交易。",
  },
  "negotiation-objection": {
    title: "公示收到异议：{{title}}",
    body: "有人对“{{title}}”的拟交易条件提出异议，答复之前不能达成交易。",
  },
  "negotiation-concluded": { title: "交易达成：{{title}}", body: "“{{title}}”交易达成，请据此订立合同。" },
  "negotiation-reopened": {
    title: "重新洽谈：{{title}}",
    body: "转让方提出就“{{title}}”重新洽谈，理由见洽谈页面。",
  },
  "negotiation-ended": { title: "洽谈终止：{{title}}", body: "“{{title}}”的洽谈已终止，理由见洽谈页面。" },
  "negotiation-lapsed": { title: "洽谈失效：{{title}}", body: "“{{title}}”的洽谈逾期未答复，已失效。" },
  "auction-sold": {
    title: "竞价成交：{{title}}",
    body: "“{{title}}”竞价结束，成交价 {{price}}。请在 {{until}} 前与买受人签订合同，签约后在本页确认。",
  },
  "auction-unsold": {
    title: "竞价无人应价：{{title}}",
    body: "“{{title}}”竞价结束，没有单位出价，保证金已退还。",
  },
  "auction-below-reserve": {
    title: "竞价未达保留价：{{title}}",
    body: "“{{title}}”竞价结束，最高出价未达到保留价，没有成交，保证金已退还。",
  },
  "auction-won": {
    title: "贵单位竞得：{{title}}",
    body: "贵单位以 {{price}} 竞得“{{title}}”。请在 {{until}} 前与转让方签订合同，合同生效后保证金退还。",
  },
  "auction-lost": {
    title: "竞价结束：{{title}}",
    body: "“{{title}}”竞价结束，贵单位未竞得，保证金退还。",
  },
  "auction-called-off": {
    title: "竞价已撤回：{{title}}",
    body: "转让方撤回了“{{title}}”的竞价，说明：{{note}}。保证金退还。",
  },
  "auction-overdue": {
    title: "签约逾期：{{title}}",
    body: "“{{title}}”的签约期限已过。买受人未签署合同的，可在 {{until}} 前主张违约；逾期不主张的，保证金退还买受人。",
  },
  "auction-default-declared": {
    title: "转让方主张违约：{{title}}",
    body: "转让方主张贵单位竞得“{{title}}”后未按期签约。理由：{{reason}}。贵单位可在 {{until}} 前提出异议；逾期无异议的，保证金归转让方。",
  },
  "auction-contested": {
    title: "违约异议：{{title}}",
    body: "“{{title}}”的买受人对违约提出异议：{{reason}}。调解人员将在 {{until}} 前裁定，裁定前保证金继续由平台代管。",
  },
  "auction-defaulted": {
    title: "违约成立：{{title}}",
    body: "“{{title}}”的买受人违约，保证金归转让方。理由：{{reason}}",
  },
  "auction-lapsed": {
    title: "成交失效：{{title}}",
    body: "“{{title}}”未签订合同，成交失效，保证金退还买受人。{{reason}}",
  },
  "transfer-account-changed": {
    title: "收款账户已变更",
    body: "本单位的收款账户已变更为 {{bank}}，尾号 {{tail}}。如非本单位所为，请立即核实并更正。",
  },
  "transfer-declared": {
    title: "付款单位已汇款：{{amount}}",
    body: "{{payer}} 告知已于 {{day}} 汇出 {{amount}}（编号 {{reference}}）。请核对银行账户，到账后确认。",
  },
  "transfer-not-found": {
    title: "收款单位未查到汇款：{{amount}}",
    body: "{{payee}} 未查到您单位告知的汇款 {{amount}}（编号 {{reference}}）。答复：{{reason}}",
  },
  "invoice-requested": {
    title: "发票申请：{{amount}}",
    body: "{{payer}} 申请{{kind}} {{amount}}，请在 {{due}} 前开具并登记。",
  },
  "invoice-issued": {
    title: "发票已开具：{{amount}}",
    body: "{{payee}} 已开具{{kind}} {{amount}}，号码 {{number}}。",
  },
  "invoice-declined": {
    title: "发票未开具：{{amount}}",
    body: "{{payee}} 未开具您单位申请的{{kind}} {{amount}}。理由：{{reason}}",
  },
  "invoice-voided": {
    title: "发票已红冲：{{number}}",
    body: "{{payee}} 已对号码 {{number}} 的{{kind}}开具红字发票。理由：{{reason}}",
  },
  "charge-due-soon": {
    title: "付款即将到期：{{amount}}（{{purpose}}）",
    body: "您单位应付“{{payee}}”的 {{amount}}（{{purpose}}，编号 {{reference}}）即将到期，请按汇款通知付款。",
  },
  "charge-overdue": {
    title: "付款已逾期：{{amount}}（{{purpose}}）",
    body: "{{payer}} 应付“{{payee}}”的 {{amount}}（{{purpose}}，编号 {{reference}}）已逾期。适用《保障中小企业款项支付条例》的，按法定期限和利率计算。",
  },
  "charge-made": {
    title: "新的费用：{{amount}}（{{purpose}}）",
    body: "{{payee}} 应收您单位 {{amount}}（{{purpose}}，编号 {{reference}}）。费用明细和缘由见费用页面。",
  },
  "charge-paid": {
    title: "已付清：{{amount}}（{{purpose}}）",
    body: "{{payer}} 应付“{{payee}}”的 {{amount}}（{{purpose}}，编号 {{reference}}）已全部到账。",
  },
  "charge-released": {
    title: "托管款已拨付：{{amount}}",
    body: "{{payer}} 托管的 {{amount}}（{{purpose}}，编号 {{reference}}）已拨付给您单位。",
  },
  "charge-hold-ending": {
    title: "托管期限将满：{{amount}}",
    body: "{{payer}} 在线支付给“{{payee}}”的托管款 {{amount}}（{{purpose}}，付款编号 {{reference}}）最长托管至 {{until}}。请在此之前验收、商定退回或申请调解；款项不会自动划转。",
  },
  "charge-hold-over": {
    title: "托管期限已满：{{amount}}",
    body: "{{payer}} 在线支付给“{{payee}}”的托管款 {{amount}}（{{purpose}}，付款编号 {{reference}}）应于 {{until}} 前拨付或退回，支付服务不再延长托管。请立即验收、商定退回或申请调解。",
  },
  "charge-disputed": {
    title: "付款争议：{{amount}}（{{purpose}}）",
    body: "{{payer}} 付给您单位的 {{amount}}（{{purpose}}，编号 {{reference}}）被付款银行提出争议，款项暂由银行冻结。请在费用页面的期限内提交能证明已提供服务的说明和材料。",
  },
  "charge-evidence-refused": {
    title: "争议证据未受理：{{reference}}",
    body: "支付服务未受理本单位就 {{amount}}（{{purpose}}，付款编号 {{reference}}）提交的争议证据：{{reason}}。请在费用页面修改后重新提交。",
  },
  "payment-notice-failed": {
    title: "支付通知需要人工处理",
    body: "一条支付通知（{{type}}）未能入账：{{why}}请在支付通知页面核实。",
  },
  "payout-failed": {
    title: "结算未成功：{{amount}}",
    body: "向您单位结算 {{amount}} 未成功（支付服务给出的原因：{{code}}）。系统每日自动重试，也可以在结算页面立即重试或撤销。",
  },
  "refund-made": {
    title: "退款：{{amount}}",
    body: "{{payee}} 将退还您单位 {{amount}}（{{purpose}}，编号 {{reference}}），按原付款方式退回。{{reason}}",
  },
  "refund-failed": {
    title: "退款未成功：{{amount}}",
    body: "退给“{{payer}}”的 {{amount}}（{{purpose}}，付款编号 {{reference}}）未成功：{{why}}款项仍须退还，可在费用页面重新退款，或改由银行转账退还。",
  },
  "refund-transfer-proposed": {
    title: "转账退还待同意：{{amount}}",
    body: "退还“{{payer}}”的 {{amount}}（{{purpose}}，编号 {{reference}}）未能退回原卡，同事提出改由银行转账退还，须由第二人同意。",
  },
  "refund-by-transfer": {
    title: "退款改由银行转账：{{amount}}",
    body: "{{payee}} 退还您单位的 {{amount}}（{{purpose}}，编号 {{reference}}）未能退回付款卡，改由银行转账退还。请在费用页面核对或填写本单位的收款账户。",
  },
  "refund-sent": {
    title: "退款已汇出：{{amount}}",
    body: "{{payee}} 已将 {{amount}}（{{purpose}}，编号 {{reference}}）退还您单位，银行流水号 {{reason}}。请核对到账。",
  },
  "refund-proposed": {
    title: "退款待复核：{{amount}}",
    body: "退还 {{payer}} {{amount}}（{{purpose}}，编号 {{reference}}）须由第二人复核。理由：{{reason}}",
  },
  "demand-opened": {
    title: "方案已启封：{{title}}",
    body: "需求“{{title}}”征集截止，收到的方案已启封。请按评审标准逐份评分并说明理由，再选定一份。",
  },
  "demand-award-final": {
    title: "选定结果生效：{{title}}",
    body: "需求“{{title}}”的选定结果公示期满生效，可以与选定单位订立研发合同。",
  },
  "demand-question-asked": {
    title: "有人提问：{{title}}",
    body: "有单位就需求“{{title}}”提问。您的答复将公开，所有人都能看到。",
  },
  "demand-question-answered": {
    title: "提问已答复：{{title}}",
    body: "需求单位答复了您就“{{title}}”提出的问题。",
  },
  "proposal-criteria-changed": {
    title: "评审标准已调整：{{title}}",
    body: "需求单位调整了“{{title}}”的方案评审标准。您单位的方案仍处于密封状态，{{until}} 前可以修改或撤回。",
  },
  "proposal-opened": {
    title: "方案已启封：{{title}}",
    body: "您单位对“{{title}}”提交的方案已到期启封，正由需求单位评审。",
  },
  "proposal-awarded": {
    title: "贵单位方案被选定：{{title}}",
    body: "需求单位选定了您单位对“{{title}}”的方案，理由：{{reason}}。公示至 {{until}}，期满无异议即生效。",
  },
  "proposal-not-awarded": {
    title: "方案未被选定：{{title}}",
    body: "您单位对“{{title}}”的方案未被选定。需求单位的理由：{{reason}}。您可以查看本单位方案的评分；如有异议，请在公示期内提出。",
  },
  "proposal-reconsidered": {
    title: "选定已撤销，重新评审：{{title}}",
    body: "“{{title}}”的选定结果已撤销，您单位的方案重新进入评审。理由：{{reason}}",
  },
  "proposal-returned": {
    title: "方案未启封退回：{{title}}",
    body: "需求“{{title}}”在截止前关闭，您单位的方案未启封退回。说明：{{reason}}",
  },
  "case-assigned": {
    title: "案件已交您承办：{{title}}",
    body: "案件 {{caseNo}}“{{title}}”已指定由您承办。如与当事人或举报人有利害关系，请立即回避。",
  },
  "external-listed": {
    title: "其他机关名单列入您单位：{{title}}",
    body: "{{authority}}公布了有关您单位的信息（{{title}}）：{{what}}。该信息已在您单位信用页面如实展示，不影响信用等级和得分。如并非您单位，或原公布机关已停止公示，请提出异议，异议标记立即显示。",
  },
  "case-reminded": {
    title: "催办：{{title}}",
    body: "请抓紧办理案件 {{caseNo}}“{{title}}”。催办说明：{{reason}}",
  },
  "case-notified": {
    title: "告知书：{{title}}",
    body: "关于案件 {{caseNo}}“{{title}}”，现将拟认定的事实、依据、拟采取的措施和您单位的权利告知您单位。请在 {{due}} 前提出陈述、申辩；依法可以申请听证的，请在告知书载明的期限内提出。",
  },
  "case-defended": {
    title: "收到陈述申辩：{{title}}",
    body: "{{from}} 就案件 {{caseNo}} 提交了陈述申辩，请予审阅。",
  },
  "case-hearing-requested": {
    title: "当事人申请听证：{{title}}",
    body: "{{from}} 就案件 {{caseNo}} 申请听证，请安排时间、地点和主持人，并提前通知。",
  },
  "case-hearing-withdrawn": {
    title: "听证申请已撤回：{{title}}",
    body: "{{from}} 撤回了案件 {{caseNo}} 的听证申请。",
  },
  "case-hearing-scheduled": {
    title: "听证通知：{{title}}",
    body: "案件 {{caseNo}} 的听证已安排，时间、地点和主持人见案件页面。您可以委托一至二人代理。",
  },
  "case-heard": {
    title: "听证已举行：{{title}}",
    body: "案件 {{caseNo}} 的听证笔录已归卷，请继续办理。",
  },
  "case-submitted": {
    title: "待决定案件：{{title}}",
    body: "案件 {{caseNo}}“{{title}}”已调查终结，请审理并作出决定。",
  },
  "case-returned": {
    title: "案件退回补充调查：{{title}}",
    body: "案件 {{caseNo}} 退回补充调查：{{reason}}",
  },
  "case-unfounded": {
    title: "案件认定不成立：{{title}}",
    body: "案件 {{caseNo}} 经审理，认定不成立，不采取任何措施，也不记入信用记录。",
  },
  "case-decided": {
    title: "决定已作出，请送达：{{title}}",
    body: "案件 {{caseNo}} 已作出决定，请在期限内送达当事人。",
  },
  "case-served": {
    title: "决定书送达：{{title}}",
    body: "案件 {{caseNo}} 的决定书现送达您单位。决定自送达之日起生效；如不服，可在 {{due}} 前申请复核。",
  },
  "case-review-requested": {
    title: "复核申请：{{title}}",
    body: "{{from}} 对案件 {{caseNo}} 的决定申请复核，请由未参与原决定的人员办理。",
  },
  "case-stayed": {
    title: "复核期间暂停执行：{{title}}",
    body: "案件 {{caseNo}} 的措施在复核期间暂停执行。",
  },
  "case-upheld": {
    title: "复核决定（维持）：{{title}}",
    body: "案件 {{caseNo}} 经复核，维持原决定。",
  },
  "case-changed": {
    title: "复核决定（变更）：{{title}}",
    body: "案件 {{caseNo}} 的决定已变更，原措施停止执行，以变更后的决定为准。",
  },
  "case-revoked": {
    title: "决定已撤销：{{title}}",
    body: "案件 {{caseNo}} 的决定已撤销，措施即行解除，公示即行撤下。",
  },
  "complaint-accepted": {
    title: "举报已受理：{{title}}",
    body: "您对{{from}}的举报（{{caseNo}}）已受理，办理结果会另行通知您。",
  },
  "complaint-rejected": {
    title: "举报不予受理：{{title}}",
    body: "您对{{from}}的举报（{{caseNo}}）不予受理：{{reason}}",
  },
  "complaint-unfounded": {
    title: "举报办结（不予处理）：{{title}}",
    body: "您对{{from}}的举报（{{caseNo}}）已经审理，现有证据不足以认定，不予处理，案件终结。",
  },
  "complaint-decided": {
    title: "举报办结（已作出处理）：{{title}}",
    body: "您对{{from}}的举报（{{caseNo}}）已作出处理决定并送达当事人。依法应当公示的，可在公示查询中查看。",
  },
  "complaint-upheld": {
    title: "复核维持原决定：{{title}}",
    body: "您举报的案件（{{caseNo}}）经复核，维持原决定。",
  },
  "complaint-changed": {
    title: "复核变更原决定：{{title}}",
    body: "您举报的案件（{{caseNo}}）经复核，原决定已变更。",
  },
  "complaint-revoked": {
    title: "原决定已撤销：{{title}}",
    body: "您举报的案件（{{caseNo}}）的处理决定经复核已撤销。",
  },
  "case-objected": {
    title: "收到信用异议",
    body: "{{from}}对其信用记录提出异议，已标注“异议处理中”。请于{{due}}前由未参与原案的人员答复。",
  },
  "case-objection-sustained": {
    title: "异议成立：{{title}}",
    body: "您单位提出的信用异议成立：{{reason}}",
  },
  "case-objection-dismissed": {
    title: "异议不成立：{{title}}",
    body: "您单位提出的信用异议不成立：{{reason}}",
  },
  "assessment-rectification-reported": {
    title: "整改报告待核查：{{title}}",
    body: "{{from}} 提交了黄牌警告的整改报告，请在期限内核查。",
  },
  "assessment-rectification-accepted": {
    title: "整改通过：{{title}}",
    body: "您单位的整改已通过核查。{{reason}}",
  },
  "assessment-rectification-returned": {
    title: "整改退回：{{title}}",
    body: "您单位的整改尚未达到要求：{{reason}}。整改期限至{{until}}。",
  },
  "assessment-rectification-missed": {
    title: "整改逾期：{{title}}",
    body: "{{from}} 的整改期限已过，整改尚未通过。逾期情况将由工作人员核实，不会自动加重处理。",
  },
  "rectification-reported": {
    title: "整改报告待核查：{{title}}",
    body: "{{from}} 提交了整改报告，请在期限内核查。",
  },
  "rectification-accepted": {
    title: "整改通过：{{title}}",
    body: "您单位的整改已通过核查。{{reason}}",
  },
  "rectification-returned": {
    title: "整改退回：{{title}}",
    body: "您单位的整改尚未达到要求，请继续整改：{{reason}}",
  },
  "rectification-missed": {
    title: "整改逾期：{{title}}",
    body: "整改期限已过，尚未收到报告。逾期情况将由工作人员核实，不会自动加重处理。",
  },
  "repair-granted": {
    title: "准予信用修复：{{title}}",
    body: "您单位的信用修复申请已获准，公示和相关措施同时终止。{{reason}}",
  },
  "repair-refused": {
    title: "不予信用修复：{{title}}",
    body: "您单位的信用修复申请未获准：{{reason}}",
  },
  "violation-recorded": {
    title: "违约记录（{{code}}）：{{title}}",
    body: "您对“{{title}}”（{{when}}）的预约被记为“{{code}}”，计入至 {{until}}。如有异议，可在“我的违约记录”中申诉。",
  },
  "violation-contested": {
    title: "待处理申诉：{{from}} 对“{{title}}”的记录有异议",
    body: "{{from}} 对“{{title}}”（{{when}}）的“{{code}}”记录提出申诉：{{reason}} 请在期限内答复；逾期未答复的，该记录暂不计入。",
  },
  "violation-upheld": {
    title: "申诉答复：{{title}}",
    body: "您对“{{title}}”（{{when}}）的“{{code}}”记录的申诉未获支持，理由：{{reason}}",
  },
  "violation-waived": {
    title: "违约记录已免除：{{title}}",
    body: "“{{title}}”（{{when}}）的“{{code}}”记录已免除，相应费用和信用扣分一并撤销。{{reason}}",
  },
  "block-proposed": {
    title: "待确认的处理：{{title}}",
    body: "按公布的规则，{{from}} 在“{{title}}”的违约次数达到“{{level}}”的条件，须由设备方确认后才生效。",
  },
  "block-in-force": {
    title: "{{level}}：{{title}}",
    body: "因多次违约，设备方对您在“{{title}}”的使用作出“{{level}}”，至 {{until}} 止。可查看依据，对有异议的记录提出申诉。",
  },
  "block-lifted": {
    title: "已解除：{{title}}",
    body: "您在“{{title}}”的“{{level}}”已解除。{{reason}}",
  },
  "qualification-granted": {
    title: "取得资质：{{title}}",
    body: "{{from}}授予您“{{title}}”资质，可在“我的资质”中查看证书。",
  },
  "qualification-revoked": {
    title: "资质被撤销：{{title}}",
    body: "{{from}}撤销了您的“{{title}}”资质，原因：{{reason}}",
  },
  "qualification-expiring": {
    title: "资质即将失效：{{title}}",
    body: "{{from}}授予您的“{{title}}”资质将于 {{until}} 失效。如仍需使用，请尽早参加培训或上机使用。",
  },
  "training-booked": {
    title: "培训报名成功：{{title}}",
    body: "您已报名“{{title}}”培训：{{when}}，地点：{{place}}。如不能参加，请在开始前取消报名，以便他人使用名额。",
  },
  "training-cancelled": {
    title: "培训取消：{{title}}",
    body: "{{when}} 在{{place}}举办的“{{title}}”培训已取消，原因：{{reason}} 请选择其他场次。",
  },
  "assessment-opened": {
    title: "{{title}}已启动：请提交自评",
    body: "“{{from}}”已列入{{title}}。请在 {{until}} 前提交自评报告；逾期未提交的，按平台数据考核。",
  },
  "assessment-provisional": {
    title: "{{title}}：初步结果告知",
    body: "“{{from}}”在{{title}}中的初步结果已可查看，包括每项指标的数据、算法和得分。如有异议，请在 {{until}} 前提出；初步结果不对外公开。",
  },
  "assessment-published": {
    title: "{{title}}结果已公布",
    body: "{{title}}的结果已经公布，“{{from}}”可查看名次、等次和相应决定。",
  },
  "assessment-objection": {
    title: "待答复异议：{{from}}（{{title}}）",
    body: "“{{from}}”对{{title}}的初步结果提出异议：{{reason}} 须由未参与评分的人员在 {{until}} 前答复。",
  },
  "assessment-answered": {
    title: "异议已答复：{{title}}",
    body: "“{{from}}”对{{title}}初步结果的异议已答复：{{reason}}",
  },
  "assessment-adopted": {
    title: "{{title}}：{{kind}}",
    body: "根据{{title}}的结果，已对“{{from}}”作出“{{kind}}”的决定。理由：{{reason}}",
  },
  "voucher-applied": {
    title: "创新券申领待审核：{{from}}",
    body: "“{{from}}”申领“{{title}}”创新券 {{sum, money}}，请审核。用途：{{reason}}",
  },
  "voucher-granted": {
    title: "创新券已发放：{{sum, money}}",
    body: "“{{title}}”创新券 {{sum, money}} 已发放，有效期至{{until}}。预约设施时选择即可抵扣。",
  },
  "voucher-declined": {
    title: "创新券申领未通过",
    body: "“{{title}}”创新券 {{sum, money}} 的申领未通过。理由：{{reason}}",
  },
  "voucher-expired": {
    title: "创新券已到期",
    body: "“{{title}}”创新券已到期，未使用的余额已退回预算。",
  },
  "subsidy-paid": {
    title: "{{kind}}已拨付：{{sum, money}}",
    body: "根据{{title}}的结果，{{kind}} {{sum, money}} 已拨付。凭证号：{{reason}}",
  },
  "audit-broken": {
    title: "业务日志核验发现{{faults}}处异常",
    body: "业务日志核验至第{{seal}}号封存，共发现{{faults}}处异常，具体记录见“日志完整性”页面。请立即保全数据库、备份及库外封存摘要文件，并安排专人核查。",
  },
  "audit-verified": {
    title: "业务日志核验无误，至第{{seal}}号封存",
    body: "已封存的{{checked}}条记录均与写入时一致。最后一次封存为第{{seal}}号，摘要值为 {{hash}} 。请妥善保存本通知，日后可据此证明此前的记录未被改动。",
  },
  "verification-submitted": {
    title: "待审核：{{title}}申请单位认证",
    body: "“{{title}}”提交了单位认证申请和证明材料，请在期限内审核。",
  },
  "verification-verified": {
    title: "单位认证已通过",
    body: "“{{title}}”已通过认证，可以发布资源和预约设备。",
  },
  "verification-returned": {
    title: "单位认证申请已退回",
    body: "“{{title}}”的认证申请已退回，原因：{{reason}}。请补正后重新提交。",
  },
  "verification-ending": {
    title: "单位认证即将到期，请重新认证",
    body: "“{{title}}”的单位认证即将到期，请提交现行有效的证明材料。逾期未提交的，认证自动终止，重新认证前不能发布新的资源、签订合同。",
  },
  "verification-lapsed": {
    title: "单位认证已到期",
    body: "“{{title}}”未在到期前申请重新认证，认证已终止。重新认证前不能发布新的资源、签订合同。",
  },
  "listing-submitted": { title: "待审核：{{title}}", body: "“{{from}}”提交了“{{title}}”，请在期限内审核。" },
  "listing-published": { title: "已公开：{{title}}", body: "“{{title}}”已通过审核并公开。" },
  "listing-announced": {
    title: "已进入公示：{{title}}",
    body: "“{{title}}”已开始公示，公示期满且异议均已答复后自动公开。",
  },
  "objection-raised": {
    title: "公示收到异议：{{title}}",
    body: "“{{title}}”在公示期内收到异议，答复后方可结束公示。",
  },
  "listing-returned": {
    title: "已退回：{{title}}",
    body: "“{{title}}”已退回，原因：{{reason}}。请修改后重新提交。",
  },
  "listing-suspended": { title: "已暂停：{{title}}", body: "“{{title}}”已被暂停展示，原因：{{reason}}。" },
  "listing-restored": { title: "已恢复：{{title}}", body: "“{{title}}”已恢复展示。" },
  "listing-stale": {
    title: "请确认：{{title}}",
    body: "“{{title}}”已较长时间没有确认，请核对内容是否仍然有效；逾期未确认将自动撤下。",
  },
  "listing-lapsed": {
    title: "已撤下：{{title}}",
    body: "“{{title}}”长期未确认，已自动撤下。确认信息仍然有效后可以重新提交。",
  },
  "booking-charge-waived": {
    title: "取消费用已免除：{{title}}",
    body: "“{{title}}”已取消的预约（{{when}}）所空出的时段已由他人使用，取消费用和相应记录一并免除。",
  },
  "waitlist-offered": {
    title: "候补到时段：{{title}}",
    body: "您候补的“{{title}}”空出时段：{{when}}，已为您暂留至 {{until}}。请及时接受；逾期将分配给下一位。",
  },
  "waitlist-run-out": {
    title: "候补时段已逾期：{{title}}",
    body: "为您暂留的“{{title}}”（{{when}}）未在期限内接受，已分配给下一位。仍有需要时可以重新候补。",
  },
  "waitlist-over": {
    title: "候补结束：{{title}}",
    body: "您在 {{when}} 期间对“{{title}}”的候补没有等到合适的时段，现已结束。",
  },
  "contract-proposed": {
    title: "合同文本待答复：{{title}}",
    body: "对方就“{{title}}”提交了新的文本，请在 {{due}} 前修改或同意。{{reason}}",
  },
  "contract-agreed": {
    title: "合同待签署：{{title}}",
    body: "双方已就“{{title}}”的文本达成一致，请在 {{due}} 前签署。",
  },
  "contract-signed": { title: "对方已签署：{{title}}", body: "对方已签署“{{title}}”，请核对摘要并签署。" },
  "contract-effective": {
    title: "合同已生效：{{title}}",
    body: "“{{title}}”双方均已签署，自即日起生效。请甲方按期托管第一个里程碑的金额。",
  },
  "contract-completed": {
    title: "合同已完成：{{title}}",
    body: "“{{title}}”的里程碑全部结束，请在 {{due}} 前评价对方。",
  },
  "contract-reopened": { title: "合同退回修改：{{title}}", body: "“{{title}}”已退回起草：{{reason}}" },
  "contract-lapsed": { title: "签署逾期：{{title}}", body: "“{{title}}”未在期限内由双方签署，已退回起草。" },
  "contract-withdrawn": { title: "合同已撤回：{{title}}", body: "“{{title}}”不再订立：{{reason}}" },
  "contract-amended": { title: "合同变更生效：{{title}}", body: "“{{title}}”的变更已由双方签署并生效。" },
  "contract-termination": {
    title: "提议解除合同：{{title}}",
    body: "有一方提议协商解除“{{title}}”：{{reason}}",
  },
  "contract-terminated": {
    title: "合同已解除：{{title}}",
    body: "“{{title}}”已解除：{{reason}} 已托管未验收的金额退还甲方。请在 {{due}} 前评价对方。",
  },
  "milestone-funded": {
    title: "里程碑资金已托管：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的金额已到账托管，请乙方在 {{due}} 前交付。",
  },
  "milestone-unfunded": {
    title: "托管资金被退回：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的托管资金被甲方的银行追回，余额一并退还甲方。请甲方在 {{due}} 前重新支付；到账之前，乙方的交付期限停止计算。",
  },
  "milestone-short": {
    title: "托管资金被退回：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的托管资金被甲方的银行追回。乙方应得而托管不足的部分，届时向甲方收取。",
  },
  "milestone-delivered": {
    title: "里程碑待验收：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”已交付，请在 {{due}} 前验收；逾期未答复的，按合同约定处理。{{reason}}",
  },
  "milestone-accepted": {
    title: "里程碑验收通过：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”已验收通过，托管金额已结算。{{reason}}",
  },
  "milestone-silence": {
    title: "里程碑视为验收通过：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”逾期未答复，依合同视为验收通过，托管金额已结算。",
  },
  "milestone-changes": {
    title: "要求修改：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”须修改，请在 {{due}} 前重新交付：{{reason}}",
  },
  "milestone-overdue": {
    title: "催告交付：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”已逾期，请在 {{due}} 前交付，否则对方可以解除合同。{{reason}}",
  },
  "milestone-unpaid": {
    title: "催告付款：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的金额逾期未付，请在 {{due}} 前托管，否则对方可以解除合同。{{reason}}",
  },
  "milestone-failure": {
    title: "申报研发失败：{{title}}",
    body: "乙方就“{{title}}”里程碑 {{n}}“{{milestone}}”申报失败，请在 {{due}} 前确认或否认，逾期进入调解：{{reason}}",
  },
  "milestone-failed": {
    title: "里程碑失败已确认：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的失败已确认，金额按约定的风险比例结算。{{reason}}",
  },
  "milestone-disputed": {
    title: "里程碑进入调解：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”已提请调解，结果应于 {{due}} 前作出。{{reason}}",
  },
  "milestone-resolved": {
    title: "调解结果：{{title}}",
    body: "“{{title}}”里程碑 {{n}}“{{milestone}}”的调解结果已作出，对该里程碑有约束力：{{reason}}",
  },
  "royalty-due": {
    title: "提成待申报：{{title}}",
    body: "“{{title}}”{{from}} 至 {{until}} 的提成期已满，请在 {{due}} 前申报；没有销售的也应当申报。",
  },
  "royalty-late": {
    title: "提成逾期未申报：{{title}}",
    body: "“{{title}}”{{from}} 至 {{until}} 的提成应当在 {{due}} 前申报，至今未申报。",
  },
  "royalty-reported": {
    title: "提成已申报：{{title}}",
    body: "“{{title}}”{{from}} 至 {{until}} 的提成已申报，金额 {{amount}}。如有疑问，可以质询并要求查阅账目。{{reason}}",
  },
  "royalty-questioned": {
    title: "提成申报被质询：{{title}}",
    body: "许可方就“{{title}}”{{from}} 至 {{until}} 的提成申报提出质询，请在 {{due}} 前答复或者更正：{{reason}}",
  },
  "royalty-answered": {
    title: "质询已答复：{{title}}",
    body: "被许可方就“{{title}}”{{from}} 至 {{until}} 的提成答复：{{reason}}",
  },
  "royalty-corrected": {
    title: "提成申报已更正：{{title}}",
    body: "“{{title}}”{{from}} 至 {{until}} 的提成更正为 {{amount}}：{{reason}}",
  },
  "royalty-lowered": {
    title: "提成调减待确认：{{title}}",
    body: "被许可方申请调减“{{title}}”{{from}} 至 {{until}} 的提成，请在 {{due}} 前同意或者质询：{{reason}}",
  },
  "royalty-accepted": {
    title: "提成调减已同意：{{title}}",
    body: "许可方同意调减“{{title}}”{{from}} 至 {{until}} 的提成，现为 {{amount}}，多付的退回。{{reason}}",
  },
  "royalty-settled": {
    title: "提成已结清：{{title}}",
    body: "“{{title}}”{{from}} 至 {{until}} 的提成 {{amount}} 已结清。",
  },
  "amendment-proposed": {
    title: "合同变更待答复：{{title}}",
    body: "对方就“{{title}}”提出第 {{n}} 次变更，请在 {{due}} 前签署或拒绝，逾期视为不同意：{{reason}}",
  },
  "amendment-declined": {
    title: "变更未获同意：{{title}}",
    body: "对方不同意“{{title}}”的第 {{n}} 次变更：{{reason}}",
  },
  "amendment-withdrawn": {
    title: "变更已撤回：{{title}}",
    body: "“{{title}}”的第 {{n}} 次变更已由对方撤回。{{reason}}",
  },
  "amendment-lapsed": {
    title: "变更逾期未答复：{{title}}",
    body: "“{{title}}”的第 {{n}} 次变更逾期未答复，视为不同意，合同按原文本履行。",
  },
  "dispute-escalated": {
    title: "合同争议调解逾期：{{title}}",
    body: "“{{title}}”里程碑“{{milestone}}”的争议逾期未作出调解结果，已移交上一级主管部门（已是最高一级的，由其继续办理），请在 {{due}} 前作出结果。双方也可以按照合同约定提起诉讼或者申请仲裁。",
  },
  "dispute-raised": {
    title: "合同争议待调解：{{title}}",
    body: "“{{title}}”里程碑“{{milestone}}”提请调解，请在 {{due}} 前作出结果：{{reason}}",
  },
  "sample-submitted": {
    title: "送样委托待受理：{{title}}",
    body: "“{{from}}”提交了“{{title}}”的送样委托（编号 {{number}}），请核对样品并答复。{{reason}}",
  },
  "sample-accepted": {
    title: "样品已接收：{{title}}",
    body: "您委托的样品（编号 {{number}}）已由“{{title}}”接收，预计 {{due}} 前交付结果。{{reason}}",
  },
  "sample-objected": {
    title: "送样委托需要补正：{{title}}",
    body: "设备方对您的委托（编号 {{number}}）提出异议：{{reason}}。请补正后重新提交。",
  },
  "sample-completed": {
    title: "检测结果已交付：{{title}}",
    body: "您的委托（编号 {{number}}）已完成，请查看结果并评价。{{reason}}",
  },
  "sample-declined": {
    title: "送样委托未受理：{{title}}",
    body: "您的委托（编号 {{number}}）未获受理，原因：{{reason}}。样品按约定退回，不收取费用。",
  },
  "sample-restricted": {
    title: "送样委托依决定取消：{{title}}",
    body: "“{{title}}”的委托（编号 {{number}}）依据{{reason}}决定，按已公布的规则取消。尚未开始检测，不收取费用，样品按约定退还。",
  },
  "sample-cancelled": {
    title: "送样委托已撤回：{{title}}",
    body: "“{{from}}”撤回了“{{title}}”的委托（编号 {{number}}）。{{reason}}",
  },
  "service-placed": {
    title: "服务委托待受理：{{title}}",
    body: "“{{from}}”委托“{{title}}”（编号 {{number}}），请在 {{until}} 前答复，逾期未答复的委托失效。{{reason}}",
  },
  "service-accepted": {
    title: "服务委托已受理：{{title}}",
    body: "您委托的“{{title}}”（编号 {{number}}）已受理，应于 {{due}} 前交付。{{reason}}",
  },
  "service-delivered": {
    title: "服务已交付，待验收：{{title}}",
    body: "您委托的“{{title}}”（编号 {{number}}）已交付，请在 {{until}} 前验收或要求修改，逾期未提出异议的视为验收。{{reason}}",
  },
  "service-completed": {
    title: "服务已验收：{{title}}",
    body: "“{{from}}”已验收“{{title}}”（编号 {{number}}）。{{reason}}",
  },
  "service-silence": {
    title: "服务视为验收：{{title}}",
    body: "“{{title}}”（编号 {{number}}）的交付逾期未提出异议，视为验收并计费。",
  },
  "service-changes": {
    title: "委托方要求修改：{{title}}",
    body: "“{{from}}”要求修改“{{title}}”（编号 {{number}}）的交付，请在 {{due}} 前完成：{{reason}}",
  },
  "service-declined": {
    title: "服务委托未受理：{{title}}",
    body: "您委托的“{{title}}”（编号 {{number}}）未获受理，原因：{{reason}}。不收取费用。",
  },
  "service-cancelled": {
    title: "服务委托已撤回：{{title}}",
    body: "“{{from}}”撤回了“{{title}}”的委托（编号 {{number}}）。{{reason}}",
  },
  "service-reminded": {
    title: "交付逾期催告：{{title}}",
    body: "委托方催告交付“{{title}}”（编号 {{number}}）。十个工作日内仍未交付的，委托方可以解除委托。{{reason}}",
  },
  "service-ended": {
    title: "委托已解除：{{title}}",
    body: "“{{title}}”（编号 {{number}}）经催告仍未交付，委托方已解除委托，不收取费用。{{reason}}",
  },
  "service-called-off": {
    title: "服务方取消委托：{{title}}",
    body: "服务方取消了“{{title}}”（编号 {{number}}）的委托，原因：{{reason}}。不收取费用。",
  },
  "service-lapsed": {
    title: "服务委托失效：{{title}}",
    body: "“{{title}}”的委托（编号 {{number}}）逾期未答复，已失效，不收取费用。",
  },
  "service-restricted": {
    title: "服务委托依决定取消：{{title}}",
    body: "“{{title}}”的委托（编号 {{number}}）依据{{reason}}决定，按已公布的规则取消，不收取费用。",
  },
  "booking-reminder": {
    title: "预约提醒：{{title}}",
    body: "您预约的“{{title}}”即将开始，时间：{{when}}。如不能到场，请尽早取消或改期。",
  },
  "booking-requested": {
    title: "预约待审批：{{title}}",
    body: "“{{from}}”申请预约“{{title}}”，时间：{{when}}。请及时审批。",
  },
  "booking-confirmed": { title: "预约已确认：{{title}}", body: "“{{title}}”的预约已确认，时间：{{when}}。" },
  "booking-series-requested": {
    title: "重复预约待审批：{{title}}",
    body: "“{{from}}”申请重复预约“{{title}}”，共 {{reason}} 次，首次时间：{{when}}。请及时审批。",
  },
  "booking-series-confirmed": {
    title: "重复预约已确认：{{title}}",
    body: "“{{title}}”的重复预约已确认，共 {{reason}} 次，首次时间：{{when}}。",
  },
  "booking-series-cancelled": {
    title: "重复预约已取消：{{title}}",
    body: "“{{from}}”取消了“{{title}}”重复预约中的 {{reason}} 次，首次时间：{{when}}。这些时段已释放。",
  },
  "booking-series-moved": {
    title: "重复预约已改期：{{title}}",
    body: "“{{from}}”更改了“{{title}}”重复预约中 {{reason}} 次的时间，首次时间：{{when}}。",
  },
  "booking-made-for-you": {
    title: "已代您预约：{{title}}",
    body: "设备方管理人员已代您预约“{{title}}”，时间为 {{when}}。如不需要，请及时取消。",
  },
  "booking-approved": {
    title: "预约已批准：{{title}}",
    body: "您预约的“{{title}}”已批准，时间：{{when}}。{{reason}}",
  },
  "booking-rejected": {
    title: "预约未获批准：{{title}}",
    body: "您预约的“{{title}}”（{{when}}）未获批准，原因：{{reason}}。",
  },
  "booking-cancelled": {
    title: "预约已取消：{{title}}",
    body: "“{{from}}”取消了“{{title}}”的预约（{{when}}），该时段已释放。{{reason}}",
  },
  "booking-called-off": {
    title: "预约被取消：{{title}}",
    body: "设备方取消了您对“{{title}}”的预约（{{when}}），原因：{{reason}}。此次取消不收取费用。",
  },
  "booking-completed": {
    title: "使用已完成：{{title}}",
    body: "“{{title}}”（{{when}}）的使用记录已登记，请查看并评价。",
  },
  "booking-vacated": {
    title: "用户已签退：{{title}}",
    body: "“{{from}}”已结束使用“{{title}}”（{{when}}），请登记使用记录。",
  },
  "booking-corrected": {
    title: "使用记录已更正：{{title}}",
    body: "设备方更正了“{{title}}”（{{when}}）的使用记录，原因：{{reason}}。如有异议，请联系设备方。",
  },
  "booking-relocated": {
    title: "预约改用其他机位：{{title}}",
    body: "您预约的“{{title}}”（{{when}}）时间不变，改用同型的其他机位，原因：{{reason}}。",
  },
  "booking-restricted": {
    title: "预约依决定取消：{{title}}",
    body: "“{{title}}”的预约（{{when}}）依据{{reason}}决定，按已公布的规则取消。不收取费用，也不计入使用信用；已开始的使用可以完成。",
  },
  "booking-displaced": {
    title: "预约因设备停用取消：{{title}}",
    body: "您预约的“{{title}}”（{{when}}）因设备停用不能进行，原因：{{reason}}。不收取费用，也不计入使用信用。请打开预约单，从最近的可约时段中另选时间。",
  },
  "problem-reported": {
    title: "收到报修：{{title}}",
    body: "{{from}}报告“{{title}}”（{{unit}}）有故障：{{description}}",
  },
  "problem-acknowledged": {
    title: "报修已受理：{{title}}",
    body: "您报告的“{{title}}”（{{unit}}）故障已由设备方受理。{{reason}}",
  },
  "problem-resolved": {
    title: "故障已排除：{{title}}",
    body: "您报告的“{{title}}”（{{unit}}）故障已处理完毕：{{reason}}",
  },
  "booking-no-show": {
    title: "预约未到场：{{title}}",
    body: "您预约的“{{title}}”（{{when}}）记录为未到场。如有异议，请联系设备方。",
  },
  "booking-expired": {
    title: "预约已过期：{{title}}",
    body: "“{{title}}”的预约（{{when}}）未在期限内办理，已自动失效，时段已释放。",
  },
  "booking-handed-over": {
    title: "同事转给您一个预约：{{title}}",
    body: "“{{title}}”（{{when}}）的预约已转由您使用，请按时到场。{{reason}}",
  },
  "booking-handed-on": {
    title: "预约已转给同事：{{title}}",
    body: "您在“{{title}}”（{{when}}）的预约已转给同事使用。{{reason}}",
  },
  "booking-changed": { title: "预约时间有变：{{title}}", body: "“{{title}}”的预约时间已改为：{{when}}。" },
  "search-alert": {
    title: "保存的检索有 {{count}} 项新资源",
    body: "{{names}}：有新公开的资源符合您保存的条件，请查看。",
  },
  mail: {
    detail: "{{label}}：{{value}}",
    frame:
      "{{name}}，您好：\n\n{{body}}\n\n查看详情：{{link}}\n\n科享平台（本邮件由系统自动发送，请勿回复；通知方式可在 {{manage}} 调整）",
    digest: {
      subject_one: "科享：{{count}} 条新通知",
      subject_other: "科享：{{count}} 条新通知",
      body: "{{name}}，您好：\n\n以下是您尚未查看的通知。\n\n{{parts}}\n\n查看全部：{{link}}\n\n科享平台（每天一封，通知方式可在 {{manage}} 调整）",
      more: "另有 {{count}} 条。",
    },
    confirmEmail: {
      subject: "请确认您的邮箱",
      body: "{{name}}，您好：\n\n您已在科享平台注册。请打开以下链接确认邮箱，链接 7 天内有效：\n\n{{link}}\n\n如非本人操作，请忽略此邮件。",
    },
    resetPassword: {
      subject: "重设密码",
      body: "{{name}}，您好：\n\n我们收到了重设密码的申请。请在 1 小时内打开以下链接设置新密码，链接只能使用一次：\n\n{{link}}\n\n如非本人操作，请忽略此邮件，原密码仍然有效。",
    },
    signInLink: {
      subject: "登录链接",
      body: "{{name}}，您好：\n\n有人多次用错误密码尝试登录您的账户，系统已暂停陌生设备的密码登录。您可以在 1 小时内打开以下链接免密登录，链接只能使用一次：\n\n{{link}}\n\n如非本人尝试，无需处理：没有人登录成功。",
    },
    passwordChanged: {
      subject: "您的密码已更改",
      body: "{{name}}，您好：\n\n您的密码刚刚更改，其他设备已退出登录。\n\n如非本人操作，请立即重设密码：\n\n{{link}}",
    },
    totpChanged: {
      subject: "动态验证码设置已更改",
      body: "{{name}}，您好：\n\n您账户的动态验证码设置刚刚更改。如非本人操作，请立即更改密码并检查账户安全：\n\n{{link}}",
    },
    recoveryUsed: {
      subject: "恢复码已用于验证",
      body: "{{name}}，您好：\n\n您账户的一个恢复码刚刚被使用，还剩 {{left}} 个。可在账户安全页面重新生成。如非本人操作，请立即更改密码并检查账户安全：\n\n{{link}}",
    },
    invitation: {
      subject: "{{from}}邀请您加入{{organization}}",
      body: "您好：\n\n{{from}}邀请您在科享平台加入“{{organization}}”。请在 7 天内打开以下链接接受邀请：\n\n{{link}}\n\n如不认识邀请人，请忽略此邮件。",
    },
  },
};
