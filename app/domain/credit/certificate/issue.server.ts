import type { Deadline } from "#app/domain/deadline.ts";
import { randomInt } from "node:crypto";
import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { and, desc, eq } from "drizzle-orm";
import { standingCertificate } from "#db/schema/credit.ts";
import { organization } from "#db/schema/identity.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { publicStanding, readPublicStanding } from "../public-standing.server.ts";
import { logQueries } from "../query-log.server.ts";
import { bookInForce } from "../rule-book/limits.server.ts";
import { usageRules } from "../usage-rules.ts";
import { certificateFacts, certificateText, type Words } from "./text.ts";

/** Without letters and digits that are taken for each other. */
const signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const codeLength = 16;

const newCode = (): string =>
  Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join("");

const dayMs = 86_400_000;

/** Days for which a certificate speaks. */
const validDays = (ctx: Pick<Context, "db" | "clock">): Promise<number> =>
  readParameter(ctx.db, "standing_certificate_days", "", today(ctx.clock.now()));

/** A member has a certificate of their organisation's standing made out, as it is at this moment. */
export async function issueCertificate(
  ctx: Context,
  zh: Words,
  en: Words,
): Promise<Result<{ code: string }>> {
  const own = ctx.actor.organization;
  if (!own) return fail(problems.forbidden("organization.credit"));
  const standing = await publicStanding(ctx, own.uscc);
  if (!standing) throw new Error("certificate: the organisation is gone");
  const [issuedAt, code] = [ctx.clock.now(), newCode()];
  const until = new Date(issuedAt.getTime() + (await validDays(ctx)) * dayMs);
  const ruleBook = (await bookInForce(ctx.db, issuedAt))?.version ?? null;
  const text = certificateText(
    standing,
    { code, issuedAt, until, ruleBook, usageRules: usageRules.version },
    zh,
    en,
  );
  await ctx.db.insert(standingCertificate).values({
    ...{ code, organizationId: own.id, issuedAt, text },
    ...{ sha256: hashOf(text), facts: hashOf(certificateFacts(standing)) },
  });
  await logQueries(ctx, [own.id], "certificate");
  return ok({ code });
}

const hashOf = (text: string): string => encodeHexLowerCase(sha256(new TextEncoder().encode(text)));

const mostListed = 50;

/** The certificates of the actor's own organisation, latest first. */
export async function ownCertificates({ db, actor }: Context) {
  if (!actor.organization) return [];
  return db
    .select({ code: standingCertificate.code, issuedAt: standingCertificate.issuedAt })
    .from(standingCertificate)
    .where(eq(standingCertificate.organizationId, actor.organization.id))
    .orderBy(desc(standingCertificate.id))
    .limit(mostListed);
}

/** One of them as it was made out. */
export async function ownCertificate({ db, actor }: Context, code: string) {
  if (!actor.organization) return undefined;
  const own = eq(standingCertificate.organizationId, actor.organization.id);
  const [row] = await db
    .select()
    .from(standingCertificate)
    .where(and(eq(standingCertificate.code, code), own));
  return row;
}

/** How a certificate stands: it speaks and its subject's standing is the same, it is not the same, or its days are over. */
export type CertificateState = "valid" | "changed" | "over";

/**
 * What whoever holds a certificate may check: that it was made out, to whom, when, with which hash, and whether it still
 * speaks. Not what it said, nor what has changed: that may since have been repaired or withdrawn.
 */
export async function verifyCertificate(ctx: Context, code: string) {
  const [found] = await ctx.db
    .select({
      code: standingCertificate.code,
      issuedAt: standingCertificate.issuedAt,
      sha256: standingCertificate.sha256,
      facts: standingCertificate.facts,
      organizationId: standingCertificate.organizationId,
      uscc: organization.uscc,
      nameZh: organization.nameZh,
      nameEn: organization.nameEn,
    })
    .from(standingCertificate)
    .innerJoin(organization, eq(organization.id, standingCertificate.organizationId))
    .where(and(eq(standingCertificate.code, code), eq(standingCertificate.withdrawn, false)));
  if (!found) return undefined;
  await logQueries(ctx, [found.organizationId], "certificate");
  const until = new Date(found.issuedAt.getTime() + (await validDays(ctx)) * dayMs);
  return { ...found, until, state: await stateOf(ctx, found, until) };
}

async function stateOf(
  ctx: Context,
  { uscc, facts }: { uscc: string; facts: string | null },
  until: Deadline,
): Promise<CertificateState> {
  if (until <= ctx.clock.now()) return "over";
  const now = await readPublicStanding(ctx, uscc);
  return now && facts === hashOf(certificateFacts(now)) ? "valid" : "changed";
}
