import { createHash } from "node:crypto";
import type {
  caseNotice,
  decidedMeasure,
  decision,
  decisionService,
  objection,
  proposedMeasure,
  publication,
  publicationWithdrawal,
  rectification,
  repair,
} from "../../../schema/cases.ts";
import type { creditEvent, creditEventChange, measure, measureChange } from "../../../schema/credit.ts";
import type { CaseSeed } from "../../cases/shapes.ts";
import { people } from "../../people.ts";
import { publicationRules } from "../../reference/rule-book/measures.ts";
import { offences } from "../../reference/rule-book/offences.ts";
import { seedId } from "../../ids.ts";
import { type Calendar, zone } from "../calendar.ts";
import { organizationId, organizationSeed, ownerOf, userId } from "../identity.ts";
import { creditCodeOf } from "../identity.ts";
import { paperText } from "./paper.ts";
import { bookOf, caseId, daysLater, regionOf, type Times } from "./timeline.ts";

export interface SanctionRows {
  notices: (typeof caseNotice.$inferInsert)[];
  proposed: (typeof proposedMeasure.$inferInsert)[];
  decisions: (typeof decision.$inferInsert)[];
  decided: (typeof decidedMeasure.$inferInsert)[];
  services: (typeof decisionService.$inferInsert)[];
  measures: (typeof measure.$inferInsert)[];
  changes: (typeof measureChange.$inferInsert)[];
  events: (typeof creditEvent.$inferInsert)[];
  eventChanges: (typeof creditEventChange.$inferInsert)[];
  publications: (typeof publication.$inferInsert)[];
  withdrawals: (typeof publicationWithdrawal.$inferInsert)[];
  objections: (typeof objection.$inferInsert)[];
  rectifications: (typeof rectification.$inferInsert)[];
  repairs: (typeof repair.$inferInsert)[];
}

export const noSanctions = (): SanctionRows => ({
  notices: [],
  proposed: [],
  decisions: [],
  decided: [],
  services: [],
  measures: [],
  changes: [],
  events: [],
  eventChanges: [],
  publications: [],
  withdrawals: [],
  objections: [],
  rectifications: [],
  repairs: [],
});

interface Given {
  seed: CaseSeed;
  times: Times;
  calendar: Calendar;
  caseNo: string;
  documentNo: string;
}

const idOf = (seed: CaseSeed, what: string): string => seedId(`case ${what} ${seed.key}`, 374_000);

/** Notice, decision, service and what follows from them, added to `rows`. */
export function addSanction(rows: SanctionRows, given: Given): void {
  addNotice(rows, given);
  addDecision(rows, given);
  addService(rows, given);
  addPublication(rows, given);
  addRectification(rows, given);
  addRepair(rows, given);
}

function addNotice(rows: SanctionRows, { seed, times, calendar }: Given): void {
  const { notice, officer } = seed;
  if (!notice || !times.noticed || !times.due || !officer) return;
  const id = idOf(seed, "notice");
  rows.notices.push({
    id,
    createdAt: times.noticed,
    caseId: caseId(seed),
    n: 1,
    facts: notice.facts,
    class: notice.class,
    ruleBookId: bookOf(seed, calendar),
    offenceCode: seed.offence,
    servedAt: times.noticed,
    servedHow: "electronic",
    statementDueAt: times.due,
    byId: userId(officer),
  });
  for (const [kind, days] of notice.measures)
    rows.proposed.push({ id: idOf(seed, `proposed ${kind}`), noticeId: id, kind, days });
}

function addDecision(rows: SanctionRows, { seed, times, calendar, caseNo, documentNo }: Given): void {
  const { decision: decided } = seed;
  const offence = offences.find(({ code }) => code === seed.offence);
  if (!decided || !times.decided || !offence) return;
  const subject = organizationSeed(seed.subject);
  const text = paperText({
    number: documentNo,
    caseNo,
    subject: subject.name[0],
    uscc: creditCodeOf(subject),
    offence: offence.nameZh,
    basis: offence.basisZh,
    facts: decided.facts,
    defended: seed.defence !== undefined,
    heard: seed.hearing?.minutes !== undefined,
    reasons: decided.reasons,
    measures: decided.measures,
    signer: people.find(({ mailbox }) => mailbox === decided.by)?.name ?? "",
    day: new Intl.DateTimeFormat("zh-CN", { timeZone: zone, dateStyle: "long" }).format(times.decided),
  });
  rows.decisions.push({
    id: idOf(seed, "decision"),
    createdAt: times.decided,
    caseId: caseId(seed),
    n: 1,
    documentNo,
    kind: decided.class ? "sanction" : "no_sanction",
    noticeId: decided.class ? idOf(seed, "notice") : null,
    ruleBookId: bookOf(seed, calendar),
    offenceCode: seed.offence,
    class: decided.class,
    facts: decided.facts,
    reasons: decided.reasons,
    text,
    sha256: createHash("sha256").update(text).digest("hex"),
    signerId: userId(decided.by),
    signedAt: times.decided,
  });
  for (const [kind, days] of decided.measures)
    rows.decided.push({
      id: idOf(seed, `decided ${kind}`),
      decisionId: idOf(seed, "decision"),
      kind,
      days,
    });
}

