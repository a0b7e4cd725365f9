import { eq, sql } from "drizzle-orm";
import {
  caseCustody,
  caseEntry,
  caseFile,
  caseNotice,
  decidedMeasure,
  decision,
  decisionService,
  publication,
  publicationWithdrawal,
} from "#db/schema/cases.ts";
import { creditEvent, creditEventChange, measure, measureChange } from "#db/schema/credit.ts";
import { fileContent } from "#db/schema/shared.ts";
import type { SealedKind } from "./sealed-kind.ts";

/** What a case rests on: its file, the evidence as received, what the accused was told, what was decided and served. */
export const kindsOfCases: readonly SealedKind[] = [
  {
    name: "case_entry",
    table: caseEntry,
    key: caseEntry.id,
    keyType: "uuid",
    forms: [
      [
        caseEntry.id,
        caseEntry.createdAt,
        caseEntry.caseId,
        caseEntry.n,
        caseEntry.kind,
        caseEntry.audience,
        caseEntry.text,
        caseEntry.at,
        caseEntry.byId,
        caseEntry.detail,
      ],
    ],
  },
  {
    name: "case_file",
    table: caseFile,
    key: caseFile.id,
    keyType: "uuid",
    forms: [
      [
        caseFile.id,
        caseFile.createdAt,
        caseFile.caseId,
        caseFile.entryId,
        caseFile.sha256,
        caseFile.name,
        caseFile.source,
        caseFile.audience,
        caseFile.byId,
        caseFile.at,
      ],
    ],
    content: {
      stored: caseFile.sha256,
      actual: sql`(select encode(sha256(${fileContent.content}), 'hex') from ${fileContent}
        where ${fileContent.sha256} = ${caseFile.sha256})`,
    },
  },
  {
    name: "case_custody",
    table: caseCustody,
    key: caseCustody.id,
    keyType: "uuid",
    forms: [
      [
        caseCustody.id,
        caseCustody.createdAt,
        caseCustody.fileId,
        caseCustody.act,
        caseCustody.byId,
        caseCustody.at,
        caseCustody.sha256,
      ],
    ],
  },
  {
    name: "case_notice",
    table: caseNotice,
    key: caseNotice.id,
    keyType: "uuid",
    forms: [
      [
        caseNotice.id,
        caseNotice.createdAt,
        caseNotice.caseId,
        caseNotice.n,
        caseNotice.facts,
        caseNotice.class,
        caseNotice.ruleBookId,
        caseNotice.offenceCode,
        caseNotice.servedAt,
        caseNotice.servedHow,
        caseNotice.statementDueAt,
        caseNotice.byId,
      ],
    ],
  },
  {
    name: "decision",
    table: decision,
    key: decision.id,
    keyType: "uuid",
    forms: [
      [
        decision.id,
        decision.createdAt,
        decision.caseId,
        decision.n,
        decision.documentNo,
        decision.kind,
        decision.noticeId,
        decision.onId,
        decision.ruleBookId,
        decision.offenceCode,
        decision.class,
        decision.facts,
        decision.reasons,
        decision.text,
        decision.sha256,
        decision.signerId,
        decision.signedAt,
      ],
    ],
    content: {
      stored: decision.sha256,
      actual: sql`encode(sha256(convert_to(${decision.text}, 'UTF8')), 'hex')`,
    },
  },
  {
    name: "decided_measure",
    table: decidedMeasure,
    key: decidedMeasure.id,
    keyType: "uuid",
    forms: [[decidedMeasure.id, decidedMeasure.decisionId, decidedMeasure.kind, decidedMeasure.days]],
  },
  {
    name: "decision_service",
    table: decisionService,
    key: decisionService.decisionId,
    keyType: "uuid",
    forms: [[decisionService.decisionId, decisionService.at, decisionService.how, decisionService.byId]],
  },
];

/** What follows from decisions: what was published and taken back, the measures, and the record with all its changes. */
export const kindsOfCredit: readonly SealedKind[] = [
  {
    name: "publication",
    table: publication,
    key: publication.id,
    keyType: "uuid",
    forms: [
      [
        publication.id,
        publication.createdAt,
        publication.decisionId,
        publication.class,
        publication.from,
        publication.until,
        publication.facts,
        publication.subjectId,
        publication.regionCode,
      ],
    ],
  },
  {
    name: "publication_withdrawal",
    table: publicationWithdrawal,
    key: publicationWithdrawal.publicationId,
    keyType: "uuid",
    forms: [
      [
        publicationWithdrawal.publicationId,
        publicationWithdrawal.at,
        publicationWithdrawal.reason,
        publicationWithdrawal.note,
        publicationWithdrawal.byId,
      ],
    ],
  },
  {
    name: "measure",
    table: measure,
    key: measure.id,
    keyType: "uuid",
    forms: [
      [
        measure.id,
        measure.createdAt,
        measure.organizationId,
        measure.kind,
        measure.from,
        measure.until,
        measure.decisionId,
        measure.decidedMeasureId,
        measure.caseNo,
      ],
    ],
  },
  {
    name: "measure_change",
    table: measureChange,
    key: measureChange.id,
    keyType: "uuid",
    forms: [
      [
        measureChange.id,
        measureChange.createdAt,
        measureChange.measureId,
        measureChange.kind,
        measureChange.from,
        measureChange.reason,
        measureChange.decisionId,
        measureChange.byId,
      ],
    ],
  },
  {
    name: "credit_event",
    table: creditEvent,
    // The usage record grows with every booking and is only append-only; what weighs on an organisation is sealed.
    only: eq(creditEvent.record, "integrity"),
    key: creditEvent.id,
    keyType: "uuid",
    forms: [
      [
        creditEvent.id,
        creditEvent.createdAt,
        creditEvent.organizationId,
        creditEvent.record,
        creditEvent.code,
        creditEvent.points,
        creditEvent.from,
        creditEvent.until,
        creditEvent.causeType,
        creditEvent.causeId,
        creditEvent.class,
        creditEvent.ruleBookId,
      ],
    ],
  },
  {
    name: "credit_event_change",
    table: creditEventChange,
    key: creditEventChange.id,
    keyType: "uuid",
    forms: [
      [
        creditEventChange.id,
        creditEventChange.createdAt,
        creditEventChange.eventId,
        creditEventChange.kind,
        creditEventChange.from,
        creditEventChange.reason,
        creditEventChange.byId,
      ],
    ],
  },
];
