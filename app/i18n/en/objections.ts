import type { Translation } from "../translation.ts";
import type { objections as zh } from "../zh-CN/objections.ts";

export const objections: Translation<typeof zh> = {
  title: "Credit objections",
  one: "Credit objection",
  lead: "What organisations object to in their records. It is marked everywhere from the moment it was filed; somebody who took no part in the case answers in time.",
  overdue: "{{count}} overdue",
  views: "Views",
  view: { open: "To answer", answered: "Closed" },
  none: "There is no objection",
  noneDetail: "Objections of organisations in your region appear here by deadline.",
  by: "Organisation",
  about: "About",
  filed: "Filed",
  state: "State",
  due: "Answer by",
  answerBy: "To be answered by",
  credit: "Credit",
  case: "Case",
  documentNo: "Document number",
  grounds: "Why",
  complex: "Extension",
  complexYes: "Extended as complex",
  answer: "Answer",
  answeredBy: "Answered by",
  answeredAt: "Answered",
  acts: "Answer",
  act: { sustain: "Sustain", dismiss: "Dismiss", extend: "Extend as complex" },
  actNote: {
    sustain:
      "The record no longer counts, and what is published of it is withdrawn at once. Measures need a decision of their own.",
    dismiss: "The record stays as it is and the mark goes. The organisation reads your reasons.",
    extend: "The time to answer is extended as the rule book says, counted from filing; once only.",
  },
  reason: "Reasons",
  done: {
    sustain: "Answered: the objection is sustained.",
    dismiss: "Answered: the objection is dismissed.",
    extend: "The time to answer is extended.",
  },
};
