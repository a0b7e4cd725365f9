import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Actor, Context } from "#app/domain/context.ts";
import { systemActor, visitor } from "#app/domain/context.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import type { CreateInput, PriceInput } from "#app/domain/catalog/inputs.ts";
import { takeStep } from "#app/domain/catalog/take-step.server.ts";
import { setOpeningHours } from "#app/domain/catalog/set-opening-hours.server.ts";
import { setPrices } from "#app/domain/catalog/set-prices.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Database } from "#db/client.ts";
import { appUser, jurisdiction, membership, organization } from "#db/schema/identity.ts";
import { field, region } from "#db/schema/shared.ts";
import type { OrganizationKind, Role } from "#db/schema/vocabulary.ts";

export const clock = fixedClock("2026-11-24T02:00:00Z");

/** The value of a command that must succeed. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** The code of a command that must be refused. */
export function code(result: Result<unknown>): string {
  if (result.ok) throw new Error(`was not refused: ${JSON.stringify(result.value)}`);
  return result.problem.code;
}

export const rulesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : (result.problem.reasons ?? []).map(({ rule }) => rule);

export interface Member {
  organizationId: string;
  actor: Actor;
  ctx: Context;
}

export async function loadReference(db: Database): Promise<void> {
  await db.insert(region).values([
    { code: "330000", nameZh: "浙江省", nameEn: "Zhejiang" },
    { code: "330106", nameZh: "西湖区", nameEn: "Xihu" },
    { code: "330200", nameZh: "宁波市", nameEn: "Ningbo" },
  ]);
  await db.insert(field).values([
    { code: "430", nameZh: "材料科学", nameEn: "Materials science" },
    { code: "150", nameZh: "化学", nameEn: "Chemistry" },
  ]);
}

interface Founding {
  kind?: OrganizationKind;
  roles: Role[];
  publicInstitution?: boolean;
  verified?: boolean;
  territory?: string[];
}

/** A new organisation with one member who acts for it. */
export async function found(db: Database, given: Founding): Promise<Member> {
  const { kind = "university", roles, publicInstitution = true, verified = true, territory = [] } = given;
  const mark = randomBytes(6).toString("hex");
  const [owner] = await db
    .insert(organization)
    .values({
      uscc: `12330000${mark.replace(/[a-f]/g, "A").toUpperCase().slice(0, 10).padEnd(10, "0")}`,
      nameZh: `单位 ${mark}`,
      kind,
      regionCode: "330106",
      publicInstitution,
      verifiedAt: verified ? clock.now() : null,
    })
    .returning();
  if (!owner) throw new Error("no organisation");
  for (const regionPrefix of territory)
    await db.insert(jurisdiction).values({ organizationId: owner.id, regionPrefix });
  return join(db, owner.id, roles, territory, verified);
}

/** Another member of an organisation. */
export async function join(
  db: Database,
  organizationId: string,
  roles: Role[],
  territory: string[] = [],
  verified = true,
): Promise<Member> {
  const [user] = await db
    .insert(appUser)
    .values({ email: `${uuidv7()}@demo.test`, name: "某人", passwordHash: "-" })
    .returning();
  if (!user) throw new Error("no user");
  const [held] = await db.insert(membership).values({ userId: user.id, organizationId, roles }).returning();
  const actor: Actor = {
    user: { id: user.id, name: user.name, email: user.email },
    organization: { id: organizationId, uscc: "", nameZh: "", nameEn: "", regionCode: "330106", verified },
    membershipId: held?.id ?? null,
    roles,
    regionPrefixes: territory,
    via: "session",
    requestId: "test",
  };
  return { organizationId, actor, ctx: { db, actor, clock } };
}

export const nobody = (db: Database): Context => ({ db, clock, actor: visitor("test") });
export const timer = (db: Database): Context => ({ db, clock, actor: systemActor("test") });

let serial = 0;

export const facilityInput = (change: Record<string, unknown> = {}): CreateInput => ({
  kind: "facility",
  titleZh: "场发射扫描电子显微镜",
  regionCode: "330106",
  fieldCodes: ["430"],
  facility: {
    innerId: `A-${++serial}`,
    maker: "Zeiss",
    model: "Gemini 300",
    technical: "分辨率 0.7 nm",
    functions: "形貌观察",
    serviceContent: "成像与能谱",
    fundingSources: ["local_government"],
    serviceWays: ["self_use"],
    contactEmail: "lab@u.test",
    ...change,
  },
});

export const technologyInput = (change: Record<string, unknown> = {}): CreateInput => ({
  kind: "technology",
  titleZh: "固态电解质",
  summaryZh: "一种固态电解质",
  regionCode: "330106",
  fieldCodes: ["430"],
  keywords: ["电池"],
  technology: {
    ipType: "know_how",
    problemSolved: "枝晶",
    advantage: "更安全",
    trl: 6,
    transferModes: ["assignment"],
    priceForm: "fixed",
    ...change,
  },
});

export const demandInput = (): CreateInput => ({
  kind: "demand",
  titleZh: "PVC 改性",
  regionCode: "330106",
  fieldCodes: ["430"],
  keywords: ["PVC"],
  demand: {
    problem: "脆",
    target: "抗冲击韧性≥67%",
    deadlineOn: "2027-06-01",
    ways: ["commission"],
    confidentialPart: "内部配方",
  },
});

export const cost = {
  consumables: 2000,
  machineHours: 6000,
  energy: 1000,
  labour: 4000,
  management: 2000,
  depreciation: 5000,
};

export const priceLine = (change: Partial<PriceInput> = {}): PriceInput => ({
  item: "成像",
  unit: "hour",
  userClass: "enterprise",
  amount: 20_000,
  validFrom: "2026-01-01",
  validTo: null,
  costBreakdown: cost,
  approvalDocument: "",
  ...change,
});

/** A facility with price and hours, as a draft. */
export async function draftFacility(
  owner: Member,
  change: Record<string, unknown> = {},
): Promise<{ id: string; version: number }> {
  const { id, version } = must(await createListing(owner.ctx, facilityInput(change)));
  const priced = must(await setPrices(owner.ctx, id, { version, prices: [priceLine()] }));
  const openings = [{ weekday: 1, fromMinute: 480, toMinute: 1080 }];
  return {
    id,
    version: must(await setOpeningHours(owner.ctx, id, { version: priced.version, openings })).version,
  };
}

/** Submits and publishes. */
export async function bringToMarket(owner: Member, officer: Member, id: string): Promise<number> {
  must(await takeStep(owner.ctx, { id }, "submit"));
  return must(await takeStep(officer.ctx, { id }, "publish")).version;
}
