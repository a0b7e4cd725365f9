import type { TFunction } from "i18next";
import type { DecisionKind, MisconductClass } from "#db/schema/vocabulary.ts";
import { platformZone } from "../working-days.ts";
import { type Instant, lastInstant, type Deadline } from "../deadline.ts";
import type { Term } from "./policy.ts";

interface Names {
  nameZh: string;
  nameEn: string;
}

/** The ways against a decision (Administrative Penalty Law, Art. 59), and the authority that took it. */
export interface Remedies {
  sealZh: string;
  addressZh: string;
  addressEn: string;
  telephone: string;
  reconsiderationZh: string;
  reconsiderationEn: string;
  reconsiderationAddressZh: string;
  reconsiderationAddressEn: string;
  courtZh: string;
  courtEn: string;
  /** The platform's own review, in working or calendar days; it comes before the others and replaces neither. */
  review: { days: number; working: boolean };
  reconsiderationDays: number;
  lawsuitMonths: number;
  lawsuitAfterReconsiderationDays: number;
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
  remedies: Remedies;
  /** Until when a review could be asked for if it was served on the day it was signed. */
  reviewBy: Deadline;
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
  const day = (at: Instant) =>
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
    ...remedyLines(say, paper, english, day(lastInstant(paper.reviewBy))),
    "",
    say("signer", { name: paper.signerName }),
    ...authorityLines(say, paper, english),
    day(paper.signedAt),
    "",
  ].join("\n");
}

type Say = (key: string, params?: Record<string, string | number>) => string;

function authorityLines(say: Say, { organ, remedies }: Paper, english: boolean): string[] {
  return [
    say("authority", { name: english ? organ.nameEn : remedies.sealZh }),
    say("authorityAddress", { address: english ? remedies.addressEn : remedies.addressZh }),
    say("telephone", { number: remedies.telephone }),
  ];
}

/** Every way against the decision, with whom and in which time; a first decision may also be reviewed on the platform. */
function remedyLines(say: Say, { kind, remedies }: Paper, english: boolean, reviewBy: string): string[] {
  const { review, reconsiderationDays, lawsuitMonths, lawsuitAfterReconsiderationDays } = remedies;
  const within = say(`days.${review.working ? "working" : "calendar"}`, { n: review.days });
  return [
    ...(kind === "sanction" ? [say("remedy.review", { within, day: reviewBy })] : []),
    say("remedy.reconsideration", {
      days: reconsiderationDays,
      organ: english ? remedies.reconsiderationEn : remedies.reconsiderationZh,
      address: english ? remedies.reconsiderationAddressEn : remedies.reconsiderationAddressZh,
    }),
    say("remedy.lawsuit", {
      months: lawsuitMonths,
      court: english ? remedies.courtEn : remedies.courtZh,
      days: lawsuitAfterReconsiderationDays,
    }),
    say("remedy.objection"),
    say("remedy.execution"),
  ];
}

function measureLine(say: Say, { kind, days }: Term, n: number): string {
  const measure = say(`measures.${kind}`);
  return days === null ? say("measure", { n, measure }) : say("measureFor", { n, measure, days });
}
