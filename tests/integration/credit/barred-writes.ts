import { sql } from "drizzle-orm";
import { goodTerms } from "../contracts/world.ts";
import { licenceTerms, type Market, type Thing } from "./barred-market.ts";

/** A write of the market as a program sends it: by whom, to what, with what. */
export interface Attempt {
  /** As the OpenAPI document names it. */
  write: string;
  by: string;
  path: string;
  body: unknown;
}

const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

const milestones = (dueOn: string) => [
  { title: "小试", deliverable: "样品", acceptance: "达到指标", dueOn, amount: yuan(100_000) },
];

const research = (dueOn: string) => ({
  ...{ method: "先做小试，再做中试。", team: "三名研究人员。", plan: "六个月。" },
  ...{ amount: yuan(100_000), milestones: milestones(dueOn) },
});

const offer = {
  ...{ mode: "ordinary_licence", payment: "lump", amount: 10_000_000 },
  ...{ territory: "全国", improvements: "each_its_own" },
};

const at = (write: string, { id, by }: Thing, body: unknown = {}, n = "1"): Attempt => ({
  ...{ write, by, body },
  path: (write.split(" ")[1] ?? "").replace("{id}", id).replace("{n}", n),
});

/** Every write that asks the standing of whoever acts, as somebody would send it who does not know of the measure. */
export async function attempts(market: Market): Promise<Attempt[]> {
  return [
    ...(await onDemands(market)),
    ...(await onDeals(market)),
    ...(await onBookings(market)),
    ...(await onContracts(market)),
    ...(await onVouchers(market)),
  ];
}

async function onDemands({ one, sme, day }: Market): Promise<Attempt[]> {
  const draft = await one(
    sql`select id, organization_id as org from listing where state = 'draft' and kind = 'demand'`,
  );
  const own = await one(sql`select l.id, l.organization_id as org from listing l
    where l.state = 'published' and l.kind = 'demand' and l.organization_id = ${sme.organization?.id}`);
  const other = {
    ...(await one(sql`select l.id, l.organization_id as org from listing l join demand d on d.listing_id = l.id
    where l.state = 'published' and l.kind = 'demand' and l.organization_id <> ${sme.organization?.id}
      and d.confidential_part <> '' and d.deadline_on > current_date + 5`)),
    by: own.by,
  };
  const closed = await one(sql`select id, organization_id as org from demand_call where state = 'closed'`);
  const sealed = await one(sql`select id, organization_id as org from proposal where state = 'sealed'`);
  const opened = await one(
    sql`select id, client_id as org, demand_id as more from proposal where state = 'opened'`,
  );
  const scoring = { id: opened.more ?? "", by: opened.by };
  return [
    at("POST /listings/{id}/{transition}", draft),
    at("POST /demands/{id}/{transition}", draft),
    at("POST /demands/{id}/extend", own, { deadlineOn: day(120) }),
    at("POST /demands/{id}/reopen", closed, { deadlineOn: day(120) }),
    at("POST /demands/{id}/questions", other, { text: "样品尺寸是多少？" }),
    at("POST /demands/{id}/confidentiality", other, { termsVersion: 1 }),
    at("POST /demands/{id}/proposals", other, research(day(200))),
    at("PATCH /proposals/{id}", sealed, research(day(200))),
    at("POST /proposals/{id}/edit", sealed, research(day(200))),
    at("POST /proposals/{id}/award", opened, { reasons: "方法最可行。" }),
    at("POST /demands/{id}/award", scoring, { proposalId: opened.id, reasons: "方法最可行。" }),
  ].map((attempt) => ({ ...attempt, path: attempt.path.replace("{transition}", "submit") }));
}

async function onDeals({ one, sme, moment }: Market): Promise<Attempt[]> {
  const offered = await one(
    sql`select id, organization_id as org from listing where kind = 'technology' and state = 'published'`,
  );
  const bidding = await one(
    sql`select id, ${sme.organization?.id}::uuid as org, terms_sha256 as more from auction where state = 'bidding_open'`,
  );
  const entered =
    await one(sql`select a.id, e.organization_id as org from auction a join auction_entry e on e.auction_id = a.id
    where a.state = 'bidding_open'`);
  const [sold, bought] = [
    await one(sql`select id, seller_id as org from negotiation where state <> 'deal_notice'`),
    await one(sql`select id, buyer_id as org from negotiation where state <> 'deal_notice'`),
  ];
  const standing = await one(
    sql`select id, ${sme.organization?.id}::uuid as org, sha256 as more from licence_offer`,
  );
  const password = "kexiang-demo";
  const wanted = { ...offered, by: bidding.by };
  const lot = {
    ...{ technologyId: offered.id, mode: "assignment", terms: "转让全部权利。", priceBasis: "评估" },
    ...{ startPrice: yuan(100_000), step: yuan(1000), deposit: yuan(10_000) },
    ...{ startsAt: moment(30, 9), endsAt: moment(30, 11) },
  };
  return [
    at("POST /auctions", offered, lot),
    at("POST /auctions/{id}/enter", bidding, { termsSha256: bidding.more }),
    at("POST /auctions/{id}/bid", entered, { amount: yuan(9_000_000) }),
    at("POST /negotiations", wanted, { technologyId: offered.id, enquiry: "请告知条件。", termsVersion: 1 }),
    at("POST /negotiations/{id}/open", sold, { termsVersion: 1 }),
    at("POST /negotiations/{id}/offer", bought, offer),
    at("POST /negotiations/{id}/accept", bought),
    at("POST /negotiations/{id}/announce", sold, { insider: false }),
    at("POST /negotiations/{id}/conclude", sold),
    at("POST /negotiations/{id}/renegotiate", sold, { reason: "条件有变化。" }),
    at("POST /technologies/{id}/licence-offer", offered, {
      ...licenceTerms,
      ...{ sha256: "0".repeat(64), password },
    }),
    at("POST /licence-offers/{id}/accept", standing, { sha256: standing.more, password }),
  ];
}

