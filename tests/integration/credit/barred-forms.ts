import { sql } from "drizzle-orm";
import type { Attempt } from "./barred-writes.ts";
import type { Market, Thing } from "./barred-market.ts";

/** A form of a page as a browser posts it. `write` is the page's pattern in the URL map. */
export interface FormAttempt extends Omit<Attempt, "body"> {
  fields: Record<string, string>;
}

const on = (write: string, { id, by }: Thing, fields: Record<string, string>): FormAttempt => ({
  ...{ write, by, fields },
  path: write.replace(/:(id|uscc)/, id),
});

const key = () => crypto.randomUUID();

/** Every form of a page that asks the standing of whoever posts it, filled by somebody who does not know of the measure. */
export async function forms(market: Market): Promise<FormAttempt[]> {
  return [...(await onBookings(market)), ...(await onDemands(market)), ...(await onDeals(market))];
}

async function onBookings({ one, sme, moment, day }: Market): Promise<FormAttempt[]> {
  const mine = sql`${sme.organization?.id}::uuid`;
  const facilities = sql`from listing where kind = 'facility' and state = 'published' and organization_id <> ${mine} order by id`;
  const facility = await one(sql`select id, ${mine} as org ${facilities}`);
  const next = await one(sql`select id, ${mine} as org ${facilities} offset 1`);
  const coming = await one(sql`select id, organization_id as org from booking
    where state = 'confirmed' and starts_at > now() + interval '2 days'`);
  const series = await one(sql`select id, organization_id as org from booking_series`);
  const offered = await one(
    sql`select id, organization_id as org from waitlist_entry where state = 'offered'`,
  );
  const objected = await one(
    sql`select id, organization_id as org from sample_order where state = 'objected'`,
  );
  const offeredService = await one(
    sql`select id, ${mine} as org from listing where kind = 'service' and state = 'published' and organization_id <> ${mine}`,
  );
  const program = await one(sql`select id, ${mine} as org from voucher_program where state = 'open'`);
  const wish = { start: moment(9, 10), end: moment(9, 12), wayOfService: "self_use" };
  const book = { ...wish, purpose: "断口形貌观察" };
  const then = `?start=${encodeURIComponent(wish.start)}&end=${encodeURIComponent(wish.end)}`;
  const at = ({ path, ...rest }: FormAttempt): FormAttempt => ({ ...rest, path: path + then });
  const samples = { purpose: "成分分析", samples: "S-1", serviceType: "research" };
  const part = (i: number, id: string) =>
    Object.fromEntries(
      Object.entries({ ...wish, facilityId: id }).map(([name, value]) => [`parts[${i}].${name}`, value]),
    );
  return [
    at(on("/facilities/:id/book", facility, { key: key(), ...book })),
    at(
      on("/facilities/:id/book/repeat", facility, {
        ...{ key: key(), ...book, frequency: "weekly", count: "3", conflicts: "skip" },
      }),
    ),
    on("/bookings/together", facility, {
      ...{ key: key(), purpose: "联合表征", ...part(0, facility.id), ...part(1, next.id) },
    }),
    on("/booking-series/:id", series, { act: "retime", time: "10:00", minutes: "60", conflicts: "skip" }),
    on("/bookings/:id", coming, { intent: "reschedule", start: `${day(9)} 10:00`, end: `${day(9)} 12:00` }),
    on("/bookings/:id", coming, { intent: "extend", end: `${day(90)} 12:00` }),
    at(on("/facilities/:id/wait", facility, { ...book, window: "day" })),
    on("/bookings/waitlist", offered, { intent: "take", id: offered.id }),
    on("/services/:id/order", offeredService, {
      ...{ key: key(), line: "sample:100:单样", quantity: "1", wanted: "一个水样" },
    }),
    on("/facilities/:id/samples", facility, { key: key(), ...samples }),
    on("/samples/:id/amend", objected, { ...samples, reason: "已改正。" }),
    on("/organization/vouchers/new/:id", program, {
      ...{ key: key(), requested: "1000", purpose: "检测", notFunded: "on" },
    }),
  ];
}

