import { and, desc, eq, lte, sql } from "drizzle-orm";
import { parameter } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";

/**
 * The numbers of the rules as they hold where the `parameter` table says nothing else. A row there changes one from a
 * day on, for the whole province or for a region.
 */
export const parameterDefaults = {
  /** Days of public notice for agreement pricing: Zhejiang ordinance on transforming results, Art. 17. */
  public_notice_days: 15,
  /** Highest share of management in the cost of a service, percent: practice of university tariffs. */
  management_share_percent: 20,
  /** Working days in which a regulator should have decided on a submitted listing. */
  moderation_working_days: 5,
  /** Days after which an owner is asked whether a listing still holds. */
  listing_confirm_days: 180,
  /** Days the owner has to answer that before the listing leaves the market. */
  listing_confirm_grace_days: 30,
  /** Working days in which a regulator should have decided on an organisation's verification. */
  verification_working_days: 5,
  /** Months after which a verified organisation is checked again: E-Commerce Law, Art. 27 asks for it periodically. */
  verification_months: 24,
  /** Working days in which a provider should have answered a contested violation. */
  violation_answer_working_days: 5,
  /** Days before its end at which the holder of a qualification is reminded. */
  qualification_reminder_days: 30,
  /** Days that subjects of a yearly assessment have to report, from its opening or the end of its period. */
  assessment_report_days: 30,
  /** Working days in which an assessment should move on to its next step. */
  assessment_step_working_days: 20,
  /** Working days in which subjects may object to a provisional result. */
  assessment_objection_working_days: 10,
  /** Working days in which an objection to a result should be answered. */
  assessment_answer_working_days: 5,
  /** Days in which what a yellow card is about has to be put right. */
  assessment_rectification_days: 90,
  /** Working days that are left at least for what was put right and sent back, of a card or of a case; ours. */
  rectification_least_working_days: 5,
  /** Credit codes that may be checked at once in the public register. */
  credit_check_codes: 200,
  /** Days between the publication of a rule book and its effect: E-Commerce Law, Art. 34. */
  rule_book_notice_days: 7,
  /** No-shows of an organisation that make a clue for a regulator: more than shared facilities put up with from a person. */
  clue_no_shows: 5,
  /** Days within which they are counted. */
  clue_no_show_days: 90,
  /** Percent above the filed cost from which a charge for publicly funded facilities makes a clue: rounding and accessories. */
  clue_cost_margin_percent: 10,
  /** Listings of one imported list that a moderator had to suspend, and that make a clue. */
  clue_false_import_listings: 3,
  /** Yellow cards of an organisation that make a clue for a regulator, each further one anew: the ladder of the province's opinion, section six. */
  clue_cards: 2,
  /** Days within which they are counted: the longest term of a card. */
  clue_card_days: 365,
  /** Working days between an award and its being final: Government Procurement Law, Art. 52, gives losers seven to object. */
  award_standstill_working_days: 7,
  /** Days before proposals are due from which their criteria are fixed: rules on competitive consultation (财库〔2014〕214号), Art. 10. */
  criteria_fixed_days: 5,
  /** Days between the announcement of a bidding and its start: the safeguard of the Auction Law, Art. 45, kept for 竞价. */
  bidding_notice_days: 7,
  /** Minutes before the end in which a bid prolongs a bidding, and by how many from then on; customary, each seller may say otherwise. */
  bidding_extend_within_minutes: 5,
  bidding_extend_by_minutes: 5,
  /** Days in which seller and winner conclude their contract: Tendering and Bidding Law, Art. 46. */
  bidding_contract_days: 30,
  /** Days after that in which the seller may declare that the winner is in default; then the deposit goes back. Ours. */
  bidding_default_days: 15,
  /** Working days in which the winner may contest such a declaration; ours, as long as a statement in a case. */
  bidding_contest_working_days: 5,
  /** Days in which a mediator decides whether the winner is in default; then the deposit goes back. Ours. */
  bidding_decision_days: 30,
  /** Working days that a side of a negotiation has to answer; ours. */
  negotiation_answer_working_days: 10,
  /** Days in which what was agreed is announced or concluded; ours. */
  negotiation_conclude_days: 60,
  /** Days in which a concluded deal keeps its technology from others while no contract of it is signed; ours. */
  deal_contract_days: 90,
  /** Days for which a certificate of standing speaks. */
  standing_certificate_days: 30,
  /** Days that money may be held before it is released or returned: what payment services allow (Stripe: 90). */
  held_money_days: 90,
  /** Days before that at which both sides are told. */
  held_money_notice_days: 7,
  /** Days to pay what has been delivered: regulation on payments to SMEs (保障中小企业款项支付条例), Art. 9. */
  payment_due_days: 30,
  /** Fen above which a second person approves a refund that no rule prescribes: internal control of public units. */
  refund_two_people_above: 200_000,
  /** Minutes for which a payment page stays open: Stripe allows 30 to 1,440; the rest is for when it cannot be reached. */
  checkout_minutes: 90,
  /** Days between a payment by card and its payout: in them most cancellations come. At most Stripe's 90. */
  payout_wait_days: 7,
  /** Damages above this share of the amount are usually found excessive: contract interpretation of 2023, Art. 65. */
  contract_excessive_damages_percent: 30,
  /** Days from a reminder to the right to end a contract: interpretation on technology contracts, Art. 15. */
  contract_cure_days: 30,
  /** Days in which a side should answer a proposed text. */
  contract_answer_days: 30,
  /** Days in which both have to sign what they agreed on. */
  contract_signing_days: 30,
  /** Days in which a milestone should be funded once its turn has come. */
  contract_funding_days: 10,
  /** Days in which the client should answer that the work has failed; after that it is mediated. */
  contract_failure_answer_days: 15,
  /** Days in which a mediator should have found a result. */
  contract_mediation_days: 30,
  /** Days in which the sides evaluate each other once a contract has ended. */
  contract_evaluation_days: 30,
  /** Least share of the net income for those who made the result, percent: Zhejiang ordinance, Art. 39. */
  inventor_reward_percent: 70,
  /** Days of notice of such a reward inside the organisation: Zhejiang ordinance, Art. 40. */
  inventor_reward_notice_days: 15,
  /** Days in which the registration office decides: Zhejiang ordinance on the technology market, Art. 17. */
  contract_registration_days: 10,
  /** Days from delivery in which public bodies pay small companies: Regulation on Ensuring Payments to SMEs, Art. 9. */
  payment_days_public: 30,
  /** Days that they may agree on instead, at most: the same article. */
  payment_days_public_most: 60,
  /** Days from delivery in which large companies pay small ones unless agreed otherwise: the same article. */
  payment_days_large: 60,
  /** Interest on what they pay late, millionths a day: the same regulation, where the contract says nothing (0.05 %). */
  late_interest_daily_millionths: 500,
  /** Days before a charge falls due at which its payer is reminded. */
  payment_reminder_days: 5,
  /** Days after which a payer who is late is reminded again. */
  payment_reminder_again_days: 30,
  /** Working days in which a payee looks for a transfer that a payer has announced. */
  transfer_answer_working_days: 5,
  /** Working days in which a payee answers a request for an invoice. */
  invoice_working_days: 10,
  /** Days after which money on a bank statement that nobody has judged is a difference. */
  bank_match_days: 3,
  /** Most months between two settlements of vouchers: Zhejiang ordinance on transforming results, Art. 22. */
  voucher_settlement_months: 6,
  /** Days to ask for administrative reconsideration: Administrative Reconsideration Law (2023), Art. 20. */
  reconsideration_days: 60,
  /** Months to sue the authority: Administrative Litigation Law, Art. 46. */
  lawsuit_months: 6,
  /** Days to sue after a reconsideration: Administrative Litigation Law, Art. 45. */
  lawsuit_after_reconsideration_days: 15,
  /** Working days in which an officer should have decided on an application for a voucher. */
  voucher_decision_working_days: 5,
} as const;

export type ParameterName = keyof typeof parameterDefaults;

/** The value of a rule's number for a region (GB/T 2260 code) on a day; the narrowest region wins, then the latest. */
export async function readParameter(
  tx: Tx,
  name: ParameterName,
  regionCode: string,
  day: string,
): Promise<number> {
  const [row] = await tx
    .select({ value: parameter.value })
    .from(parameter)
    .where(
      and(
        eq(parameter.name, name),
        lte(parameter.validFrom, day),
        sql`starts_with(${regionCode}::text, ${parameter.regionPrefix})`,
      ),
    )
    .orderBy(desc(sql`length(${parameter.regionPrefix})`), desc(parameter.validFrom))
    .limit(1);
  return row?.value ?? parameterDefaults[name];
}
