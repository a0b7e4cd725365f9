import { sql } from "drizzle-orm";
import { isPublished } from "#db/published.ts";
import type { Context } from "../../context.ts";
import { idsOf } from "./list.server.ts";
import { type RegisterRow, registerRows } from "./rows.server.ts";

type Asked = Pick<Context, "db" | "clock">;

/** A published decision; undefined when it is not, or no longer, whatever the reason. */
export async function publishedDecision(
  { db, clock }: Asked,
  decisionId: string,
): Promise<RegisterRow | undefined> {
  const now = clock.now();
  const chosen = sql`select p.id from publication p where p.decision_id = ${decisionId} and ${isPublished(now)}`;
  return (await registerRows(db, await idsOf(db, chosen), now))[0];
}

/** What is published of an organisation, latest first. */
export async function publishedOf({ db, clock }: Asked, organizationId: string): Promise<RegisterRow[]> {
  const now = clock.now();
  const chosen = sql`select p.id from publication p
    where p.subject_id = ${organizationId} and ${isPublished(now)} order by p."from" desc limit 200`;
  return registerRows(db, await idsOf(db, chosen), now);
}
