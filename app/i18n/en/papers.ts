import type { Translation } from "../translation.ts";
import type { papers as zh } from "../zh-CN/papers.ts";

export const papers: Translation<typeof zh> = {
  language: "en",
  title: {
    sanction: "Decision on a breach of trust",
    no_sanction: "Decision not to sanction",
    upheld: "Decision on review (upheld)",
    changed: "Decision on review (changed)",
    revoked: "Decision on review (revoked)",
  },
  number: "Document number: {{number}}",
  subject: "Party: {{name}}",
  uscc: "Unified social credit code: {{uscc}}",
  address: "Seat: {{address}}",
  case: "Case number: {{number}}",
  on: "Decision under review: {{number}}, signed on {{day}}",
  heading: {
    facts: "1. Facts established",
    defence: "2. Notice and defence",
    reasons: "3. Reasons and basis",
    decision: "4. Decision",
    remedies: "5. Remedies",
  },
  act: "Time of the act: {{from}} to {{until}}. What it concerns: {{offence}}.",
  noticed:
    "On {{day}} this office served notice no. {{n}} on the party, stating facts, reasons, basis, the proposed measures and the party's rights.",
  unnoticed: "No adverse measure was announced to the party in this case.",
  stated:
    "The party stated its case {{times}} time(s) within the time allowed. Each point was examined; see the reasons.",
  unstated: "The party made no statement within the time allowed.",
  heard: "At the party's request a hearing was held on {{day}}; its minutes are on file.",
  unheard: "The party did not ask for a hearing, or the case gives no right to one.",
  basis:
    "Basis: {{basis}}; version {{version}} of the platform's rule book, in force at the time of the act.",
  ruling: {
    sanction: "This office decides as follows:",
    no_sanction:
      "The evidence does not establish the alleged conduct. No measure is taken and the case is closed.",
    upheld:
      "On review the facts, basis, procedure and measures of the decision are found right. It is upheld.",
    changed:
      "On review the measures are found too severe. From the service of this decision the following take their place; time already served counts:",
    revoked:
      "On review the decision is revoked. Its measures, its record and its publication end together on the service of this decision.",
  },
  class: "Class: {{class}}.",
  classes: { minor: "minor", general: "general", serious: "serious" },
  measure: "{{n}}. {{measure}}.",
  measureFor: "{{n}}. {{measure}}, for {{days}} days from the service of this decision; it ends by itself.",
  measures: {
    reminder: "Written reminder",
    talk: "Talk",
    yellow_card: "Yellow card with a deadline to rectify",
    booking_restriction: "No booking of research facilities",
    listing_restriction: "No publishing of results, facilities and services",
    proposal_restriction: "No answering of technical demands",
    suspension: "Suspension of activities on the platform",
    delisting: "Delisting",
    blacklist: "Entry in the list of serious breaches of trust",
  },
  days: { working: "{{n}} working days", calendar: "{{n}} days" },
  remedy: {
    review:
      "The party may ask the authority for review through the platform within {{within}} of service (until {{day}} if served today). A review is not required before administrative reconsideration or a lawsuit, replaces neither, and does not change their time limits.",
    reconsideration:
      "The party may apply for administrative reconsideration to {{organ}} ({{address}}) within {{days}} days of the day on which it knew or should have known of this decision (Administrative Reconsideration Law, Art. 20 and 24).",
    lawsuit:
      "The party may also sue before {{court}} within {{months}} months of the day on which it knew or should have known of this decision, or within {{days}} days of receiving a reconsideration decision (Administrative Litigation Law, Art. 45 and 46).",
    objection:
      "The party may object at any time to credit information that has been published; it is then marked at once.",
    execution:
      "This decision remains in effect during review, reconsideration and lawsuit unless it is lawfully stayed.",
  },
  authority: "Authority: {{name}} (seal)",
  authorityAddress: "Address: {{address}}",
  telephone: "Telephone: {{number}}",
  signer: "Signed by: {{name}}",
};
