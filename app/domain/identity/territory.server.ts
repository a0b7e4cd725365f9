import { or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Actor } from "#app/domain/context.ts";

/**
 * The condition that a row's region lies in the actor's territory: a regulator's prefixes, everywhere for auditors and
 * the platform's operator, nowhere for everybody else.
 */
export function inTerritory(actor: Actor, regionCode: PgColumn): SQL {
  if (actor.roles.some((role) => role === "operator" || role === "auditor")) return sql`true`;
  const within = actor.regionPrefixes.map((prefix) => sql`starts_with(${regionCode}, ${prefix})`);
  return or(...within) ?? sql`false`;
}
