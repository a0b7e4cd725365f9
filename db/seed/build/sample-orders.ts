import type { usageRecord } from "../../schema/booking.ts";
import type { sample, sampleOrder } from "../../schema/samples.ts";
import type { SampleOrderState } from "../../schema/vocabulary.ts";
import { between, pick, seedId } from "../ids.ts";
import { people } from "../people.ts";
import { projects, purposesFor } from "../purposes.ts";
import { policies } from "../presets.ts";
import type { FacilitySeed, PersonSeed } from "../shapes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, personWith, userId } from "./identity.ts";
import { daysIn, listingId } from "./listings.ts";
import { classOf } from "./place.ts";
import type { Fact } from "./trail.ts";

interface OrderSeed {
  mailbox: string;
  state: SampleOrderState;
  /** Days ago it was sent in. */
  ago: number;
  count: number;
  reason?: string;
  /** At the demonstration university, so that its staff have a queue. */
  here?: boolean;
}

/** One of each state, for the demonstration company and for others; two are past their due day. */
const orders: readonly OrderSeed[] = [
  { mailbox: "sme", state: "submitted", ago: 1, count: 6, here: true },
  {
    mailbox: "sme",
    state: "objected",
    ago: 3,
    count: 2,
    here: true,
    reason: "02 号样品含水较多，请干燥后再送。",
  },
  { mailbox: "sme", state: "in_progress", ago: 24, count: 4, here: true },
  { mailbox: "sme", state: "completed", ago: 40, count: 8, here: true },
  { mailbox: "bianshan", state: "accepted", ago: 4, count: 12, here: true },
  { mailbox: "bianshan", state: "submitted", ago: 0, count: 3, here: true },
  { mailbox: "researcher", state: "accepted", ago: 30, count: 5 },
  { mailbox: "researcher", state: "completed", ago: 55, count: 10 },
  { mailbox: "bianshan", state: "declined", ago: 20, count: 1, reason: "样品含放射性元素，本室无相应资质。" },
  { mailbox: "sme", state: "cancelled", ago: 15, count: 2, reason: "样品未备齐，改期再送。" },
];

/** Of what a project's samples are; companies say what they bring in the purpose already. */
const materials = ["7075 铝合金", "304 不锈钢", "聚醚醚酮", "环氧树脂"] as const;
const flammable = ["环氧树脂", "传感器浆料", "粘结剂乳液", "软包电芯"];
const conditions = ["", "", "", "外包装破损，样品完好"] as const;

/** Minutes into the time part of ids, so that orders sort after bookings. */
const firstOrder = 330_000;

const past: readonly SampleOrderState[] = ["accepted", "in_progress", "completed"];

const takesSamples = ({ ways, prices }: FacilitySeed): boolean =>
  ways.includes("commissioned") && prices.some(({ unit }) => unit === "sample");

/** Orders for work on samples, with their samples, usage records and audit facts. */
export function sampleOrderRows(open: readonly FacilitySeed[], calendar: Calendar) {
  const taking = open.filter(takesSamples);
  const built = orders.flatMap((seed, index) => {
    const person = people.find(({ mailbox }) => mailbox === seed.mailbox);
    const places = taking.filter(
      (facility) =>
        person &&
        facility.org !== person.org &&
        daysIn(facility) > seed.ago &&
        (seed.here === undefined || facility.org === "qiantang") &&
        policies[facility.policy].bookableBy.includes("enterprise"),
    );
    if (!person || places.length === 0) return [];
    return [build(seed, index, person, pick(`order ${index} facility`, places), calendar)];
  });
  return {
    orders: built.map(({ order }) => order),
    samples: built.flatMap(({ samples }) => samples),
    usage: built.flatMap(({ usage }) => usage),
    facts: built.flatMap(({ facts }) => facts),
  };
}

function build(
  seed: OrderSeed,
  index: number,
  person: PersonSeed,
  facility: FacilitySeed,
  calendar: Calendar,
) {
  const name = `sample order ${index}`;
  const id = seedId(name, firstOrder + 100 - seed.ago);
  const createdAt = new Date(calendar.now.getTime() - minutes(seed.ago * 1440 + 95));
  const steps = stepsOf(seed, createdAt, facility, person);
  const received = steps.find(({ transition }) => transition === "accept")?.at ?? null;
  const stateSince = steps.at(-1)?.at ?? createdAt;
  const due = received && calendar.afterWorkingDays(received, sampleDays);
  const order: typeof sampleOrder.$inferInsert = {
    ...wishOf(seed, name, person, facility),
    id,
    createdAt,
    reason: seed.reason ?? "",
    receivedAt: received,
    dueOn: due && dayBefore(due),
    returnSamples: index % 3 === 0,
    demo: true,
    state: seed.state,
    version: 1 + steps.length,
    stateSince,
    deadline: deadlineOf(seed.state, createdAt, due),
  };
  const external = person.org !== facility.org;
  const usage =
    seed.state === "completed"
      ? [usageOf(id, order, received ?? createdAt, stateSince, seed.count, external)]
      : [];
  return {
    order,
    samples: samplesOf(id, name, seed, order.purpose),
    usage,
    facts: factsOf(id, createdAt, steps, person),
  };
}