async function onBookings({ one, sme, moment }: Market): Promise<Attempt[]> {
  const mine = sql`${sme.organization?.id}::uuid`;
  const [facility, next] = [
    await one(sql`select id, ${mine} as org from listing where kind = 'facility' and state = 'published'
      and organization_id <> ${mine} order by id`),
    await one(sql`select id, ${mine} as org from listing where kind = 'facility' and state = 'published'
      and organization_id <> ${mine} order by id offset 1`),
  ];
  const service = await one(sql`select id, ${mine} as org from listing where kind = 'service'
    and state = 'published' and organization_id <> ${mine}`);
  const coming = await one(sql`select id, organization_id as org from booking
    where state in ('confirmed', 'pending') and starts_at > now() + interval '2 days'`);
  const held = await one(sql`select id, organization_id as org from booking where state = 'held'`);
  const series = await one(sql`select id, organization_id as org from booking_series`);
  const offered = await one(
    sql`select id, organization_id as org from waitlist_entry where state = 'offered'`,
  );
  const sent = await one(sql`select id, organization_id as org from sample_order where state = 'objected'`);
  const [start, end] = [moment(9, 10), moment(9, 12)];
  const wish = { facilityId: facility.id, start, end, purpose: "断口形貌观察" };
  const samples = { purpose: "成分分析", samples: [{ label: "S-1" }] };
  return [
    at("POST /bookings", facility, wish),
    at("POST /bookings/{id}/confirm", held),
    at("POST /bookings/{id}/extend", coming, { end: moment(90, 12) }),
    at("POST /bookings/{id}/reschedule", coming, { start, end }),
    at("POST /booking-series", facility, {
      ...{ first: wish, pattern: { frequency: "weekly", count: 3 }, conflicts: "skip" },
    }),
    at("POST /booking-series/{id}/retime", series, { time: "10:00", minutes: 60, conflicts: "skip" }),
    at("POST /booking-bundles", facility, { bookings: [wish, { ...wish, facilityId: next.id }] }),
    at("POST /waitlist-entries", facility, wish),
    at("POST /waitlist-entries/{id}/take", offered),
    at("POST /services/{id}/orders", service, { item: "单样", unit: "sample", wanted: "一个水样" }),
    at("POST /sample-orders", facility, { facilityId: facility.id, ...samples }),
    at("POST /sample-orders/{id}/amend", sent, { ...samples, reason: "已改正。" }),
  ];
}

async function onContracts({ one, sme }: Market): Promise<Attempt[]> {
  const other = await one(sql`select uscc as id, ${sme.organization?.id}::uuid as org from organization
    where kind = 'university' and verified_at is not null`);
  const waiting =
    await one(sql`select c.id, c.turn_id as org, t.sha256 as more from contract c join contract_text t on t.contract_id = c.id
    where c.state = 'drafting' and t.organization_id <> c.turn_id order by t.n desc`);
  const running = await one(sql`select id, client_id as org from contract c where state = 'in_force'
    and not exists (select 1 from contract_amendment a where a.contract_id = c.id)`);
  const agreed =
    await one(sql`select c.id, c.client_id as org, t.sha256 as more from contract c join contract_text t on t.id = c.text_id
    where c.state = 'signing'`);
  const amended =
    await one(sql`select a.contract_id as id, a.answerer_id as org, a.n || ' ' || t.sha256 as more from contract_amendment a
    join contract c on c.id = a.contract_id join contract_text t on t.id = a.text_id where a.state = 'proposed'`);
  const [n = "1", sha256] = (amended.more ?? "").split(" ");
  return [
    at("POST /contracts", other, { side: "client", counterpart: other.id, terms: goodTerms() }),
    at("POST /contracts/{id}/propose", waiting, { terms: goodTerms(), note: "" }),
    at("POST /contracts/{id}/agree", waiting, { sha256: waiting.more }),
    at("POST /contracts/{id}/sign", agreed, { sha256: agreed.more, password: "kexiang-demo" }),
    at("POST /contracts/{id}/propose-amendment", running, { terms: goodTerms(), reason: "交付期限顺延。" }),
    at(
      "POST /contracts/{id}/amendments/{n}/sign-amendment",
      amended,
      { sha256, password: "kexiang-demo" },
      n,
    ),
  ];
}

async function onVouchers({ one, sme }: Market): Promise<Attempt[]> {
  const program = await one(
    sql`select id, ${sme.organization?.id}::uuid as org from voucher_program where state = 'open'`,
  );
  const applied = await one(sql`select id, organization_id as org from voucher where state = 'applied'`);
  return [
    at("POST /voucher-programs/{id}/vouchers", program, { purpose: "检测", requested: yuan(1000) }),
    at("POST /vouchers/{id}/grant-voucher", { ...applied, by: "officer@demo.test" }),
  ];
}
