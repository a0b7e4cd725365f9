import type { serviceOrder } from "../../schema/service-orders.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { services } from "../services/index.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, personWith, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Fact } from "./trail.ts";

interface OrderSeed {
  service: string;
  quantity: number;
  wanted: string;
  /** Days ago it was placed, and delivered. */
  ago: number;
  delivered?: { ago: number; text: string };
}

/** What the demonstration company has ordered of the demonstration university: one delivered, one to be answered. */
const orders: readonly OrderSeed[] = [
  {
    service: "raman-microplastics",
    quantity: 6,
    wanted: "厂区排口与上下游断面各两个水样，给出微塑料丰度和主要聚合物类型，用于环保自查。",
    ago: 6,
    delivered: { ago: 2, text: "六个水样的拉曼筛查报告，含丰度、粒径分布和聚合物类型；结论见第一页。" },
  },
  {
    service: "wind-consult",
    quantity: 1,
    wanted: "屋面光伏支架抗风复核，支架图纸和屋面结构图随后提供，需盖章的复核意见。",
    ago: 1,
  },
];

/** Minutes into the time part of ids, after those of sample orders. */
const firstOrder = 340_000;
const answerDays = 5;
const silenceDays = 14;

/** Ordered services with their audit facts. */
export function serviceOrderRows(calendar: Calendar) {
  const built = orders.map((seed) => build(seed, calendar));
  return { orders: built.map(({ order }) => order), facts: built.flatMap(({ facts }) => facts) };
}

function build({ service: key, quantity, wanted, ago, delivered }: OrderSeed, calendar: Calendar) {
  const client = people.find(({ mailbox }) => mailbox === "sme");
  const service = services.find((one) => one.key === key);
  const [line] = service?.prices ?? [];
  const yuan = line?.yuan[2];
  if (!client || !service || !line || !yuan) throw new Error(`nobody can order ${key}`);
  const staff = personWith(service.org, ({ roles }) => roles.includes("facility_manager")).mailbox;
  const at = (days: number, later = 0) =>
    new Date(calendar.now.getTime() - minutes(days * 1440 + 65 - later));
  const [createdAt, takenAt, deliveredAt] = [at(ago), at(ago, 45), delivered ? at(delivered.ago) : null];
  const due = deliveredAt && calendar.afterWorkingDays(takenAt, service.turnaround);
  const id = seedId(`service order ${key}`, firstOrder + 100 - ago);
  const order: typeof serviceOrder.$inferInsert = {
    ...{
      id,
      createdAt,
      quantity,
      wanted,
      item: line.item,
      unit: line.unit,
      userClass: "enterprise",
      demo: true,
    },
    ...{ rate: yuan * 100, price: yuan * 100 * quantity, userId: userId(client.mailbox) },
    serviceId: listingId("service", service),
    providerId: organizationId(service.org),
    organizationId: organizationId(client.org),
    dueOn: due && dayBefore(due),
    delivery: delivered?.text ?? "",
    state: deliveredAt ? "delivered" : "placed",
    version: deliveredAt ? 3 : 1,
    stateSince: deliveredAt ?? createdAt,
    deadline: deliveredAt
      ? calendar.afterDays(deliveredAt, silenceDays)
      : calendar.afterWorkingDays(createdAt, answerDays),
  };
  const of = { entity: "service_order", entityId: id };
  const placed: Fact = { ...of, at: createdAt, by: client.mailbox, transition: "place-order", to: "placed" };
  if (!deliveredAt) return { order, facts: [placed] };
  const facts: Fact[] = [
    placed,
    { ...of, at: takenAt, by: staff, transition: "take-order", from: "placed", to: "accepted" },
    { ...of, at: deliveredAt, by: staff, transition: "deliver", from: "accepted", to: "delivered" },
  ];
  return { order, facts };
}

const dayBefore = (end: Date): string =>
  new Date(end.getTime() - 1).toLocaleDateString("en-CA", { timeZone: "Asia/Shanghai" });
