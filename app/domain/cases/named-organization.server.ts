import { or, sql } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";

const creditCode = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/**
 * The organisation that somebody means by its credit code or its whole name, in either language. Refuses on `subject`
 * with `accused_unknown`, or `organization_unclear` when several have that name.
 */
export async function namedOrganization(tx: Tx, named: string): Promise<Result<{ subjectId: string }>> {
  const text = named.normalize("NFKC").trim();
  const code = text.toUpperCase();
  const found = await tx
    .select({ id: organization.id })
    .from(organization)
    .where(
      creditCode.test(code)
        ? sql`${organization.uscc} = ${code}`
        : or(sql`${organization.nameZh} = ${text}`, sql`lower(${organization.nameEn}) = lower(${text})`),
    )
    .limit(2);
  const [only, another] = found;
  if (only && !another) return ok({ subjectId: only.id });
  const error = another ? "organization_unclear" : text === "" ? "required" : "accused_unknown";
  return fail(problems.invalid([{ path: "subject", code: error }]));
}
