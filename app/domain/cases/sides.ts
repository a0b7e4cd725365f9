import type { misconductCase } from "#db/schema/cases.ts";
import type { Actor } from "../context.ts";
import { may } from "../identity/permissions.ts";

/** From where somebody looks at a case that is shown to them. */
export type Side = "handler" | "subject" | "complainant";

type Sided = Pick<typeof misconductCase.$inferSelect, "regionCode" | "subjectId" | "complainantId">;

/** A regulator who complained or belongs to the accused sees the case from that side alone. */
export function sideOf(actor: Actor, row: Sided): Side {
  if (actor.user !== null && row.complainantId === actor.user.id) return "complainant";
  if (actor.organization?.id === row.subjectId) return "subject";
  return may(actor, "case.read", row) ? "handler" : "subject";
}
