import type { auditEntry } from "../../schema/shared.ts";
import { people } from "../people.ts";
import { organizationId, userId } from "./identity.ts";

type AuditRow = typeof auditEntry.$inferInsert;

/** One line of the audit log before it is known who `by` is. */
export interface Fact {
  at: Date;
  /** A mailbox; `visitor` = somebody who is not signed in, null = the clock. */
  by: string | null;
  entity: string;
  entityId: string;
  transition: string;
  from?: string | null;
  to?: string | null;
  reason?: string;
  detail?: Record<string, unknown>;
}

/** The audit log of everything that "happened" before loading, in order; `via` says that a command wrote it. */
export function auditRows(facts: readonly Fact[]): AuditRow[] {
  return facts.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(auditRow);
}

function auditRow({ at, by, entity, entityId, transition, from, to, reason, detail }: Fact): AuditRow {
  const person = people.find((candidate) => candidate.mailbox === by);
  const nobody = by === "visitor" ? "visitor" : "system";
  return {
    at,
    actorId: person === undefined ? null : userId(person.mailbox),
    actorName: person?.name ?? nobody,
    organizationId: person === undefined ? null : organizationId(person.org),
    via: person === undefined ? nobody : "command",
    requestId: "demo-market",
    entity,
    entityId,
    transition,
    fromState: from ?? null,
    toState: to ?? null,
    reason: reason ?? "",
    detail: detail ?? null,
  };
}
