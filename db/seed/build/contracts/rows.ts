import type {
  contract,
  contractDelivery,
  contractEvaluation,
  contractMilestone,
  contractRegistration,
  contractSignature,
  contractText,
} from "../../../schema/contracts.ts";
import type { royaltyPeriod, royaltyReport } from "../../../schema/royalties.ts";
import type { creditEvent } from "../../../schema/credit.ts";
import { contracts } from "../../contracts/index.ts";
import type { ContractSeed, MilestoneSeed } from "../../contracts/contract-seed.ts";
import { seedId } from "../../ids.ts";
import { people } from "../../people.ts";
import { auctionId } from "../biddings.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId, organizationSeed, userId } from "../identity.ts";
import { licenceOfferId, licenceSignedAt } from "../licences.ts";
import type { Fact } from "../trail.ts";
import { factsOf } from "./facts.ts";
import { heldChargeRows, type MoneyRows } from "./money.ts";
import { royaltyRows } from "./royalties.ts";
import { milestoneId, morning, type Of } from "./of.ts";
import { type SeededText, textsOf } from "./texts.ts";

type Row<T extends { $inferInsert: unknown }> = T["$inferInsert"];

export interface ContractRows extends MoneyRows {
  contracts: Row<typeof contract>[];
  texts: Row<typeof contractText>[];
  signatures: Row<typeof contractSignature>[];
  milestones: Row<typeof contractMilestone>[];
  deliveries: Row<typeof contractDelivery>[];
  registrations: Row<typeof contractRegistration>[];
  evaluations: Row<typeof contractEvaluation>[];
  periods: Row<typeof royaltyPeriod>[];
  reports: Row<typeof royaltyReport>[];
  credit: Row<typeof creditEvent>[];
  facts: Fact[];
}

const nameOf = (mailbox: string): string => people.find((one) => one.mailbox === mailbox)?.name ?? mailbox;

