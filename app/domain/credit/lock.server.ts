import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { compiled } from "#db/compiled.ts";

const key = (name: string | Placeholder): SQL => sql`hashtextextended(${name}, 0)`;

const nameOf = (organizationId: string): string => `standing:${organizationId}`;

const held = compiled<{ name: string }>(
  (value) => sql`select pg_advisory_xact_lock_shared(${key(value("name"))})`,
);

/**
 * Holds an organisation's standing still until the transaction ends, beside others who only read it: every command of the
 * market takes this before it reads whether a measure is in force, in a statement of its own, so that it sees what was
 * served before it and a service waits for it.
 */
export async function holdStanding(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(held({ name: nameOf(organizationId) }));
}

/**
 * Lets the transaction alone change an organisation's standing: whoever lays, stays or ends a measure takes this first and
 * reads the clock afterwards. What was begun before has committed by then; what comes later sees the change.
 */
export async function lockStanding(tx: Tx, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${key(nameOf(organizationId))})`);
}