/** What was ordered, of whom, at what price: the first line of the list that counts samples. */
function wishOf({ count }: OrderSeed, name: string, person: PersonSeed, facility: FacilitySeed) {
  const userClass = classOf(person, facility);
  const line = facility.prices.find(({ unit }) => unit === "sample");
  const rate = line?.yuan[{ internal: 0, academic: 1, enterprise: 2 }[userClass]] ?? null;
  return {
    facilityId: listingId("facility", facility),
    providerId: organizationId(facility.org),
    organizationId: organizationId(person.org),
    userId: userId(person.mailbox),
    policyVersion: 1,
    termsVersion: 1,
    userClass,
    purpose: pick(`${name} purpose`, purposesFor(facility, person.org)),
    project: pick(`${name} project`, projects),
    serviceType: "development" as const,
    funding: ["own" as const],
    priceItem: rate === null ? "" : (line?.item ?? ""),
    price: rate === null ? null : rate * 100 * count,
  };
}

type Step = ReturnType<typeof stepsOf>[number];

function factsOf(entityId: string, at: Date, steps: readonly Step[], { mailbox }: PersonSeed): Fact[] {
  const entity = "sample_order";
  const made: Fact = { at, by: mailbox, entity, entityId, transition: "order", to: "submitted" };
  return [
    made,
    ...steps.map((step, i): Fact => ({ ...step, entity, entityId, from: steps[i - 1]?.to ?? "submitted" })),
  ];
}

/** The column's default: no facility of the market says otherwise. */
const sampleDays = 10;
const answerHours = 72;

const dayBefore = (end: Date): string =>
  new Date(end.getTime() - 1).toLocaleDateString("en-CA", { timeZone: "Asia/Shanghai" });

function deadlineOf(state: SampleOrderState, createdAt: Date, due: Date | null): Date | null {
  if (state === "submitted") return new Date(createdAt.getTime() + minutes(answerHours * 60));
  return state === "accepted" || state === "in_progress" ? due : null;
}

function stepsOf({ state, reason }: OrderSeed, createdAt: Date, facility: FacilitySeed, person: PersonSeed) {
  const staff = personWith(facility.org, ({ roles }) => roles.includes("facility_manager")).mailbox;
  const after = (hours: number) => new Date(createdAt.getTime() + minutes(hours * 60));
  const step = (transition: string, to: SampleOrderState, hours: number, by = staff) => ({
    transition,
    to,
    at: after(hours),
    by,
    reason: reason ?? "",
  });
  const accepted = past.includes(state) ? [step("accept", "accepted", 20)] : [];
  const ends: Partial<Record<SampleOrderState, ReturnType<typeof step>[]>> = {
    objected: [step("object", "objected", 6)],
    in_progress: [step("begin", "in_progress", 70)],
    completed: [step("begin", "in_progress", 70), step("complete", "completed", 150)],
    declined: [step("decline", "declined", 9)],
    cancelled: [step("cancel", "cancelled", 30, person.mailbox)],
  };
  return [...accepted, ...(ends[state] ?? [])];
}

function samplesOf(orderId: string, name: string, { count, state }: OrderSeed, purpose: string) {
  const accepted = past.includes(state);
  const [brought = ""] = purpose.split("：");
  const material = brought === "课题样品" ? pick(`${name} material`, materials) : brought;
  const hazard = flammable.includes(material) ? "易燃" : "";
  return Array.from({ length: count }, (_, index): typeof sample.$inferInsert => {
    const number = index + 1;
    const key = `${name} ${number}`;
    return {
      id: seedId(key, number),
      orderId,
      number,
      label: `${name.replace(/\D/g, "").padStart(2, "0")}-${String(number).padStart(2, "0")}`,
      material,
      hazard,
      accepted: accepted ? true : null,
      condition: accepted ? pick(`${key} condition`, conditions) : "",
    };
  });
}

function usageOf(
  sampleOrderId: string,
  { purpose, price, project = "" }: typeof sampleOrder.$inferInsert,
  receivedAt: Date,
  endedAt: Date,
  samples: number,
  external: boolean,
): typeof usageRecord.$inferInsert {
  const worked = minutes(between(`${sampleOrderId} worked`, 60, 300));
  return {
    id: seedId(`usage ${sampleOrderId}`, firstOrder),
    createdAt: endedAt,
    sampleOrderId,
    actualFrom: new Date(Math.max(receivedAt.getTime(), endedAt.getTime() - worked)),
    actualTo: endedAt,
    way: "commissioned",
    external,
    content: purpose,
    serviceType: "development",
    project,
    funding: ["own"],
    samples,
    amount: price ?? 0,
  };
}
