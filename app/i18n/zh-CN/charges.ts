/** Charges: what for, why, in which words. `reason` and `purpose` are open lists: every slice that charges adds its own. */
export const charges = {
  purpose: {
    use: "设施使用费",
    cancellation: "取消费",
    no_show: "未到场费",
    difference: "使用差额",
    samples: "送样检测费",
    milestone: "合同节点款",
    deposit: "保证金",
    contract: "合同款",
  },
  reason: {
    booked_time: "预约时长 {{minutes}} 分钟，{{item}}",
    booked_days: "预约 {{days}} 天，{{item}}",
    more_used: "实际使用比预约多 {{minutes}} 分钟",
    less_used: "实际使用比预约少 {{minutes}} 分钟",
    agreed: "约定价格",
    corrected: "核定金额与预约价格之差",
    class_discount: "{{class}}优惠",
    late_cancel: "距开始不足 {{hours}} 小时取消，按价格的 {{percent}}% 收取",
    no_show: "未到场，按价格的 {{percent}}% 收取",
    samples: "{{count}} 个样品，{{item}}",
    milestone: "第 {{n}} 节点",
    deposit: "保证金",
    contract: "合同价款",
    other: "其他",
  },
};
