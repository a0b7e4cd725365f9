import type { caseCustody, caseEntry, caseFile } from "../../../schema/cases.ts";
import type { fileContent } from "../../../schema/shared.ts";
import type { CaseAudience, CaseEntryKind } from "../../../schema/vocabulary.ts";
import type { CaseSeed } from "../../cases/shapes.ts";
import { seedId } from "../../ids.ts";
import type { Calendar } from "../calendar.ts";
import { documentOf } from "../document.ts";
import { organizationSeed, ownerOf, userId } from "../identity.ts";
import { caseId, type Times } from "./timeline.ts";

interface Page {
  kind: CaseEntryKind;
  at: Date;
  by: string | null;
  text: string;
  audience?: CaseAudience;
  detail?: Record<string, unknown>;
}

/** The numbered file of a case: every page in the order of its day. */
export function entryRows(
  seed: CaseSeed,
  times: Times,
  documentNo: string,
): (typeof caseEntry.$inferInsert)[] {
  return pagesOf(seed, times, documentNo)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ by, ...page }, index) => ({
      id: entryId(seed, index + 1),
      createdAt: page.at,
      caseId: caseId(seed),
      n: index + 1,
      byId: by === null ? null : userId(by),
      audience: "handlers" as const,
      ...page,
    }));
}

const entryId = (seed: CaseSeed, n: number): string => seedId(`case entry ${seed.key} ${n}`, 371_000 + n);

/** A page, where its day and its words are known. */
const page = (
  at: Date | null,
  kind: CaseEntryKind,
  by: string | null,
  text?: string,
  more: Partial<Page> = {},
) => (at && text !== undefined ? [{ at, kind, by, text, ...more }] : []);

const toSubject = { audience: "subject" } as const;

function pagesOf(seed: CaseSeed, times: Times, documentNo: string): Page[] {
  return [...investigationOf(seed, times), ...rightsOf(seed, times), ...outcomeOf(seed, times, documentNo)];
}

function investigationOf(seed: CaseSeed, times: Times): Page[] {
  const officer = seed.officer ?? null;
  const complainant = seed.complainant ? complainantOf(seed.complainant) : null;
  const toComplainant = { audience: "complainant" } as const;
  const accepted = { ...toComplainant, detail: { noConflict: true } };
  return [
    ...page(times.filed, "complaint", complainant, seed.account, toComplainant),
    ...page(times.accepted, "acceptance", officer, seed.accepted?.reason, accepted),
    ...(seed.findings ?? []).flatMap((text, index) =>
      page(later(times.accepted, 20 + index * 3), "investigation", officer, text),
    ),
    ...page(times.noticed, "notice", officer, seed.notice?.facts, toSubject),
    ...page(times.proposed, "proposal", officer, seed.proposal?.text),
  ];
}

/** What the accused has said and asked for. */
function rightsOf(seed: CaseSeed, times: Times): Page[] {
  const subject = ownerOf(seed.subject).mailbox;
  const scheduled = { ...toSubject, detail: { at: times.hearing?.toISOString() } };
  return [
    ...page(times.defended, "statement", subject, seed.defence, toSubject),
    ...page(times.asked, "hearing_request", subject, seed.hearing?.reason, toSubject),
    ...page(later(times.asked, 3), "hearing_schedule", seed.officer ?? null, seed.hearing?.place, scheduled),
    ...page(times.hearing, "hearing_minutes", "chair", seed.hearing?.minutes, toSubject),
  ];
}

function outcomeOf(seed: CaseSeed, times: Times, documentNo: string): Page[] {
  const officer = seed.officer ?? null;
  const subject = ownerOf(seed.subject).mailbox;
  const both = { audience: "both" } as const;
  const decided = seed.decision?.class ? {} : both;
  const repairer = seed.repaired?.by ?? null;
  return [
    ...page(times.decided, "decision", seed.decision?.by ?? null, documentNo, decided),
    ...page(times.served, "service", officer, documentNo, both),
    ...page(times.published, "publication", officer, seed.published?.facts),
    ...page(times.rectified, "rectification", subject, seed.rectified?.report, toSubject),
    ...page(times.repairFiled, "repair", subject, seed.repaired?.statement, toSubject),
    ...page(times.repaired, "repair", repairer, seed.repaired?.answer, toSubject),
  ];
}

const later = (at: Date | null, hours: number): Date | null =>
  at && new Date(at.getTime() + hours * 3_600_000);

/** The person who complained: a mailbox, or the owner of an organisation. */
export const complainantOf = (name: string): string => (name === "sme" ? name : ownerOf(name).mailbox);

interface Evidence {
  files: (typeof caseFile.$inferInsert)[];
  custody: (typeof caseCustody.$inferInsert)[];
  contents: (typeof fileContent.$inferInsert)[];
}

/** What was handed in or found, as small documents with their hash. */
export function evidenceRows(seed: CaseSeed, times: Times, calendar: Calendar): Evidence {
  const rows: Evidence = { files: [], custody: [], contents: [] };
  for (const [index, { name, source, day, by }] of (seed.evidence ?? []).entries()) {
    const document = documentOf(
      "Demonstration evidence",
      `${organizationSeed(seed.subject).name[1]} / ${seed.key} / ${index + 1}`,
    );
    const { sha256 } = document;
    const at = by === "officer" ? calendar.at(day, 900) : times.filed;
    const mailbox = by === "officer" ? seed.officer : seed.complainant && complainantOf(seed.complainant);
    const byId = mailbox ? userId(mailbox) : null;
    const id = seedId(`case file ${seed.key} ${index}`, 372_000 + index);
    rows.contents.push(document);
    rows.files.push({
      id,
      createdAt: at,
      caseId: caseId(seed),
      entryId: entryId(seed, 1),
      sha256,
      name,
      source,
      audience: by === "officer" ? "handlers" : "complainant",
      byId,
      at,
    });
    rows.custody.push({
      id: seedId(`case custody ${seed.key} ${index}`, 373_000 + index),
      createdAt: at,
      fileId: id,
      act: "received",
      byId,
      at,
      sha256,
    });
  }
  return rows;
}
