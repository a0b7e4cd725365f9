import type { TFunction } from "i18next";
import type { DecisionKind, MisconductClass } from "#db/schema/vocabulary.ts";
import { platformZone } from "../working-days.ts";
import type { Term } from "./policy.ts";

interface Names {
  nameZh: string;
  nameEn: string;
}

/** What the document of a decision says. */
export interface Paper {
  kind: DecisionKind;
  documentNo: string;
  caseNo: string;
  organ: Names;
  subject: Names & { uscc: string; address: string };
  offence: Names & { basisZh: string; basisEn: string };
  bookVersion: number;
  /** ISO dates. */
  actFrom: string;
  actUntil: string;
  class: MisconductClass | null;
  facts: string;
  reasons: string;
  measures: readonly Term[];
  notice: { n: number; servedAt: Date } | null;
  /** How often the accused has stated, and when it was heard. */
  statements: number;
  heardAt: Date | null;
  /** The decision that is upheld, changed or revoked. */
  on: { documentNo: string; signedAt: Date } | null;
  /** Until when a review could be asked for if it was served on the day it was signed. */
  reviewBy: Date;
  signerName: string;
  signedAt: Date;
}

/**
 * The document of a decision as plain text with LF line ends: number, parties, facts, what was said in defence, basis,
 * measures with the rule of their beginning and end, remedies, signer and date. In Chinese it is what is signed.
 */
export function decisionText(t: TFunction, paper: Paper): string {
  const english = t("papers:language") === "en";
  const say = (key: string, params: Record<string, string | number> = {}) => t(`papers:${key}`, params);
  const name = ({ nameZh, nameEn }: Names) => (english ? nameEn || nameZh : nameZh);
  const day = (at: Date) =>
    new Intl.DateTimeFormat(english ? "en-GB" : "zh-CN", {
      timeZone: platformZone,
      dateStyle: "long",
    }).format(at);
  const noon = (date: string) => day(new Date(`${date}T12:00:00+08:00`));
  const { kind, notice, on, heardAt } = paper;
  const basis = english ? paper.offence.basisEn : paper.offence.basisZh;
  return [
    name(paper.organ),
    say(`title.${kind}`),
    say("number", { number: paper.documentNo }),
    "",
    say("subject", { name: name(paper.subject) }),
    say("uscc", { uscc: paper.subject.uscc }),
    say("address", { address: paper.subject.address || "—" }),
    say("case", { number: paper.caseNo }),
    ...(on ? [say("on", { number: on.documentNo, day: day(on.signedAt) })] : []),
    "",
    say("heading.facts"),
    say("act", {
      from: noon(paper.actFrom),
      until: noon(paper.actUntil),
      offence: name(paper.offence),
    }),
    paper.facts,
    "",
    say("heading.defence"),
    notice ? say("noticed", { n: notice.n, day: day(notice.servedAt) }) : say("unnoticed"),
    paper.statements > 0 ? say("stated", { times: paper.statements }) : say("unstated"),
    heardAt ? say("heard", { day: day(heardAt) }) : say("unheard"),
    "",
    say("heading.reasons"),
    paper.reasons,
    say("basis", { basis, version: paper.bookVersion }),
    "",
    say("heading.decision"),
    say(`ruling.${kind}`),
    ...(paper.class ? [say("class", { class: say(`classes.${paper.class}`) })] : []),
    ...paper.measures.map((term, at) => measureLine(say, term, at + 1)),
    "",
    say("heading.remedies"),
    say(`remedy.${kind === "sanction" ? "first" : "last"}`, { day: day(paper.reviewBy) }),
    "",
    say("signer", { name: paper.signerName }),
    day(paper.signedAt),
    "",
  ].join("\n");
}

function measureLine(
  say: (key: string, params?: Record<string, string | number>) => string,
  { kind, days }: Term,
  n: number,
): string {
  const measure = say(`measures.${kind}`);
  return days === null ? say("measure", { n, measure }) : say("measureFor", { n, measure, days });
}
