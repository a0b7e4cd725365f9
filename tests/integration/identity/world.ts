import { desc, eq } from "drizzle-orm";
import { type Context, visitor } from "#app/domain/context.ts";
import { creditCheckCharacter } from "#app/domain/identity/credit-code.ts";
import { foundOrganization } from "#app/domain/identity/found-organization.server.ts";
import { type FoundOrganizationInput, foundOrganizationInput } from "#app/domain/identity/inputs.ts";
import { registerUser } from "#app/domain/identity/register.server.ts";
import { findSession, newSecretToken } from "#app/domain/identity/session.server.ts";
import type { SessionRef, Visit } from "#app/domain/identity/visit.ts";
import { type Clock, fixedClock } from "#app/runtime/clock.ts";
import { jurisdiction, membership } from "#db/schema/identity.ts";
import { mail, region } from "#db/schema/shared.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Database } from "#db/client.ts";
import { valueOf } from "../../support/results.ts";

/** Tuesday 24 November 2026, 10:00 in Shanghai. */
export const start = "2026-11-24T02:00:00Z";

export const password = "潮水漫过钱塘江的堤岸";

export const visit: Visit = {
  ip: "192.0.2.7",
  device: "Firefox · Linux",
  sessionId: null,
  deviceToken: newSecretToken().token,
};

/** A person with a browser that is signed in. */
export interface Person {
  email: string;
  token: string;
  ctx: Context;
  session: SessionRef;
}

export interface World {
  db: Database;
  clock: ReturnType<typeof fixedClock>;
  /** What somebody without an account brings. */
  anyone: Context;
}

export async function newWorld(db: Database): Promise<World> {
  const clock = fixedClock(start);
  await db.insert(region).values([
    { code: "330000", nameZh: "浙江省", nameEn: "Zhejiang" },
    { code: "330106", nameZh: "西湖区", nameEn: "Xihu" },
    { code: "330200", nameZh: "宁波市", nameEn: "Ningbo" },
  ]);
  return { db, clock, anyone: { db, clock, actor: visitor("test") } };
}

let made = 0;

/** Registers somebody new and signs them in. */
export async function newPerson(world: World, email = `p${++made}@example.test`): Promise<Person> {
  // Its own network address each, so that people of different tests do not use up each other's limit.
  const ip = `198.51.${Math.floor(++made / 250)}.${made % 250}`;
  const input = { email, name: "王工", password };
  const token = valueOf(await registerUser(world.anyone, input, { ...visit, ip, locale: "zh-CN" }));
  return personOf(world, email, token);
}

/** The person behind a session's token, as the next request will see them. */
export async function personOf({ db, clock }: World, email: string, token: string): Promise<Person> {
  const found = await findSession(db, clock.now(), token, "test");
  if (!found) throw new Error("the session does not work");
  const session = { id: found.sessionId, authenticatedAt: found.authenticatedAt };
  return { email, token, ctx: { db, clock, actor: found.actor }, session };
}

/** A credit code nobody has yet. */
export function newCreditCode(clock: Clock = fixedClock(start)): string {
  const first17 = `91330106MA${String(clock.now().getTime() + ++made).slice(-7)}`;
  return first17 + creditCheckCharacter(first17);
}

export const organizationInput = (changes: Partial<FoundOrganizationInput> = {}): FoundOrganizationInput =>
  foundOrganizationInput.parse({
    uscc: newCreditCode(),
    nameZh: "杭州某某材料有限公司",
    kind: "enterprise",
    regionCode: "330106",
    ...changes,
  });

/** Somebody new who founds an organisation and acts for it as owner. */
export async function newOwner(world: World, changes: Partial<FoundOrganizationInput> = {}): Promise<Person> {
  const person = await newPerson(world);
  const founded = valueOf(await foundOrganization(person.ctx, person.session, organizationInput(changes)));
  return personOf(world, person.email, founded.token);
}

/** Somebody with other roles in a new organisation that, with `prefix`, is a regulator. */
export async function newOfficer(world: World, prefix: string, roles: Role[] = ["officer"]): Promise<Person> {
  const owner = await newOwner(world, { kind: "government", nameZh: "某市科学技术局" });
  const organizationId = owner.ctx.actor.organization?.id ?? "";
  await world.db.insert(jurisdiction).values({ organizationId, regionPrefix: prefix });
  await world.db
    .update(membership)
    .set({ roles })
    .where(eq(membership.id, owner.ctx.actor.membershipId ?? ""));
  return personOf(world, owner.email, owner.token);
}

/** The latest mail to an address, and the secret at the end of its link. */
export async function latestMail(
  db: Database,
  to: string,
): Promise<{ subject: string; body: string; secret: string }> {
  const [row] = await db.select().from(mail).where(eq(mail.to, to)).orderBy(desc(mail.id)).limit(1);
  if (!row) throw new Error(`no mail to ${to}`);
  return {
    subject: row.subject,
    body: row.body,
    secret: /\/([\w-]{14}\.[\w-]{43})\s/.exec(row.body)?.[1] ?? "",
  };
}

/** How many mails an address got. */
export async function mailCount(db: Database, to: string): Promise<number> {
  return (await db.select({ id: mail.id }).from(mail).where(eq(mail.to, to))).length;
}
