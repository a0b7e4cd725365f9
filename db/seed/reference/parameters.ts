/** The dated numbers of the rules. Money is fen, shares are percent, lengths are in the unit that the name says. */
export interface ParameterRow {
  name: string;
  regionPrefix: string;
  /** ISO date. */
  validFrom: string;
  value: number;
  source: string;
}

const platform = "平台规则（默认值，可由监管机构按日期和地区修改）";

const paymentLaw = "《保障中小企业款项支付条例》（国务院令第802号）";

export const parameters: ParameterRow[] = [
  row("sharing_threshold_fen", 50_000_000, "2015-01-01", "国家网络管理平台：单台（套）原值50万元及以上"),
  row(
    "sharing_threshold_fen",
    30_000_000,
    "2020-01-01",
    "浙江省大型科研仪器：单台（套）原值30万元及以上",
    "33",
  ),
  row("management_share_percent", 20, "2021-01-01", "高校收费惯例：成本补偿收费中管理费占比不超过20%"),
  row(
    "public_notice_days",
    15,
    "2017-05-01",
    "《浙江省促进科技成果转化条例》第十七条：协议定价公示不少于十五日",
    "33",
  ),
  row("listing_confirm_days", 180, "2026-01-01", platform),
  row("listing_confirm_grace_days", 30, "2026-01-01", platform),
  row("moderation_working_days", 5, "2026-01-01", platform),
  row("verification_working_days", 5, "2026-01-01", platform),
  row("verification_months", 24, "2026-01-01", "《电子商务法》第二十七条：定期核验更新；周期为平台规则"),
  row("assessment_report_days", 30, "2024-01-01", platform),
  row("assessment_step_working_days", 20, "2024-01-01", platform),
  row("assessment_objection_working_days", 10, "2024-01-01", platform),
  row("assessment_answer_working_days", 5, "2024-01-01", platform),
  row("assessment_rectification_days", 90, "2024-01-01", platform),
  row("rectification_least_working_days", 5, "2024-01-01", platform),
  row("clue_no_shows", 5, "2026-01-01", platform),
  row("clue_no_show_days", 90, "2026-01-01", platform),
  row("clue_cost_margin_percent", 10, "2026-01-01", platform),
  row("clue_false_import_listings", 3, "2026-01-01", platform),
  row("payment_days_public", 30, "2025-06-01", `${paymentLaw}：机关、事业单位自交付之日起30日内付款`),
  row("payment_days_public_most", 60, "2025-06-01", `${paymentLaw}：合同约定的付款期限最长不超过60日`),
  row(
    "payment_days_large",
    60,
    "2025-06-01",
    `${paymentLaw}：大型企业自交付之日起60日内付款，另有约定的从其约定`,
  ),
  row("late_interest_daily_millionths", 500, "2025-06-01", `${paymentLaw}：未约定逾期利率的按每日万分之五`),
  row("payment_reminder_days", 5, "2026-01-01", platform),
  row("payment_reminder_again_days", 30, "2026-01-01", platform),
  row("transfer_answer_working_days", 5, "2026-01-01", platform),
  row("invoice_working_days", 10, "2026-01-01", platform),
  row("bank_match_days", 3, "2026-01-01", platform),
  row("reconsideration_days", 60, "2024-01-01", "《行政复议法》（2023年修订）第二十条"),
  row("lawsuit_months", 6, "2015-05-01", "《行政诉讼法》第四十六条"),
  row("lawsuit_after_reconsideration_days", 15, "2015-05-01", "《行政诉讼法》第四十五条"),
];

function row(
  name: string,
  value: number,
  validFrom: string,
  source: string,
  regionPrefix = "",
): ParameterRow {
  return { name, regionPrefix, validFrom, value, source };
}
