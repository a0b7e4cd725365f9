import { eq, ne, sql } from "drizzle-orm";
import { viewLog } from "#db/schema/audit.ts";
import { attachment } from "#db/schema/catalog.ts";
import { auditEntry, fileContent } from "#db/schema/shared.ts";
import { kindsOfCases, kindsOfCredit } from "./kinds-of-cases.server.ts";
import type { SealedKind } from "./sealed-kind.ts";

const attached = {
  table: attachment,
  key: attachment.id,
  keyType: "uuid",
  forms: [
    [
      attachment.id,
      attachment.createdAt,
      attachment.ownerType,
      attachment.ownerId,
      attachment.organizationId,
      attachment.role,
      attachment.visibility,
      attachment.sha256,
      attachment.mediaType,
      attachment.bytes,
      attachment.name,
      attachment.uploadedBy,
    ],
  ],
  content: {
    stored: attachment.sha256,
    actual: sql`(select encode(sha256(${fileContent.content}), 'hex') from ${fileContent}
      where ${fileContent.sha256} = ${attachment.sha256})`,
  },
} as const;

/** The register of everything that is sealed and verified. A slice adds its kinds here, one entry each. */
export const sealedKinds: readonly SealedKind[] = [
  {
    name: "audit_entry",
    table: auditEntry,
    key: auditEntry.seq,
    keyType: "bigint",
    counts: true,
    forms: [
      [
        auditEntry.seq,
        auditEntry.at,
        auditEntry.actorId,
        auditEntry.actorName,
        auditEntry.organizationId,
        auditEntry.via,
        auditEntry.requestId,
        auditEntry.entity,
        auditEntry.entityId,
        auditEntry.transition,
        auditEntry.fromState,
        auditEntry.toState,
        auditEntry.reason,
        auditEntry.detail,
      ],
    ],
  },
  {
    name: "view",
    table: viewLog,
    key: viewLog.seq,
    keyType: "bigint",
    forms: [
      [
        viewLog.seq,
        viewLog.at,
        viewLog.actorId,
        viewLog.actorName,
        viewLog.organizationId,
        viewLog.via,
        viewLog.requestId,
        viewLog.entity,
        viewLog.entityId,
      ],
    ],
  },
  { name: "proof", ...attached, only: eq(attachment.ownerType, "verification") },
  { name: "attachment", ...attached, only: ne(attachment.ownerType, "verification"), removable: true },
  ...kindsOfCases,
  ...kindsOfCredit,
];
