import { inArray } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { organization } from "#db/schema/identity.ts";
import type { ExternalMatch } from "#db/schema/vocabulary.ts";
import type { Context } from "../../context.ts";

interface Named {
  row: number;
  uscc: string;
  name: string;
}

interface Subject {
  organizationId: string;
  match: Extract<ExternalMatch, "by_code" | "suggested">;
}

/**
 * Whom rows are about, by row: in the actor's territory, for certain by its credit code, else the one organisation of
 * exactly this name as a suggestion. A code that is somebody else's rules a name out.
 */
export async function findSubjects(
  tx: Tx,
  { actor }: Pick<Context, "actor">,
  rows: readonly Named[],
): Promise<Map<number, Subject>> {
  const codes = rows.flatMap(({ uscc }) => (uscc === "" ? [] : [uscc]));
  const names = rows.flatMap(({ uscc, name }) => (uscc === "" ? [name] : []));
  const columns = {
    id: organization.id,
    uscc: organization.uscc,
    name: organization.nameZh,
    region: organization.regionCode,
  };
  const [byCode, byName] = await Promise.all([
    tx.select(columns).from(organization).where(inArray(organization.uscc, codes)),
    tx.select(columns).from(organization).where(inArray(organization.nameZh, names)),
  ]);
  const own = ({ region }: { region: string }): boolean =>
    actor.regionPrefixes.some((prefix) => region.startsWith(prefix));
  const codeOf = new Map(byCode.filter(own).map(({ uscc, id }) => [uscc, id]));
  const found = new Map<number, Subject>();
  for (const { row, uscc, name } of rows) {
    const id = codeOf.get(uscc);
    if (id) found.set(row, { organizationId: id, match: "by_code" });
    if (uscc !== "") continue;
    const [same, ...more] = byName.filter((one) => one.name === name && own(one));
    if (same && more.length === 0) found.set(row, { organizationId: same.id, match: "suggested" });
  }
  return found;
}
