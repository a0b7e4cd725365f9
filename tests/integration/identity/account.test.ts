import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changePassword } from "#app/domain/identity/change-password.server.ts";
import { confirmEmail } from "#app/domain/identity/confirm-email.server.ts";
import { findApiToken } from "#app/domain/identity/api-tokens.server.ts";
import { createOwnToken, listOwnTokens, revokeApiToken } from "#app/domain/identity/own-tokens.server.ts";
import { requestPasswordReset, resetPassword } from "#app/domain/identity/reset-password.server.ts";
import { findSession } from "#app/domain/identity/session.server.ts";
import {
  listDevices,
  reauthenticate,
  revokeOtherSessions,
  revokeSession,
  signOut,
  switchOrganization,
} from "#app/domain/identity/sessions.server.ts";
import { signIn } from "#app/domain/identity/sign-in.server.ts";
import { sweepExpired } from "#app/domain/identity/sweep.server.ts";
import { ownAccount } from "#app/domain/identity/queries.server.ts";
import { mailToken, rateLimit, session } from "#db/schema/identity.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import {
  latestMail,
  mailCount,
  newOwner,
  newPerson,
  newWorld,
  password,
  personOf,
  visit,
  type World,
} from "./world.ts";

let database: TestDatabase;
let world: World;
const better = "另一个很长的口令 2026";

beforeAll(async () => {
  database = await testDatabase();
  world = await newWorld(database.db);
});
afterAll(() => database.close());

const works = async (token: string) =>
  (await findSession(world.db, world.clock.now(), token, "t")) !== undefined;
const secondBrowser = async (email: string) => {
  const outcome = valueOf(await signIn(world.anyone, { email, password }, visit));
  if (outcome.kind !== "session") throw new Error("second factor");
  return outcome.token;
};

describe("changing the password", () => {
  it("ends all other sessions and gives this one a new token", async () => {
    const person = await newPerson(world);
    const other = await secondBrowser(person.email);
    const token = valueOf(
      await changePassword(person.ctx, person.session, { current: password, next: better }),
    );
    expect(await Promise.all([works(person.token), works(other), works(token)])).toEqual([
      false,
      false,
      true,
    ]);
    expect((await signIn(world.anyone, { email: person.email, password }, visit)).ok).toBe(false);
    expect((await signIn(world.anyone, { email: person.email, password: better }, visit)).ok).toBe(true);
  });

  it("needs the current one, and a good new one", async () => {
    const person = await newPerson(world);
    const change = (current: string, next: string) =>
      changePassword(person.ctx, person.session, { current, next });
    expect(problemOf(await change("wrong", better)).errors).toEqual([
      { path: "current", code: "password_wrong" },
    ]);
    expect(problemOf(await change(password, password)).errors).toEqual([
      { path: "next", code: "password_unchanged" },
    ]);
    expect(problemOf(await change(password, "short")).errors?.[0]?.path).toBe("next");
    expect(await works(person.token)).toBe(true);
  });

  it("is not for a program with a token", async () => {
    const person = await newPerson(world);
    const token = valueOf(await createOwnToken(person.ctx, person.session, wanted("脚本")));
    const actor = await findApiToken(world.db, world.clock.now(), token, "t");
    if (!actor) throw new Error("the token does not work");
    const asProgram = { ...person.ctx, actor };
    const refused = await changePassword(asProgram, person.session, { current: password, next: better });
    expect(problemOf(refused).code).toBe("sign_in_required");
  });
});