async function onDemands({ one, sme, day }: Market): Promise<FormAttempt[]> {
  const mine = sql`${sme.organization?.id}::uuid`;
  const draft = await one(
    sql`select id, organization_id as org, version::text as more from listing
    where state = 'draft' and kind = 'demand'`,
  );
  const own = await one(sql`select id, organization_id as org from listing
    where state = 'published' and kind = 'demand' and organization_id = ${mine}`);
  const other = await one(sql`select l.id, ${mine} as org from listing l join demand d on d.listing_id = l.id
    where l.state = 'published' and l.kind = 'demand' and l.organization_id <> ${mine}
      and d.confidential_part <> '' and d.deadline_on > current_date + 5`);
  const closed = await one(sql`select id, organization_id as org from demand_call where state = 'closed'`);
  const sealed = await one(sql`select id, organization_id as org from proposal where state = 'sealed'`);
  const opened = await one(sql`select id, client_id as org from proposal where state = 'opened'`);
  const research = {
    ...{ key: key(), method: "先做小试，再做中试。", team: "三名研究人员。", plan: "六个月。" },
    ...{ "milestones[0].title": "小试", "milestones[0].deliverable": "样品" },
    ...{
      "milestones[0].acceptance": "达到指标",
      "milestones[0].dueOn": day(200),
      "milestones[0].amount": "100000",
    },
  };
  return [
    on("/demands/new", own, {
      ...{
        intent: "submit",
        titleZh: "寻求低温增韧配方",
        problem: "低温下开裂。",
        target: "零下二十度不开裂。",
      },
      ...{ deadlineOn: day(60), "ways[0]": "commission", regionCode: "330106", fieldCode: "430" },
    }),
    on("/organization/listings/:id", draft, { step: "submit", version: draft.more ?? "" }),
    on("/demands/:id/proposals", own, { intent: "extend", deadlineOn: day(120) }),
    on("/demands/:id/proposals", closed, { intent: "reopen", deadlineOn: day(120) }),
    on("/demands/:id", other, { intent: "ask", text: "样品尺寸是多少？" }),
    on("/demands/:id", other, { intent: "accept", termsVersion: "1" }),
    on("/demands/:id/propose", other, research),
    on("/proposals/:id/edit", sealed, research),
    on("/proposals/:id", opened, { intent: "award", reasons: "方法最可行。" }),
  ];
}

async function onDeals({ one, sme, day }: Market): Promise<FormAttempt[]> {
  const mine = sql`${sme.organization?.id}::uuid`;
  const offered = await one(
    sql`select id, organization_id as org from listing where kind = 'technology' and state = 'published'`,
  );
  const wanted = await one(
    sql`select id, ${mine} as org from listing where kind = 'technology' and state = 'published'`,
  );
  const bidding = await one(
    sql`select technology_id as id, ${mine} as org, terms_sha256 as more from auction where state = 'bidding_open'`,
  );
  const entered = await one(sql`select a.technology_id as id, e.organization_id as org from auction a
    join auction_entry e on e.auction_id = a.id where a.state = 'bidding_open'`);
  const [sold, bought] = [
    await one(sql`select id, seller_id as org from negotiation where state <> 'deal_notice'`),
    await one(sql`select id, buyer_id as org from negotiation where state <> 'deal_notice'`),
  ];
  const standing = await one(
    sql`select technology_id as id, ${mine} as org, sha256 as more from licence_offer`,
  );
  const other = await one(
    sql`select uscc as id, ${mine} as org from organization where kind = 'university' and verified_at is not null`,
  );
  const waiting =
    await one(sql`select c.id, c.turn_id as org, c.version || ' ' || t.sha256 as more from contract c join contract_text t on t.contract_id = c.id
    where c.state = 'drafting' and t.organization_id <> c.turn_id order by t.n desc`);
  const [version = "", sha256 = ""] = (waiting.more ?? "").split(" ");
  const agreed =
    await one(sql`select c.id, c.client_id as org, t.sha256 as more from contract c join contract_text t on t.id = c.text_id
    where c.state = 'signing'`);
  return [
    on("/organization/listings/:id/bidding", offered, {
      ...{
        mode: "assignment",
        terms: "转让全部权利。",
        priceBasis: "评估",
        startPrice: "100000",
        step: "1000",
      },
      ...{ deposit: "10000", startsAt: `${day(30)} 09:00`, endsAt: `${day(30)} 11:00` },
    }),
    on("/technologies/:id/bidding", bidding, { intent: "enter", termsSha256: bidding.more ?? "" }),
    on("/technologies/:id/bidding", entered, { intent: "bid", amount: "9000000" }),
    on("/organization/listings/:id/licence", offered, {
      ...{ mode: "ordinary_licence", price: "36000", territory: "浙江省", manner: "制造与销售" },
      ...{ material: "工艺规程一份", deliverDays: "30", standard: "资料齐备" },
    }),
    on("/technologies/:id/licence", standing, {
      ...{ intent: "accept_licence", sha256: standing.more ?? "", password: "kexiang-demo" },
    }),
    on("/technologies/:id/enquire", wanted, { enquiry: "请告知条件。", termsVersion: "1" }),
    on("/negotiations/:id", sold, { intent: "open", termsVersion: "1" }),
    on("/negotiations/:id", bought, { intent: "accept" }),
    on("/negotiations/:id", sold, { intent: "conclude" }),
    on("/contracts/new", other, {
      key: key(),
      side: "client",
      counterpart: other.id,
      name: "委托检测方法研究",
    }),
    on("/contracts/:id/edit", waiting, { version, title: "委托检测方法研究", kind: "commissioned" }),
    on("/contracts/:id", waiting, { intent: "whole.agree", sha256 }),
    on("/contracts/:id", agreed, {
      intent: "whole.sign",
      sha256: agreed.more ?? "",
      password: "kexiang-demo",
    }),
  ];
}
