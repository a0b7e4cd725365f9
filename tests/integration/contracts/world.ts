import { randomUUID } from "node:crypto";
import { and, desc, eq, notInArray } from "drizzle-orm";
import "#app/domain/settlements.server.ts";
import type { Database } from "#db/client.ts";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import { appUser } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { type Actor, type Context, systemActor } from "#app/domain/context.ts";
import {
  amendmentCommands,
  contractCommands,
  milestoneCommands,
  registrationCommands,
} from "#app/domain/contracts/commands.server.ts";
import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { startContract } from "#app/domain/contracts/start.server.ts";
import { startInput, proposeInput } from "#app/domain/contracts/inputs.ts";
import { type Terms, termsInput } from "#app/domain/contracts/terms.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { valueOf } from "../../support/results.ts";

export const password = "kexiang-demo";

/** The two sides of a contract, each by somebody who may sign. */
export interface Sides {
  client: Actor;
  developer: Actor;
}

export async function sides(db: Database): Promise<Sides> {
  await loadReferenceData(db);
  const made = {
    client: await makeMember(db, ["owner"], "enterprise"),
    developer: await makeMember(db, ["owner"], "university"),
  };
  const passwordHash = await hashPassword(password);
  for (const { user } of Object.values(made))
    await db
      .update(appUser)
      .set({ passwordHash })
      .where(eq(appUser.id, user?.id ?? ""));
  return made;
}

/** Whoever acts, at ten in the morning of a day. */
export const at = (db: Database, actor: Actor, day = "2026-12-01"): Context =>
  contextOf(db, actor, fixedClock(`${day}T10:00:00+08:00`));

export const clockAt = (db: Database, day: string): Context => at(db, systemActor("clock"), day);

/** Terms that can be signed: two milestones of 60,000 and 40,000 yuan. */
export const goodTerms = (change: Partial<Terms> = {}): Terms => ({
  ...termsInput.parse({
    title: "低温高韧性 PVC 改性配方研究开发",
    subject: "研究开发低温高韧性 PVC 改性配方及其挤出工艺。",
    targets: "−20 ℃ 缺口冲击强度 ≥ 8 kJ/m²。",
    plan: "先做小试，再做中试。",
    place: "杭州市",
    amount: 10_000_000,
    failureClientPercent: 60,
    milestones: [
      milestone("小试配方", "2027-03-31", 6_000_000),
      milestone("中试样品", "2027-06-30", 4_000_000),
    ],
  }),
  ...change,
});

export const milestone = (title: string, dueOn: string, amount: number) => ({
  ...{ title, dueOn, amount, deliverable: `${title}及检测报告` },
  ...{ standard: "达到技术指标", method: "第三方检测" },
});

type Whole = keyof typeof contractCommands;
type OfMilestone = keyof typeof milestoneCommands;

/** Takes a step of a contract with an input as a caller would write it. */
export function take(
  ctx: Context,
  id: string,
  step: Whole,
  input: Record<string, unknown> = {},
): Promise<Result<unknown>> {
  const command = contractCommands[step];
  return Reflect.apply(command.run, undefined, [ctx, id, command.input.parse(input)]);
}

export function takeOn(
  ctx: Context,
  id: string,
  n: number,
  step: OfMilestone,
  input: Record<string, unknown> = {},
): Promise<Result<unknown>> {
  const command = milestoneCommands[step];
  return Reflect.apply(command.run, undefined, [ctx, id, n, command.input.parse(input)]);
}

export function amend(
  ctx: Context,
  id: string,
  n: number,
  step: keyof typeof amendmentCommands,
  input: Record<string, unknown> = {},
): Promise<Result<unknown>> {
  const command = amendmentCommands[step];
  return Reflect.apply(command.run, undefined, [ctx, id, n, command.input.parse(input)]);
}

export function register(
  ctx: Context,
  id: string,
  step: keyof typeof registrationCommands,
  input: Record<string, unknown> = {},
): Promise<Result<unknown>> {
  const command = registrationCommands[step];
  return Reflect.apply(command.run, undefined, [ctx, id, command.input.parse(input)]);
}

export const pageOf = async (ctx: Context, id: string) => valueOf(await contractPage(ctx, id));

/** A contract that the client has begun and proposed a text of. */
export async function proposed(
  db: Database,
  { client, developer }: Sides,
  terms = goodTerms(),
): Promise<string> {
  const counterpart = developer.organization?.uscc;
  const { id } = valueOf(
    await startContract(at(db, client), startInput.parse({ side: "client", counterpart })),
  );
  valueOf(await take(at(db, client), id, "propose", proposeInput.parse({ terms })));
  return id;
}

/** The same, agreed to and signed by both. */
export async function inForce(db: Database, both: Sides, terms = goodTerms()): Promise<string> {
  const id = await proposed(db, both, terms);
  const { text } = await pageOf(at(db, both.developer), id);
  const sha256 = text?.sha256;
  valueOf(await take(at(db, both.developer), id, "agree", { sha256 }));
  valueOf(await take(at(db, both.developer), id, "sign", { sha256, password }));
  valueOf(await take(at(db, both.client), id, "sign", { sha256, password }));
  return id;
}

export async function milestoneRow(db: Database, id: string, n: number) {
  const [row] = await db
    .select()
    .from(contractMilestone)
    .where(and(eq(contractMilestone.contractId, id), eq(contractMilestone.n, n)));
  if (!row) throw new Error(`no milestone ${n}`);
  return row;
}

export async function contractRow(db: Database, id: string) {
  const [row] = await db.select().from(contract).where(eq(contract.id, id));
  if (!row) throw new Error("no contract");
  return row;
}

/** The latest charge of a milestone that has not ended. */
export async function chargeOf(db: Database, milestoneId: string) {
  const [row] = await db
    .select()
    .from(charge)
    .where(and(eq(charge.causeId, milestoneId), notInArray(charge.state, ["cancelled", "expired"])))
    .orderBy(desc(charge.id))
    .limit(1);
  return row;
}

/** Pays a milestone's charge by a transfer that has come. */
export async function pay(
  db: Database,
  both: Sides,
  id: string,
  n: number,
  day?: string,
  externalId: string = randomUUID(),
) {
  const owed = await chargeOf(db, (await milestoneRow(db, id, n)).id);
  if (!owed) throw new Error("there is no charge");
  return transact(db, (tx) =>
    payCharge(tx, at(db, both.developer, day), owed.id, {
      method: "transfer",
      externalId,
      amount: owed.amount,
    }),
  );
}

/** Asks for a milestone's money and pays it. */
export async function funded(db: Database, both: Sides, id: string, n: number, day?: string): Promise<void> {
  valueOf(await takeOn(at(db, both.client, day), id, n, "fund"));
  valueOf(await pay(db, both, id, n, day));
}