function addService(rows: SanctionRows, { seed, times, calendar, documentNo }: Given): void {
  const { decision: decided, officer } = seed;
  if (!decided?.class || !times.served || !officer) return;
  const [decisionId, from] = [idOf(seed, "decision"), times.served];
  rows.services.push({ decisionId, at: from, how: "electronic", byId: userId(officer) });
  for (const [kind, days] of decided.measures)
    rows.measures.push({
      id: idOf(seed, `measure ${kind}`),
      createdAt: from,
      organizationId: organizationId(seed.subject),
      kind,
      from,
      until: days === null ? null : daysLater(from, days),
      decisionId,
      decidedMeasureId: idOf(seed, `decided ${kind}`),
      caseNo: documentNo,
    });
  rows.events.push({
    id: idOf(seed, "event"),
    createdAt: from,
    organizationId: organizationId(seed.subject),
    record: "integrity",
    code: seed.offence,
    class: decided.class,
    from,
    until: daysLater(from, ruleOf(decided.class).recordDays),
    causeType: "decision",
    causeId: decisionId,
    ruleBookId: bookOf(seed, calendar),
  });
}

function ruleOf(grade: string) {
  const rule = publicationRules.find((known) => known.class === grade);
  if (!rule) throw new Error(`no rule for ${grade}`);
  return rule;
}

function addPublication(rows: SanctionRows, { seed, times, calendar }: Given): void {
  const grade = seed.decision?.class;
  if (!seed.published || !times.published || !times.served || !grade) return;
  const decisionId = idOf(seed, "decision");
  rows.publications.push({
    id: idOf(seed, "publication"),
    createdAt: times.published,
    decisionId,
    class: grade,
    from: times.published,
    until: daysLater(times.served, ruleOf(grade).maxDays),
    facts: seed.published.facts,
  });
  if (!seed.objection || !times.objected) return;
  rows.objections.push({
    id: idOf(seed, "objection"),
    createdAt: times.objected,
    subjectId: organizationId(seed.subject),
    regionCode: regionOf(seed),
    about: "decision",
    aboutId: decisionId,
    caseId: caseId(seed),
    grounds: seed.objection.grounds,
    filedById: userId(ownerOf(seed.subject).mailbox),
    filedAt: times.objected,
    stateSince: times.objected,
    deadline: calendar.afterWorkingDays(times.objected, 5),
  });
}

function addRectification(rows: SanctionRows, { seed, times, calendar }: Given): void {
  const { rectified, officer } = seed;
  if (!rectified || !times.rectified || !times.served || !officer) return;
  rows.rectifications.push({
    id: idOf(seed, "rectification"),
    createdAt: times.served,
    caseId: caseId(seed),
    decisionId: idOf(seed, "decision"),
    subjectId: organizationId(seed.subject),
    regionCode: regionOf(seed),
    what: rectified.what,
    dueAt: calendar.afterDays(times.served, 30),
    report: rectified.report,
    answer: rectified.answer,
    answeredById: userId(officer),
    state: "accepted",
    version: 3,
    stateSince: daysLater(times.rectified, 2),
  });
}

function addRepair(rows: SanctionRows, { seed, times }: Given): void {
  const { repaired } = seed;
  const at = times.repaired;
  if (!repaired || !at || !times.repairFiled) return;
  const byId = userId(repaired.by);
  rows.repairs.push({
    id: idOf(seed, "repair"),
    createdAt: times.repairFiled,
    caseId: caseId(seed),
    decisionId: idOf(seed, "decision"),
    subjectId: organizationId(seed.subject),
    regionCode: regionOf(seed),
    statement: repaired.statement,
    promisedById: userId(ownerOf(seed.subject).mailbox),
    answer: repaired.answer,
    answeredById: byId,
    state: "granted",
    version: 2,
    stateSince: at,
  });
  for (const [kind] of seed.decision?.measures ?? [])
    rows.changes.push({
      id: idOf(seed, `change ${kind}`),
      createdAt: at,
      measureId: idOf(seed, `measure ${kind}`),
      kind: "repair",
      from: at,
      reason: repaired.answer,
      byId,
    });
  const ended = { from: at, reason: repaired.answer, byId };
  rows.eventChanges.push({
    id: idOf(seed, "event change"),
    createdAt: at,
    eventId: idOf(seed, "event"),
    kind: "repair",
    ...ended,
  });
  rows.withdrawals.push({
    publicationId: idOf(seed, "publication"),
    at,
    reason: "repaired",
    note: repaired.answer,
    byId,
  });
}
