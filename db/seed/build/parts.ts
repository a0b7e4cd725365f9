import type {
  demand,
  facility,
  facilityUnit,
  opening,
  price,
  service,
  technology,
} from "../../schema/catalog.ts";
import type { bookingPolicy } from "../../schema/booking-policy.ts";
import type { ListingKind, UserClass } from "../../schema/vocabulary.ts";
import { applicationNumber } from "../check-digits.ts";
import { between, seedId } from "../ids.ts";
import { regions } from "../reference/regions.ts";
import { costOf, hours, policies } from "../presets.ts";
import type { DemandSeed, FacilitySeed, PriceSeed, ServiceSeed, TechnologySeed } from "../shapes.ts";
import type { Calendar } from "./calendar.ts";
import { conductOf } from "./blocks.ts";
import { organizationId, organizationSeed, ownerOf, userId } from "./identity.ts";
import { listingId, movedAt, noticeEnd, stateOf } from "./listings.ts";

const fenPerWan = 1_000_000;
const classes: readonly UserClass[] = ["internal", "academic", "enterprise"];

export function facilityRow(seed: FacilitySeed): typeof facility.$inferInsert {
  const centre = seed.department.startsWith("分析测试中心");
  const place = seed.at ?? organizationSeed(seed.org).at;
  return {
    listingId: listingId("facility", seed),
    organizationId: organizationId(seed.org),
    innerId: seed.innerId,
    classCode: seed.classCode,
    department: seed.department,
    carrier: centre ? "instrument_centre" : "none",
    carrierName: centre ? "分析测试中心" : "",
    instrumentType: /^(12|99)/.test(seed.classCode) ? "special" : "general",
    maker: seed.maker,
    model: seed.model,
    nation: seed.nation,
    worth: Math.round(seed.worth * fenPerWan),
    fundingSources: [...seed.funds],
    commissionedOn: seed.commissionedOn,
    technical: seed.technical,
    functions: seed.functions,
    serviceContent: seed.content,
    requirement: seed.requirement,
    feeNote: governmentPaid(seed) ? "按成本补偿、非营利原则核定，详见价目表。" : "按公示价目收取，量大可议。",
    serviceWays: [...seed.ways],
    accreditation: [...(seed.accreditation ?? [])],
    yearHours: seed.year?.[0] ?? null,
    yearSharedHours: seed.year?.[1] ?? null,
    serviceUrl: "",
    street: streetOf(seed),
    building: seed.place,
    latitude: place?.[0] ?? null,
    longitude: place?.[1] ?? null,
    contactName: "仪器预约服务台",
    contactPhone: "0571-0000-0000",
    contactEmail: `instruments@${seed.org}.example.org`,
  };
}

/** The organisation's own address, or an invented one in the region where the instrument stands instead. */
function streetOf(seed: FacilitySeed): string {
  const home = organizationSeed(seed.org);
  if (seed.region === undefined || seed.region === home.region) return home.address;
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.nameZh ?? "";
  return `${nameOf(`${seed.region.slice(0, 4)}00`)}${nameOf(seed.region)}示范园区1号`;
}

/** Whether the cost-recovery rule binds the price list. */
export const governmentPaid = (seed: FacilitySeed): boolean =>
  seed.funds.some((source) => source === "central_government" || source === "local_government");

export const unitId = (seed: FacilitySeed, number: number): string =>
  seedId(`unit ${seed.key} ${number}`, number);

export function unitRows(seed: FacilitySeed): (typeof facilityUnit.$inferInsert)[] {
  return (seed.units ?? [""]).map((label, index) => ({
    id: unitId(seed, index + 1),
    facilityId: listingId("facility", seed),
    number: index + 1,
    label,
  }));
}

export function openingRows(seed: FacilitySeed): (typeof opening.$inferInsert)[] {
  return hours[seed.hours].map(([weekday, fromMinute, toMinute]) => ({
    id: seedId(`opening ${seed.key} ${weekday} ${fromMinute}`),
    facilityId: listingId("facility", seed),
    weekday,
    fromMinute,
    toMinute,
  }));
}

export const policyId = ({ key }: FacilitySeed): string => seedId(`policy ${key}`);

export function policyRow(seed: FacilitySeed, calendar: Calendar): typeof bookingPolicy.$inferInsert {
  return {
    id: policyId(seed),
    createdAt: calendar.at(-400, 600),
    facilityId: listingId("facility", seed),
    version: 1,
    createdBy: userId(ownerOf(seed.org).mailbox),
    ...conductOf(seed),
    ...policies[seed.policy],
  };
}

