import { createHash, randomInt } from "node:crypto";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { caseEntry, caseQueryCode, misconductCase } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { Context } from "../context.ts";
import { selectCases } from "./queries.server.ts";

/** Crockford's 32 signs, none of which is taken for another; 16 of them are 80 bits. */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 16;

const hashOf = (code: string): string => createHash("sha256").update(code).digest("hex");

/** Gives a visitor a code for their complaint, in groups of four; it cannot be shown again. */
export async function giveQueryCode(tx: Tx, caseId: string, now: Date): Promise<string> {
  const code = Array.from({ length }, () => signs[randomInt(signs.length)]).join("");
  await tx.insert(caseQueryCode).values({ hash: hashOf(code), caseId, createdAt: now });
  return code.match(/.{4}/g)?.join("-") ?? code;
}

/** The code as it was given out, from what somebody typed in any case and width; undefined where it is none. */
function readQueryCode(written: string): string | undefined {
  const plain = written
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain : undefined;
}

/**
 * What became of a complaint, for whoever holds its code: the state, and what the authority has answered. What was
 * complained of, and by whom, is not repeated. Refuses `rate_limited`, and `query_code_unknown`.
 */
export async function complaintProgress(ctx: Context, written: string, ip: string | null) {
  const within = await countAttempt(ctx.db, ctx.clock.now(), [[limits.complaintQueryByAddress, ip]]);
  if (!within.ok) return within;
  const code = readQueryCode(written);
  const found = code === undefined ? undefined : await caseByCode(ctx, code);
  if (!found) return fail(unknown);
  const { row, subjectZh, subjectEn } = found;
  const answers = await ctx.db
    .select({ kind: caseEntry.kind, text: caseEntry.text, at: caseEntry.at })
    .from(caseEntry)
    .where(
      and(
        eq(caseEntry.caseId, row.id),
        inArray(caseEntry.audience, ["complainant", "both"]),
        ne(caseEntry.kind, "complaint"),
      ),
    )
    .orderBy(asc(caseEntry.n));
  const { caseNo, state, createdAt } = row;
  return ok({ caseNo, state, createdAt, subjectZh, subjectEn, answers });
}

export type ComplaintProgress =
  Awaited<ReturnType<typeof complaintProgress>> extends Result<infer T> ? T : never;

const unknown = problems.invalid([{ path: "code", code: "query_code_unknown" }]);

async function caseByCode({ db }: Context, code: string) {
  const [given] = await db
    .select({ caseId: caseQueryCode.caseId })
    .from(caseQueryCode)
    .where(eq(caseQueryCode.hash, hashOf(code)));
  if (!given) return undefined;
  const [found] = await selectCases(db).where(eq(misconductCase.id, given.caseId));
  return found;
}
