import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findKnownDevice } from "#app/domain/identity/known-devices.server.ts";
import { requestPasswordReset, resetPassword } from "#app/domain/identity/reset-password.server.ts";
import { signIn, signInByLink, signInWithCode } from "#app/domain/identity/sign-in.server.ts";
import { registerUser } from "#app/domain/identity/register.server.ts";
import {
  findSession,
  inactivityMs,
  lifetimeMs,
  newSecretToken,
} from "#app/domain/identity/session.server.ts";
import { enrolTotp, disableTotp, renewRecoveryCodes } from "#app/domain/identity/second-factor.server.ts";
import { codeAt, newTotpSecret } from "#app/domain/identity/totp.ts";
import { appUser, session } from "#db/schema/identity.ts";
import { auditEntry, mail } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { latestMail, newPerson, newWorld, password, personOf, visit, type World } from "./world.ts";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  world = await newWorld(database.db);
});
afterAll(() => database.close());

describe("registering", () => {
  it("signs in, mails a confirming link and writes the log", async () => {
    const person = await newPerson(world);
    expect(person.ctx.actor.user?.email).toBe(person.email);
    expect((await latestMail(world.db, person.email)).body).toContain("/account/confirm-email/");
    const entries = await world.db
      .select()
      .from(auditEntry)
      .where(eq(auditEntry.entityId, person.ctx.actor.user?.id ?? ""));
    expect(entries.map(({ transition }) => transition)).toEqual(["register"]);
  });

  it("keeps neither password nor session secret", async () => {
    const person = await newPerson(world);
    const [user] = await world.db.select().from(appUser).where(eq(appUser.email, person.email));
    const [row] = await world.db.select().from(session).where(eq(session.id, person.session.id));
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify([user, row])).not.toContain(person.token.split(".")[1]);
  });

  it("refuses a weak password and an address that is taken, and leaves nothing behind", async () => {
    const person = await newPerson(world);
    const again = { email: person.email, name: "李工", password };
    const taken = problemOf(await registerUser(world.anyone, again, { ...visit, locale: "zh-CN" }));
    expect(taken.errors).toEqual([{ path: "email", code: "email_taken" }]);
    const weak = { email: "weak@example.test", name: "李工", password: "1234567890" };
    const refused = problemOf(await registerUser(world.anyone, weak, { ...visit, locale: "zh-CN" }));
    expect(refused.errors).toEqual([{ path: "password", code: "password_obvious" }]);
    expect(await world.db.select().from(appUser).where(eq(appUser.email, weak.email))).toEqual([]);
  });

  it("lets one of two with the same address through", async () => {
    const input = { email: "twice@example.test", name: "王工", password };
    const both = await Promise.all(
      [1, 2].map(() => registerUser(world.anyone, input, { ...visit, ip: "203.0.113.9", locale: "en" })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe("signing in", () => {
  it("gives the same answer for a wrong password, an unknown address and a closed account", async () => {
    const person = await newPerson(world);
    const closed = await newPerson(world);
    await world.db
      .update(appUser)
      .set({ disabledAt: world.clock.now() })
      .where(eq(appUser.email, closed.email));
    const answers = await Promise.all([
      signIn(world.anyone, { email: person.email, password: "wrong" }, visit),
      signIn(world.anyone, { email: "nobody@example.test", password }, visit),
      signIn(world.anyone, { email: closed.email, password }, visit),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ ok: false, problem: { code: "wrong_credentials", status: 422 } });
  });

  it("ends the session that the browser had before", async () => {
    const person = await newPerson(world);
    const before = { ...visit, sessionId: person.session.id };
    const outcome = valueOf(await signIn(world.anyone, { email: person.email, password }, before));
    expect(outcome.kind).toBe("session");
    expect(await findSession(world.db, world.clock.now(), person.token, "t")).toBeUndefined();
  });

  it("lasts ten days without use, ninety in all", async () => {
    const person = await newPerson(world);
    const now = world.clock.now().getTime();
    const at = (ms: number) => findSession(world.db, new Date(now + ms), person.token, "t");
    expect(await at(inactivityMs + 1)).toBeUndefined();
    for (let ms = 0; ms < lifetimeMs; ms += inactivityMs / 2) expect(await at(ms)).toBeDefined();
    expect(await at(lifetimeMs)).toBeUndefined();
  });

  it("refuses a token whose secret is another's", async () => {
    const [one, two] = [await newPerson(world), await newPerson(world)];
    const mixed = `${one.token.split(".")[0]}.${two.token.split(".")[1]}`;
    expect(await findSession(world.db, world.clock.now(), mixed, "t")).toBeUndefined();
  });

  it("stops asking after too many wrong passwords, even for the right one, and goes on a window later", async () => {
    const person = await newPerson(world);
    const from = { ...visit, ip: "203.0.113.50", deviceToken: newSecretToken().token };
    for (let i = 0; i < 10; i++) {
      expect(
        problemOf(await signIn(world.anyone, { email: person.email, password: "wrong" }, from)).code,
      ).toBe("wrong_credentials");
    }
    const stopped = problemOf(await signIn(world.anyone, { email: person.email, password }, from));
    expect(stopped.code).toBe("sign_in_paused");
    expect(stopped.params?.retryAfterSeconds).toBeGreaterThan(0);
    const later = {
      ...world.anyone,
      clock: { now: () => new Date(world.clock.now().getTime() + 31 * 60_000) },
    };
    expect((await signIn(later, { email: person.email, password }, from)).ok).toBe(true);
  });

  it("lets no stranger lock an account: neither its devices nor other addresses", async () => {
    const person = await newPerson(world);
    const own = { ...visit, ip: "203.0.113.60", deviceToken: newSecretToken().token };
    valueOf(await signIn(world.anyone, { email: person.email, password }, own));
    const stranger = { ...visit, ip: "203.0.113.61", deviceToken: newSecretToken().token };
    for (let i = 0; i < 11; i++)
      await signIn(world.anyone, { email: person.email, password: "wrong" }, stranger);
    const elsewhere = { ...stranger, ip: "203.0.113.62" };
    expect((await signIn(world.anyone, { email: person.email, password }, elsewhere)).ok).toBe(true);
    // Guessing from many addresses pauses unknown devices; one that its owner uses is counted by itself.
    await world.db.execute(
      sql`update rate_limit set count = 1000 where key = ${`sign-in:account:${person.email}`}`,
    );
    const unknown = { ...stranger, ip: "203.0.113.63", deviceToken: newSecretToken().token };
    const refused = problemOf(await signIn(world.anyone, { email: person.email, password }, unknown));
    expect(refused.code).toBe("sign_in_paused");
    expect((await signIn(world.anyone, { email: person.email, password }, own)).ok).toBe(true);
    // A device that only claims to be known.
    const forged = { ...unknown, deviceToken: `${own.deviceToken.split(".")[0]}.${"A".repeat(43)}` };
    expect(problemOf(await signIn(world.anyone, { email: person.email, password }, forged)).code).toBe(
      "sign_in_paused",
    );
  });

  it("mails whoever is paused one link an hour, which signs in once; an unknown address gets the same answer", async () => {
    const person = await newPerson(world);
    const from = { ...visit, ip: "203.0.113.70", deviceToken: newSecretToken().token };
    const tries = async (email: string) => {
      let last: unknown;
      for (let i = 0; i < 12; i++) last = await signIn(world.anyone, { email, password: "wrong" }, from);
      return JSON.stringify(last);
    };
    expect(await tries(person.email)).toBe(await tries("nobody.here@example.test"));
    const mails = await world.db.select().from(mail).where(eq(mail.to, person.email));
    const links = mails.flatMap(({ body }) => /sign-in\/link\/([\w.-]+)/.exec(body)?.[1] ?? []);
    expect(links).toHaveLength(1);
    const both = await Promise.all(
      [1, 2].map(() => signInByLink(world.anyone, links[0] ?? "", { ...from, sessionId: null })),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemOf(await signInByLink(world.anyone, links[0] ?? "", from)).code).toBe("link_over");
    // From now on the device is known.
    expect((await signIn(world.anyone, { email: person.email, password }, from)).ok).toBe(true);
  });

  it("forgets known devices when the password is reset", async () => {
    const person = await newPerson(world);
    const own = { ...visit, ip: "203.0.113.80", deviceToken: newSecretToken().token };
    valueOf(await signIn(world.anyone, { email: person.email, password }, own));
    const userId = person.ctx.actor.user?.id ?? "";
    expect(await findKnownDevice(world.db, userId, own.deviceToken)).toBeDefined();
    valueOf(await requestPasswordReset(world.anyone, person.email, "203.0.113.81"));
    const token =
      /reset-password\/([\w.-]+)/.exec((await latestMail(world.db, person.email)).body)?.[1] ?? "";
    valueOf(await resetPassword(world.anyone, { token, password: "another-long-pass-phrase" }));
    expect(await findKnownDevice(world.db, userId, own.deviceToken)).toBeUndefined();
  });
});

describe("the second factor", () => {
  async function withTotp() {
    const person = await newPerson(world);
    const secret = newTotpSecret();
    const { token, codes } = valueOf(
      await enrolTotp(person.ctx, person.session, { secret, code: codeAt(secret, world.clock.now()) }),
    );
    return { person: await personOf(world, person.email, token), old: person.token, secret, codes };
  }
  const stepOf = async (email: string) => {
    const outcome = valueOf(await signIn(world.anyone, { email, password }, visit));
    return outcome.kind === "second_step" ? outcome.step : "";
  };

  it("is asked for once it is on, and gives the session a new token", async () => {
    const { person, old, secret } = await withTotp();
    expect(await findSession(world.db, world.clock.now(), old, "t")).toBeUndefined();
    const step = await stepOf(person.email);
    world.clock.advance(60_000);
    const token = valueOf(
      await signInWithCode(world.anyone, { step, code: codeAt(secret, world.clock.now()) }, visit),
    );
    expect((await personOf(world, person.email, token)).ctx.actor.user?.email).toBe(person.email);
  });

  it("takes a code once, also from two browsers at the same moment", async () => {
    const { person, secret } = await withTotp();
    world.clock.advance(60_000);
    const code = codeAt(secret, world.clock.now());
    const steps = [await stepOf(person.email)];
    // Issuing another step cancels the first: two browsers hold the same one.
    const both = await Promise.all(
      [1, 2].map(() => signInWithCode(world.anyone, { step: steps[0] ?? "", code }, visit)),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const replayed = await signInWithCode(world.anyone, { step: await stepOf(person.email), code }, visit);
    expect(problemOf(replayed).errors).toEqual([{ path: "code", code: "totp_wrong" }]);
  });

  it("refuses the code it was turned on with", async () => {
    const { person, secret } = await withTotp();
    const step = await stepOf(person.email);
    const replayed = await signInWithCode(
      world.anyone,
      { step, code: codeAt(secret, world.clock.now()) },
      visit,
    );
    expect(replayed.ok).toBe(false);
  });

  it("cannot be guessed: eight tries, then none", async () => {
    const { person } = await withTotp();
    const step = await stepOf(person.email);
    const codes: string[] = [];
    for (let i = 0; i < 9; i++) {
      codes.push(problemOf(await signInWithCode(world.anyone, { step, code: "000000" }, visit)).code);
    }
    expect(codes.filter((code) => code === "invalid").length).toBeLessThanOrEqual(8);
    expect(codes.at(-1)).toBe("rate_limited");
  });

  it("is replaced by a recovery code, once, also from two browsers at the same moment", async () => {
    const { person, codes } = await withTotp();
    const [first = "", second = ""] = codes;
    const step = await stepOf(person.email);
    const both = await Promise.all(
      [1, 2].map(() => signInWithCode(world.anyone, { step, code: first }, visit)),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const again = await stepOf(person.email);
    const replayed = await signInWithCode(world.anyone, { step: again, code: first }, visit);
    expect(problemOf(replayed).errors).toEqual([{ path: "code", code: "totp_wrong" }]);
    expect((await signInWithCode(world.anyone, { step: again, code: second }, visit)).ok).toBe(true);
    const [row] = await world.db.select().from(appUser).where(eq(appUser.email, person.email));
    expect(row?.recoveryHashes).toHaveLength(codes.length - 2);
  });

  it("gives out new recovery codes, and the old ones stop working", async () => {
    const { person, codes } = await withTotp();
    const renewed = valueOf(await renewRecoveryCodes(person.ctx, person.session));
    const step = await stepOf(person.email);
    const old = await signInWithCode(world.anyone, { step, code: codes[0] ?? "" }, visit);
    expect(problemOf(old).code).toBe("invalid");
    expect((await signInWithCode(world.anyone, { step, code: renewed[0] ?? "" }, visit)).ok).toBe(true);
    expect(
      valueOf(await disableTotp(person.ctx, person.session, { password, code: renewed[1] ?? "" })),
    ).toMatch(/\./);
    const without = await newPerson(world);
    expect(problemOf(await renewRecoveryCodes(without.ctx, without.session)).code).toBe("totp_off");
  });

  it("goes off by password and a fresh code only", async () => {
    const { person, secret } = await withTotp();
    const now = () => codeAt(secret, world.clock.now());
    world.clock.advance(60_000);
    expect((await disableTotp(person.ctx, person.session, { password: "wrong", code: now() })).ok).toBe(
      false,
    );
    expect((await disableTotp(person.ctx, person.session, { password, code: "000000" })).ok).toBe(false);
    valueOf(await disableTotp(person.ctx, person.session, { password, code: now() }));
    expect(valueOf(await signIn(world.anyone, { email: person.email, password }, visit)).kind).toBe(
      "session",
    );
    const [row] = await world.db
      .select()
      .from(appUser)
      .where(and(eq(appUser.email, person.email)));
    expect(row?.totpSecret).toBeNull();
  });

  it("is not turned on for somebody whose proof is older than a quarter of an hour", async () => {
    const person = await newPerson(world);
    const secret = newTotpSecret();
    const stale = { ...person.session, authenticatedAt: new Date(world.clock.now().getTime() - 16 * 60_000) };
    const refused = await enrolTotp(person.ctx, stale, { secret, code: codeAt(secret, world.clock.now()) });
    expect(problemOf(refused).code).toBe("prove_again");
  });
});
