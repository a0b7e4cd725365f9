import type { misconductCase } from "../../../schema/cases.ts";
import { cases } from "../../cases/index.ts";
import type { CaseSeed } from "../../cases/shapes.ts";
import { seedId } from "../../ids.ts";
import { people } from "../../people.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId, userId } from "../identity.ts";
import type { Fact } from "../trail.ts";
import { complainantOf, entryRows, evidenceRows } from "./file.ts";
import { addSanction, noSanctions } from "./sanction.ts";
import { bookOf, caseId, Numbers, regionOf, type Times, timesOf } from "./timeline.ts";

/** Cases of misconduct in every state, with their papers and what came of them. */
export function caseRows(calendar: Calendar) {
  const numbers = new Numbers();
  const numbered = cases.map((seed) => {
    const times = timesOf(seed, calendar);
    return { seed, times, caseNo: numbers.take(regionOf(seed), "case", calendar.date(seed.filed)) };
  });
  const documentNos = new Map(
    numbered
      .filter(({ times }) => times.decided !== null)
      .toSorted((a, b) => Number(a.times.decided) - Number(b.times.decided))
      .map(({ seed }) => [
        seed.key,
        numbers.take("330000", "decision", calendar.date(seed.decision?.day ?? 0)),
      ]),
  );
  const documentNoOf = ({ key }: CaseSeed) => documentNos.get(key) ?? "";
  const sanctions = noSanctions();
  for (const one of numbered)
    addSanction(sanctions, { ...one, calendar, documentNo: documentNoOf(one.seed) });
  const evidence = numbered.map(({ seed, times }) => evidenceRows(seed, times, calendar));
  return {
    ...sanctions,
    cases: numbered.map((one) => rowOf(one, calendar)),
    counters: numbers.rows(),
    entries: numbered.flatMap(({ seed, times }) => entryRows(seed, times, documentNoOf(seed))),
    files: evidence.flatMap(({ files }) => files),
    custody: evidence.flatMap(({ custody }) => custody),
    contents: evidence.flatMap(({ contents }) => contents),
    facts: numbered.flatMap(({ seed, times }) => factsOf(seed, times)),
  };
}

interface Numbered {
  seed: CaseSeed;
  times: Times;
  caseNo: string;
}

function rowOf({ seed, times, caseNo }: Numbered, calendar: Calendar): typeof misconductCase.$inferInsert {
  const complainant = seed.complainant === undefined ? undefined : complainantOf(seed.complainant);
  const person = people.find(({ mailbox }) => mailbox === complainant);
  const hearing = seed.notice?.measures.some(([kind]) =>
    ["suspension", "delisting", "blacklist"].includes(kind),
  );
  return {
    id: caseId(seed),
    createdAt: times.filed,
    caseNo,
    origin: seed.clue ? "clue" : "complaint",
    ...(seed.clue && {
      clueKind: seed.clue,
      causeType: "demo",
      causeId: seedId(`case cause ${seed.key}`),
    }),
    subjectId: organizationId(seed.subject),
    regionCode: regionOf(seed),
    complainantId: person ? userId(person.mailbox) : null,
    complainantOrganizationId: person ? organizationId(person.org) : null,
    complainantName: seed.visitor?.name ?? person?.name ?? "",
    complainantContact: seed.visitor?.contact ?? (person ? `${person.mailbox}@demo.test` : ""),
    title: seed.title,
    account: seed.account,
    offenceCode: seed.offence,
    ruleBookId: bookOf(seed, calendar),
    actFrom: calendar.date(seed.act[0]),
    actUntil: calendar.date(seed.act[1]),
    confidential: seed.confidential ?? false,
    officerId: seed.officer ? userId(seed.officer) : null,
    chairId: seed.hearing ? userId("chair") : null,
    deciderId: seed.decision ? userId(seed.decision.by) : null,
    acceptedAt: times.accepted,
    decideBy: times.accepted && calendar.afterDays(times.accepted, 90),
    statementDueAt: times.due,
    hearingRequestDueAt: hearing ? times.due : null,
    hearingRequestedAt: times.asked,
    hearingAt: times.hearing,
    hearingPlace: seed.hearing?.place ?? "",
    heardAt: seed.hearing?.minutes ? times.hearing : null,
    state: seed.state,
    version: 2,
    ...clockOf(seed, times, calendar),
  };
}

/** Since when it is where it stands, and until when. */
function clockOf(seed: CaseSeed, times: Times, calendar: Calendar) {
  const since = (at: Date | null) => at ?? times.filed;
  switch (seed.state) {
    case "received":
      return { stateSince: times.filed, deadline: calendar.afterWorkingDays(times.filed, 15) };
    case "investigating":
      return {
        stateSince: since(times.accepted),
        deadline: calendar.afterDays(since(times.accepted), 90),
      };
    case "notified":
      return { stateSince: since(times.noticed), deadline: times.due };
    case "hearing_scheduled":
      return {
        stateSince: since(times.asked),
        deadline: calendar.afterWorkingDays(since(times.hearing), 5),
      };
    case "proposed":
      return {
        stateSince: since(times.proposed),
        deadline: calendar.afterWorkingDays(since(times.proposed), 10),
      };
    case "unfounded":
      return { stateSince: since(times.decided), deadline: null };
    default:
      return { stateSince: calendar.afterWorkingDays(since(times.served), 15), deadline: null };
  }
}

/** What the audit log says of it. */
function factsOf(seed: CaseSeed, times: Times): Fact[] {
  const entity = { entity: "misconduct_case", entityId: caseId(seed) };
  const by = seed.officer ?? null;
  const complained = seed.complainant ? complainantOf(seed.complainant) : seed.visitor ? "visitor" : null;
  const decided = seed.decision?.class ? "decided" : "unfounded";
  const steps: (Omit<Fact, "at" | "entity" | "entityId"> & { at: Date | null })[] = [
    { at: times.filed, by: complained, transition: "open_case", to: "received" },
    { at: times.accepted, by, transition: "accept", from: "received", to: "investigating" },
    { at: times.noticed, by, transition: "notify", from: "investigating", to: "notified" },
    {
      at: times.asked,
      by: seed.subject,
      transition: "request_hearing",
      from: "notified",
      to: "hearing_requested",
    },
    { at: times.proposed, by, transition: "submit", to: "proposed" },
    {
      at: times.decided,
      by: seed.decision?.by ?? null,
      transition: decided === "decided" ? "decide" : "dismiss",
      from: "proposed",
      to: decided,
    },
    { at: times.served, by, transition: "serve", from: "decided", to: "served" },
    { at: times.published, by, transition: "publish" },
  ];
  return steps.flatMap(({ at, ...step }) => (at ? [{ ...entity, at, ...step }] : []));
}