describe("resetting the password", () => {
  it("answers the same for an unknown address, and mails nothing", async () => {
    const person = await newPerson(world);
    const known = await requestPasswordReset(world.anyone, person.email, "192.0.2.1");
    const unknown = await requestPasswordReset(world.anyone, "nobody@example.test", "192.0.2.1");
    expect(unknown).toEqual(known);
    expect(await mailCount(world.db, "nobody@example.test")).toBe(0);
  });

  it("works once, ends every session and confirms the address", async () => {
    const person = await newPerson(world);
    valueOf(await requestPasswordReset(world.anyone, person.email, "192.0.2.2"));
    const { secret: token } = await latestMail(world.db, person.email);
    const both = await Promise.all(
      [1, 2].map(() => resetPassword(world.anyone, { token, password: better })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemOf(await resetPassword(world.anyone, { token, password: "第三个很长的口令" })).code).toBe(
      "link_over",
    );
    expect(await works(person.token)).toBe(false);
    const outcome = valueOf(await signIn(world.anyone, { email: person.email, password: better }, visit));
    if (outcome.kind !== "session") throw new Error("second factor");
    const { ctx } = await personOf(world, person.email, outcome.token);
    expect((await ownAccount(ctx))?.emailVerified).toBe(true);
  });

  it("keeps the link after a weak password, and loses it after an hour or a newer link", async () => {
    const person = await newPerson(world);
    const linkOf = async () => {
      valueOf(await requestPasswordReset(world.anyone, person.email, "192.0.2.3"));
      return (await latestMail(world.db, person.email)).secret;
    };
    const first = await linkOf();
    expect(problemOf(await resetPassword(world.anyone, { token: first, password: "short" })).code).toBe(
      "invalid",
    );
    const second = await linkOf();
    expect(problemOf(await resetPassword(world.anyone, { token: first, password: better })).code).toBe(
      "link_over",
    );
    const late = { ...world.anyone, clock: { now: () => new Date(world.clock.now().getTime() + 3_600_001) } };
    expect(problemOf(await resetPassword(late, { token: second, password: better })).code).toBe("link_over");
    valueOf(await resetPassword(world.anyone, { token: second, password: better }));
  });

  it("does not take a link of another purpose", async () => {
    const person = await newPerson(world);
    const { secret } = await latestMail(world.db, person.email);
    expect(problemOf(await resetPassword(world.anyone, { token: secret, password: better })).code).toBe(
      "link_over",
    );
    valueOf(await confirmEmail(world.anyone, secret));
    expect(problemOf(await confirmEmail(world.anyone, secret)).code).toBe("link_over");
  });

  it("stops mailing an address after a few requests", async () => {
    const person = await newPerson(world);
    const results = [];
    for (let i = 0; i < 6; i++)
      results.push(await requestPasswordReset(world.anyone, person.email, `192.0.2.${100 + i}`));
    expect(results.filter(({ ok }) => ok)).toHaveLength(4);
  });
});

describe("devices", () => {
  it("are listed and ended one by one or all others at once", async () => {
    const person = await newPerson(world);
    const [second, third] = [await secondBrowser(person.email), await secondBrowser(person.email)];
    expect((await listDevices(person.ctx)).map(({ device }) => device)).toHaveLength(3);
    valueOf(await revokeSession(person.ctx, second.split(".")[0] ?? ""));
    expect(await Promise.all([works(second), works(third)])).toEqual([false, true]);
    expect(valueOf(await revokeOtherSessions(person.ctx, person.session))).toBe(1);
    expect(await Promise.all([works(third), works(person.token)])).toEqual([false, true]);
    valueOf(await signOut(person.ctx, person.session.id));
    expect(await works(person.token)).toBe(false);
  });

  it("of other people cannot be ended", async () => {
    const [mine, theirs] = [await newPerson(world), await newPerson(world)];
    expect(problemOf(await revokeSession(mine.ctx, theirs.session.id)).code).toBe("not_found");
    valueOf(await signOut(mine.ctx, theirs.session.id));
    expect(await works(theirs.token)).toBe(true);
  });
});

describe("acting for an organisation", () => {
  it("changes the session's token, and only to one's own membership", async () => {
    const [mine, theirs] = [await newOwner(world), await newOwner(world)];
    const membershipId = mine.ctx.actor.membershipId ?? "";
    const token = valueOf(await switchOrganization(mine.ctx, mine.session, membershipId));
    expect(await Promise.all([works(mine.token), works(token)])).toEqual([false, true]);
    const foreign = theirs.ctx.actor.membershipId ?? "";
    expect(problemOf(await switchOrganization(mine.ctx, mine.session, foreign)).code).toBe("not_found");
  });
});

/** A token as its form asks for it. */
const wanted = (name: string) => ({ name, key: randomBytes(32).toString("base64url") });

describe("API tokens", () => {
  it("are made once by a form that is sent twice at once", async () => {
    const owner = await newOwner(world);
    const form = wanted("双击");
    const [one, twin] = await Promise.all([1, 2].map(() => createOwnToken(owner.ctx, owner.session, form)));
    if (!one || !twin) throw new Error("two were asked");
    expect(valueOf(twin)).toBe(valueOf(one));
    expect(await listOwnTokens(owner.ctx)).toHaveLength(1);
    valueOf(await revokeApiToken(owner.ctx, (await listOwnTokens(owner.ctx))[0]?.id ?? ""));
    expect(problemOf(await createOwnToken(owner.ctx, owner.session, form)).code).toBe("changed_meanwhile");
  });

  it("act as their person, are stored as a hash and die when revoked", async () => {
    const owner = await newOwner(world);
    const token = valueOf(await createOwnToken(owner.ctx, owner.session, wanted("实验室系统")));
    const actor = await findApiToken(world.db, world.clock.now(), token, "t");
    expect(actor).toMatchObject({
      via: "token",
      organization: { id: owner.ctx.actor.organization?.id },
      roles: ["owner"],
    });
    const [listed] = await listOwnTokens(owner.ctx);
    expect(JSON.stringify(listed)).not.toContain(token.split(".")[1]);
    const stranger = await newPerson(world);
    expect(problemOf(await revokeApiToken(stranger.ctx, listed?.id ?? "")).code).toBe("not_found");
    valueOf(await revokeApiToken(owner.ctx, listed?.id ?? ""));
    expect(await findApiToken(world.db, world.clock.now(), token, "t")).toBeUndefined();
  });

  it("need a fresh proof of the password", async () => {
    const person = await newPerson(world);
    const stale = { ...person.session, authenticatedAt: new Date(world.clock.now().getTime() - 16 * 60_000) };
    expect(problemOf(await createOwnToken(person.ctx, stale, wanted("x"))).code).toBe("prove_again");
    expect(problemOf(await reauthenticate(person.ctx, stale, "wrong")).code).toBe("invalid");
    const again = await personOf(
      world,
      person.email,
      valueOf(await reauthenticate(person.ctx, stale, password)),
    );
    expect((await createOwnToken(again.ctx, again.session, wanted("x"))).ok).toBe(true);
  });
});

describe("sweeping", () => {
  it("deletes what is over and leaves what still counts", async () => {
    const [old, fresh] = [await newPerson(world), await newPerson(world)];
    const past = new Date(world.clock.now().getTime() - 40 * 86_400_000);
    await world.db.update(session).set({ lastVerifiedAt: past }).where(eq(session.id, old.session.id));
    await world.db.insert(rateLimit).values({ key: "test", windowStart: past, count: 3 });
    const oldUser = old.ctx.actor.user?.id ?? "";
    await world.db.update(mailToken).set({ expiresAt: past }).where(eq(mailToken.userId, oldUser));
    await sweepExpired(world.anyone);
    expect(await works(fresh.token)).toBe(true);
    expect(await world.db.select().from(session).where(eq(session.id, old.session.id))).toEqual([]);
    expect(await world.db.select().from(rateLimit).where(eq(rateLimit.key, "test"))).toEqual([]);
    expect(await world.db.select().from(mailToken).where(eq(mailToken.userId, oldUser))).toEqual([]);
    const freshUser = fresh.ctx.actor.user?.id ?? "";
    expect(await world.db.select().from(mailToken).where(eq(mailToken.userId, freshUser))).toHaveLength(1);
  });
});
