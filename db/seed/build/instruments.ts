import type { instrumentProblem, meterReading } from "../../schema/instrument.ts";
import type { ProblemState } from "../../schema/vocabulary.ts";
import { facilities } from "../facilities/index.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import type { FacilitySeed } from "../shapes.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { organizationId, personWith, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import { unitId } from "./parts.ts";
import type { Fact } from "./trail.ts";

interface ProblemSeed {
  facility: string;
  by: string;
  /** Days before loading, and minutes after midnight. */
  ago: number;
  minute: number;
  severity: "minor" | "stops_work";
  description: string;
  state: ProblemState;
  answer: string;
}

const seeds: ProblemSeed[] = [
  {
    facility: "gemini360",
    by: "sme",
    ago: 1,
    minute: 905,
    severity: "minor",
    description: "左侧样品台 X 轴移动时有异响，图像偶有抖动。",
    state: "acknowledged",
    answer: "已联系厂家，周末检修前请降低移动速度。",
  },
  {
    facility: "nmr600-qt",
    by: "sme",
    ago: 0,
    minute: 20,
    severity: "minor",
    description: "自动进样器第 12 位夹持不稳，进样时报警一次。",
    state: "reported",
    answer: "",
  },
  {
    facility: "gemini360",
    by: "sme",
    ago: 24,
    minute: 640,
    severity: "stops_work",
    description: "真空报警，样品室抽不到 10⁻³ Pa。",
    state: "resolved",
    answer: "更换样品室密封圈，真空恢复正常。",
  },
];

const steps: Record<ProblemState, readonly ("acknowledge" | "resolve")[]> = {
  reported: [],
  acknowledged: ["acknowledge"],
  resolved: ["acknowledge", "resolve"],
};

/** Problems that users have reported, as far as their staff have dealt with them. */
export function problemRows(calendar: Calendar): {
  problems: (typeof instrumentProblem.$inferInsert)[];
  facts: Fact[];
} {
  const rows = seeds.map((seed) => problemOf(seed, calendar));
  return { problems: rows.map(({ row }) => row), facts: rows.flatMap(({ facts }) => facts) };
}

function problemOf(seed: ProblemSeed, calendar: Calendar) {
  const facility = facilityOf(seed.facility);
  const person = people.find(({ mailbox }) => mailbox === seed.by);
  if (!person) throw new Error(`nobody is ${seed.by}`);
  const id = seedId(`problem ${seed.facility} ${seed.ago}`, 330_000);
  const at = new Date(
    Math.min(calendar.at(-seed.ago, seed.minute).getTime(), calendar.now.getTime() - minutes(5)),
  );
  const staff = personWith(facility.org, ({ roles }) => roles.includes("facility_manager")).mailbox;
  const taken = steps[seed.state].map((transition, index) => ({
    transition,
    to: transition === "resolve" ? "resolved" : "acknowledged",
    at: new Date(at.getTime() + minutes(40 * (index + 1) ** 3)),
  }));
  const row: typeof instrumentProblem.$inferInsert = {
    id,
    createdAt: at,
    facilityId: listingId("facility", facility),
    unitId: unitId(facility, 1),
    providerId: organizationId(facility.org),
    userId: userId(seed.by),
    organizationId: organizationId(person.org),
    description: seed.description,
    severity: seed.severity,
    answer: seed.answer,
    state: seed.state,
    version: 1 + taken.length,
    stateSince: taken.at(-1)?.at ?? at,
  };
  const entity = { entity: "instrument_problem", entityId: id };
  const facts: Fact[] = [
    { ...entity, at, by: seed.by, transition: "report", to: "reported" },
    ...taken.map((step): Fact => ({ ...entity, ...step, by: staff, reason: seed.answer })),
  ];
  return { row, facts };
}

/** An instrument whose meter reports: it was on one evening though nobody had booked it. */
export function meterRows(calendar: Calendar): (typeof meterReading.$inferInsert)[] {
  const unit = unitId(facilityOf("gemini360"), 1);
  return [
    { kind: "on" as const, minute: 1275 },
    { kind: "off" as const, minute: 1362 },
  ].map(({ kind, minute }) => ({
    id: seedId(`meter ${kind}`, 331_000),
    createdAt: calendar.at(-3, minute),
    unitId: unit,
    kind,
    at: calendar.at(-3, minute),
  }));
}

function facilityOf(key: string): FacilitySeed {
  const seed = facilities.find((one) => one.key === key);
  if (!seed) throw new Error(`there is no facility ${key}`);
  return seed;
}