/** Price rows of a listing; where government money paid, each with the cost that it recovers. */
export function priceRows(
  kind: ListingKind,
  seed: FacilitySeed | ServiceSeed,
  costed: boolean,
  calendar: Calendar,
): (typeof price.$inferInsert)[] {
  return seed.prices.flatMap((line, position) =>
    classes.flatMap((userClass, index) => rowOf(line, position, userClass, index)),
  );

  function rowOf(line: PriceSeed, position: number, userClass: UserClass, index: number) {
    const yuan = line.yuan[index];
    if (yuan === null || yuan === undefined) return [];
    const amount = Math.round(yuan * 100);
    return [
      {
        id: seedId(`price ${kind} ${seed.key} ${line.item} ${userClass}`, position),
        listingId: listingId(kind, seed),
        item: line.item,
        unit: line.unit,
        userClass,
        amount,
        validFrom: calendar.date(-400),
        costBreakdown: costed ? costOf(amount) : null,
        approvalDocument: costed ? `示范价〔2026〕${between(`approval ${seed.org}`, 1, 40)}号` : "",
      },
    ];
  }
}

const patentDigit = { invention: 1, utility_model: 2, design: 3 } as const;

/** The application or registration number of a technology, or null where its kind of right has none. */
export function applicationOf(seed: TechnologySeed): string | null {
  if (seed.application === undefined) return seed.registration ?? null;
  if (seed.ip !== "invention" && seed.ip !== "utility_model" && seed.ip !== "design") return null;
  return applicationNumber(seed.application[0], patentDigit[seed.ip], seed.application[1]);
}

export function technologyRow(seed: TechnologySeed, calendar: Calendar): typeof technology.$inferInsert {
  const year = seed.application?.[0];
  const granted = seed.legal === "granted";
  // No application may have been filed after the day the market is about.
  const month = String(between(`filed ${seed.key}`, 1, year === 2026 ? 6 : 12)).padStart(2, "0");
  const day = String(between(`filed day ${seed.key}`, 1, 28)).padStart(2, "0");
  return {
    listingId: listingId("technology", seed),
    ipType: seed.ip,
    applicationNo: applicationOf(seed),
    zlMarked: granted && seed.ip in patentDigit,
    ipc: [...(seed.ipc ?? [])],
    legalStatus: seed.legal ?? "not_applicable",
    legalStatusCheckedOn:
      seed.legal === undefined ? null : calendar.date(-between(`checked ${seed.key}`, 3, 60)),
    filedOn: year === undefined ? null : `${year}-${month}-${day}`,
    grantedOn:
      granted && year !== undefined ? `${year + (seed.ip === "invention" ? 2 : 1)}-${month}-${day}` : null,
    inventors: seed.inventors,
    trl: seed.trl,
    transferModes: [...seed.modes],
    priceForm: seed.priceForm,
    askingPrice: seed.price === null ? null : Math.round(seed.price * fenPerWan),
    problemSolved: seed.problem,
    advantage: seed.advantage,
    proof: seed.proof,
    applications: seed.applications,
    wanted: seed.wanted,
    insiderDeal: seed.insider ?? false,
    noticeUntil: stateOf(seed) === "public_notice" ? noticeEnd(movedAt(seed, calendar), calendar) : null,
  };
}

export function serviceRow(seed: ServiceSeed): typeof service.$inferInsert {
  return {
    listingId: listingId("service", seed),
    category: seed.category,
    turnaroundDays: seed.turnaround,
    deliverable: seed.deliverable,
    method: seed.method,
    sampleRequirement: seed.sample,
    accreditation: [...(seed.accreditation ?? [])],
    capacityPerMonth: seed.perMonth,
  };
}

export function demandRow(seed: DemandSeed, calendar: Calendar): typeof demand.$inferInsert {
  return {
    listingId: listingId("demand", seed),
    problem: seed.problem,
    keyTechnology: seed.keyTechnology,
    target: seed.target,
    tried: seed.tried,
    budgetMin: seed.budget === null ? null : Math.round(seed.budget[0] * fenPerWan),
    budgetMax: seed.budget === null ? null : Math.round(seed.budget[1] * fenPerWan),
    deadlineOn: calendar.date(seed.dueIn),
    ways: [...seed.ways],
    industry: seed.industry,
    preferredPartner: seed.partner,
    confidentialPart: seed.confidential ?? "",
  };
}