/** Everything about the demonstration contracts, as the commands would have left it. */
export function contractRows(calendar: Calendar): ContractRows {
  const all = contracts.map((seed) => oneContract(seed, calendar));
  return {
    contracts: all.flatMap((rows) => rows.contracts),
    texts: all.flatMap((rows) => rows.texts),
    signatures: all.flatMap((rows) => rows.signatures),
    milestones: all.flatMap((rows) => rows.milestones),
    deliveries: all.flatMap((rows) => rows.deliveries),
    registrations: all.flatMap((rows) => rows.registrations),
    evaluations: all.flatMap((rows) => rows.evaluations),
    periods: all.flatMap((rows) => rows.periods),
    reports: all.flatMap((rows) => rows.reports),
    credit: all.flatMap((rows) => rows.credit),
    facts: all.flatMap((rows) => rows.facts),
    charges: all.flatMap((rows) => rows.charges),
    lines: all.flatMap((rows) => rows.lines),
    payments: all.flatMap((rows) => rows.payments),
    postings: all.flatMap((rows) => rows.postings).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

function oneContract(seed: ContractSeed, calendar: Calendar): ContractRows {
  const of: Of = {
    ...{ seed, calendar, id: seedId(`contract ${seed.key}`, 600) },
    clientId: organizationId(seed.client),
    developerId: organizationId(seed.developer),
  };
  const texts = textsOf(seed.key, calendar);
  const signed = seed.signed !== undefined;
  const royalty = royaltyRows(of, textId(of, lastText(of)));
  const held = signed ? seed.milestones.map((one, index) => moneyOf(of, one, index + 1)) : [];
  const money = [...held, royalty];
  return {
    contracts: [contractRow(of)],
    texts: textRows(of, texts),
    signatures: signed ? signatureRows(of, texts) : [],
    milestones: signed ? seed.milestones.map((one, index) => milestoneRow(of, one, index + 1)) : [],
    deliveries: signed ? seed.milestones.flatMap((one, index) => deliveryRows(of, one, index + 1)) : [],
    registrations: registrationRows(of),
    evaluations: evaluationRows(of),
    credit: creditRows(of),
    periods: royalty.periods,
    reports: royalty.reports,
    facts: [...factsOf(of), ...royalty.facts],
    charges: money.flatMap((rows) => rows.charges),
    lines: money.flatMap((rows) => rows.lines),
    payments: money.flatMap((rows) => rows.payments),
    postings: money.flatMap((rows) => rows.postings),
  };
}

const totalOf = ({ milestones }: ContractSeed): number =>
  milestones.reduce((sum, { amount }) => sum + amount, 0);
const isOver = ({ milestones, royalty }: ContractSeed): boolean =>
  royalty === undefined && milestones.every(({ state }) => state === "accepted");
const closedAt = ({ seed, calendar }: Of): Date =>
  calendar.at(Math.max(...seed.milestones.map(({ accepted = 0 }) => accepted)), morning);
/** The text that is in force: the second, which both agreed on, or the offer's. */
const lastText = ({ seed }: Of): number => (seed.offer === undefined ? 2 : 1);
const textId = ({ seed }: Of, n: number): string => seedId(`contract text ${seed.key} ${n}`, 600 + n);

function contractRow(of: Of): Row<typeof contract> {
  const { seed, calendar, id, clientId, developerId } = of;
  const proposedAt = calendar.at(seed.proposed, morning);
  const base = {
    ...{ id, clientId, developerId, title: seed.title, createdAt: proposedAt },
    kind: seed.kind ?? "commissioned",
    licenceOfferId: seed.offer === undefined ? null : licenceOfferId(seed.offer),
    auctionId: seed.bidding === undefined ? null : auctionId(seed.bidding),
    createdById: userId(seed.clientBy),
  } as const;
  if (seed.signed === undefined)
    return {
      ...base,
      turnId: clientId,
      ...{ state: "drafting", stateSince: proposedAt, version: 3 },
      deadline: calendar.at(seed.proposed + 32, morning),
    };
  const inForceAt = calendar.at(seed.signed, morning);
  const over = isOver(seed);
  return {
    ...base,
    ...{ turnId: clientId, textId: textId(of, lastText(of)), amount: totalOf(seed), inForceAt },
    ...{ state: over ? "completed" : "in_force", stateSince: over ? closedAt(of) : inForceAt, version: 7 },
    closedAt: over ? closedAt(of) : null,
    deadline: over ? new Date(closedAt(of).getTime() + 30 * 86_400_000) : null,
  };
}

function textRows(of: Of, texts: readonly SeededText[]): Row<typeof contractText>[] {
  const { seed, calendar, id, clientId, developerId } = of;
  return texts.map((text, index) => ({
    ...{ id: textId(of, index + 1), contractId: id, n: index + 1, ...text },
    ...(index === 0 && seed.offer === undefined
      ? { byId: userId(seed.clientBy), organizationId: clientId, note: "" }
      : { byId: userId(seed.developerBy), organizationId: developerId, note: seed.counter.note }),
    createdAt: calendar.at(seed.proposed + index * 2, morning),
  }));
}

function signatureRows(of: Of, texts: readonly SeededText[]): Row<typeof contractSignature>[] {
  const { seed, calendar, id, clientId, developerId } = of;
  return (["client", "developer"] as const).map((side, index) => {
    const by = side === "client" ? seed.clientBy : seed.developerBy;
    const beforehand = side === "developer" && seed.offer !== undefined;
    return {
      id: seedId(`signature ${seed.key} ${side}`, 605),
      ...{ contractId: id, textId: textId(of, lastText(of)), sha256: texts.at(-1)?.sha256 ?? "", side },
      method: beforehand ? "standing_offer" : "password",
      organizationId: side === "client" ? clientId : developerId,
      ...{ userId: userId(by), signerName: nameOf(by) },
      at: beforehand
        ? licenceSignedAt(seed.offer ?? "", calendar)
        : calendar.at(seed.signed ?? 0, morning - 60 + index * 60),
    } as const;
  });
}

const lastDelivery = ({ delivered = [] }: MilestoneSeed): number | undefined => delivered.at(-1)?.at;

function deadlineOf({ calendar }: Of, one: MilestoneSeed, n: number): Date | null {
  const delivered = lastDelivery(one);
  if (one.state === "delivered" && delivered !== undefined) return calendar.at(delivered + 14, morning);
  if (one.state === "funded") return calendar.at(one.due + 1, 0);
  // The next one's time for funding begins when the one before it is settled.
  return one.state === "planned" && n === 1 ? calendar.at(10, morning) : null;
}

function milestoneRow(of: Of, one: MilestoneSeed, n: number): Row<typeof contractMilestone> {
  const { calendar, id, clientId, developerId, seed } = of;
  const at = (day: number | undefined) => (day === undefined ? null : calendar.at(day, morning));
  const since = one.accepted ?? lastDelivery(one) ?? one.paid ?? seed.signed ?? 0;
  const paid = one.paid !== undefined;
  const accepted = one.state === "accepted";
  return {
    ...{ id: milestoneId(of, n), contractId: id, clientId, developerId, n },
    regionCode: organizationSeed(seed.developer).region,
    ...{ title: one.title, deliverable: one.deliverable, standard: one.standard, method: one.method },
    ...{ dueOn: calendar.date(one.due), amount: one.amount, state: one.state },
    rounds: Math.max(0, (one.delivered?.length ?? 0) - 1),
    deliveredAt: at(lastDelivery(one)),
    lateFrom: one.state === "funded" ? calendar.at(one.due + 1, 0) : null,
    settledAt: at(one.accepted),
    funded: paid ? one.amount : 0,
    released: accepted ? one.amount : 0,
    ...{ createdAt: calendar.at(seed.signed ?? 0, morning), stateSince: calendar.at(since, morning) },
    deadline: deadlineOf(of, one, n),
    unpaidFrom: paid ? null : deadlineOf(of, one, n),
  };
}

const deliveryRows = (of: Of, { delivered = [] }: MilestoneSeed, n: number): Row<typeof contractDelivery>[] =>
  delivered.map(({ at, note }, index) => ({
    id: seedId(`delivery ${of.seed.key} ${n} ${index}`, 620),
    ...{ milestoneId: milestoneId(of, n), round: index + 1, note, byId: userId(of.seed.developerBy) },
    at: of.calendar.at(at, morning),
  }));

function moneyOf(of: Of, one: MilestoneSeed, n: number): MoneyRows {
  if (one.paid === undefined) return { charges: [], lines: [], payments: [], postings: [] };
  const { calendar, clientId, developerId, seed } = of;
  return heldChargeRows({
    ...{ name: `${seed.key} ${n}`, milestoneId: milestoneId(of, n), title: one.title, n, amount: one.amount },
    ...{ payerId: clientId, payeeId: developerId },
    chargedAt: calendar.at(one.paid - 2, morning),
    paidAt: calendar.at(one.paid, morning),
    releasedAt: one.accepted === undefined ? null : calendar.at(one.accepted, morning),
  });
}

function registrationRows({ seed, calendar, id, developerId }: Of): Row<typeof contractRegistration>[] {
  if (!seed.registered) return [];
  const { applied, decided, number, office } = seed.registered;
  const total = totalOf(seed);
  return [
    {
      ...{
        id: seedId(`registration ${seed.key}`, 630),
        contractId: id,
        sellerId: developerId,
        number,
        office,
      },
      ...{ totalAmount: total, technologyAmount: total, technicalIncome: total },
      declaredKind: seed.kind ?? "commissioned",
      determinedKind: seed.kind ?? "commissioned",
      ...{ state: "registered", version: 3 },
      ...{ appliedAt: calendar.at(applied, morning), decidedAt: calendar.at(decided, morning) },
      stateSince: calendar.at(decided, morning),
    },
  ];
}

function evaluationRows({ seed, calendar, id, clientId, developerId }: Of): Row<typeof contractEvaluation>[] {
  if (!seed.evaluations) return [];
  const { at, client, developer } = seed.evaluations;
  const scores = { quality: 5, timeliness: 5, cooperation: 5 };
  const row = (side: "client" | "developer") => ({
    id: seedId(`evaluation ${seed.key} ${side}`, 640),
    ...{ contractId: id, ...scores, at: calendar.at(at, morning) },
    byOrganizationId: side === "client" ? clientId : developerId,
    aboutId: side === "client" ? developerId : clientId,
    byId: userId(side === "client" ? seed.clientBy : seed.developerBy),
    text: side === "client" ? client : developer,
  });
  return [row("client"), row("developer")];
}

function creditRows(of: Of): Row<typeof creditEvent>[] {
  const { seed, id, clientId, developerId } = of;
  if (!isOver(seed)) return [];
  const from = closedAt(of);
  return [clientId, developerId].map((organization, index) => ({
    id: seedId(`contract kept ${seed.key} ${index}`, 650),
    ...{ organizationId: organization, record: "integrity", code: "contract_kept", from },
    until: new Date(from.getTime() + 5 * 365 * 86_400_000),
    ...{ causeType: "contract", causeId: id },
  }));
}
