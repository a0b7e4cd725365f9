import type { NoticeTopic } from "#db/schema/vocabulary.ts";

/** What kind of notice a template is, by its first word: the one table that people's choices go by. */
const topics: Readonly<Record<string, NoticeTopic>> = {
  transfer: "money",
  invoice: "money",
  booking: "booking",
  problem: "booking",
  waitlist: "waitlist",
  sample: "sample",
  service: "sample",
  training: "training",
  qualification: "training",
  violation: "conduct",
  block: "conduct",
  case: "conduct",
  complaint: "conduct",
  external: "conduct",
  rectification: "conduct",
  repair: "conduct",
  contract: "contract",
  milestone: "contract",
  royalty: "contract",
  amendment: "contract",
  dispute: "contract",
  listing: "listing",
  objection: "listing",
  search: "listing",
  demand: "listing",
  proposal: "listing",
  auction: "listing",
  negotiation: "listing",
  verification: "account",
  assessment: "account",
  voucher: "account",
  subsidy: "account",
  audit: "account",
  charge: "money",
  refund: "money",
  payout: "money",
  payment: "money",
};

/** The kind of a template, `booking-approved`; throws for one that nobody can choose about. */
export function topicOf(template: string): NoticeTopic {
  const topic = topics[template.split("-", 1)[0] ?? ""];
  if (!topic) throw new Error(`notices: "${template}" belongs to no topic`);
  return topic;
}

/** What a day's wait would make worthless: a digest does not hold it back. */
const urgent: readonly string[] = [
  "waitlist-offered",
  "booking-reminder",
  "booking-called-off",
  "booking-displaced",
  "booking-relocated",
];

/** Rights and deadlines of a procedure: never held back either. */
const procedural =
  /^(case|complaint|external|rectification|repair|proposal|milestone|royalty|amendment|dispute|auction|negotiation)-/;

export const isUrgent = (template: string): boolean => urgent.includes(template) || procedural.test(template);

/** Notices that are only worth telling while the thing is in one of these states. */
const onlyWhile: Readonly<Record<string, readonly string[]>> = { "booking-reminder": ["confirmed"] };

/** Whether the thing has moved on since the notice was asked for. */
export function isOver(template: string, row: object): boolean {
  const states = onlyWhile[template];
  return states !== undefined && !states.includes(String(Reflect.get(row, "state")));
}
