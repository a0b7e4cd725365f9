import { createHash } from "node:crypto";
import { sealOf } from "../../proposal-seal.ts";
import type {
  confidentialityAcceptance,
  demandAward,
  demandCall,
  demandQuestion,
  proposal,
  proposalMilestone,
  proposalScore,
} from "../../schema/demands.ts";
import { demands } from "../demands/index.ts";
import { seedId } from "../ids.ts";
import { type CallSeed, calls, type ProposalSeed } from "../proposals/index.ts";
import type { Calendar } from "./calendar.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Fact } from "./trail.ts";

const fenPerWan = 1_000_000;
const dayMs = 86_400_000;
/** Of the award: the seven working days are ten days of the calendar at least. */
const standstillDays = 11;
const criteria = [
  { name: "method", weight: 40 },
  { name: "team", weight: 20 },
  { name: "plan", weight: 15 },
  { name: "price", weight: 25 },
];

/** The calls for proposals of the demonstration market with everything that hangs on them. */
export function proposalRows(calendar: Calendar) {
  const built = calls.map((seed) => callRows(seed, calendar));
  return {
    calls: built.map(({ call }) => call),
    proposals: built.flatMap(({ proposals }) => proposals.map(({ row }) => row)),
    milestones: built.flatMap(({ proposals }) => proposals.flatMap(({ milestones }) => milestones)),
    scores: built.flatMap(({ proposals }) => proposals.flatMap(({ scores }) => scores)),
    awards: built.flatMap(({ award }) => award),
    questions: questionRows(calendar),
    acceptances: acceptanceRows(calendar),
    facts: built.flatMap(({ facts }) => facts),
  };
}

const demandOf = (key: string) => {
  const seed = demands.find((one) => one.key === key);
  if (!seed) throw new Error(`there is no demand ${key} in the demonstration market`);
  return { seed, id: listingId("demand", seed), clientId: organizationId(seed.org) };
};

const daysAgo = (calendar: Calendar, days: number): Date => new Date(calendar.now.getTime() - days * dayMs);

/** The end of the day on which a demand is due, in the platform's zone. */
const dueOf = (calendar: Calendar, dueIn: number): Date =>
  new Date(new Date(`${calendar.date(dueIn)}T00:00:00+08:00`).getTime() + dayMs);

function callRows(seed: CallSeed, calendar: Calendar) {
  const { id, clientId, seed: demand } = demandOf(seed.demand);
  const dueAt = dueOf(calendar, demand.dueIn);
  const sentAt = daysAgo(calendar, Math.max(6, 8 - demand.dueIn));
  const opened = seed.state !== "receiving";
  const awardedAt = seed.award && daysAgo(calendar, seed.award.daysAgo);
  const until = awardedAt && new Date(awardedAt.getTime() + standstillDays * dayMs);
  const final = seed.state === "concluded" ? until : undefined;
  const deadline = seed.state === "receiving" ? dueAt : seed.state === "awarded" ? (until ?? null) : null;
  const call: typeof demandCall.$inferInsert = {
    ...{ id, organizationId: clientId, criteria, dueAt, deadline, state: seed.state, demo: true },
    ...{ createdAt: sentAt, openedAt: opened ? dueAt : null },
    stateSince: final ?? awardedAt ?? (opened ? dueAt : sentAt),
    version: 1 + ["receiving", "scoring", "awarded", "concluded"].indexOf(seed.state),
  };
  const proposals = seed.proposals.map((one, i) => proposalRow(seed, one, i, call, calendar));
  const winner = proposals.find(({ org }) => org === seed.award?.org);
  const award: (typeof demandAward.$inferInsert)[] =
    seed.award && awardedAt && until && winner
      ? [
          {
            ...{ id: seedId(`award ${seed.demand}`, 340_500), demandId: id, proposalId: winner.row.id },
            ...{ reasons: seed.award.reasons, by: userId(seed.client), createdAt: awardedAt, awardedAt },
            ...{ standstillUntil: until, finalAt: final ?? null },
          },
        ]
      : [];
  return { call, proposals, award, facts: factsOf(seed, call, proposals) };
}

function proposalRow(
  { demand, state: callState, award, client }: CallSeed,
  seed: ProposalSeed,
  index: number,
  { id: demandId, organizationId: clientId, dueAt, createdAt }: typeof demandCall.$inferInsert,
  calendar: Calendar,
) {
  const id = seedId(`proposal ${demand} ${seed.org}`, 340_000 + index);
  const steps = seed.milestones.map(([title, deliverable, acceptance, due, wan]) => ({
    ...{ title, deliverable, acceptance, dueOn: calendar.date(due), amount: wan * fenPerWan },
  }));
  const { method, team, plan } = seed;
  const content = {
    method,
    team,
    plan,
    amount: steps.reduce((sum, one) => sum + one.amount, 0),
    milestones: steps,
  };
  const sealSalt = createHash("md5").update(id).digest("hex");
  const opened = callState !== "receiving";
  const judged = award && (award.org === seed.org ? "awarded" : "not_awarded");
  const at = new Date((createdAt ?? calendar.now).getTime() + index * 5 * 3_600_000);
  const row = {
    ...{ id, demandId, clientId, organizationId: organizationId(seed.org), userId: userId(seed.mailbox) },
    ...{ method, team, plan, amount: content.amount, sealSalt, seal: sealOf(sealSalt, content, []) },
    ...{ createdAt: at, submittedAt: at, openedAt: opened ? dueAt : null, demo: true },
    state: judged ?? (opened ? "opened" : "sealed"),
    stateSince: opened ? dueAt : at,
    deadline: opened ? null : dueAt,
  } satisfies typeof proposal.$inferInsert;
  const milestones: (typeof proposalMilestone.$inferInsert)[] = steps.map((one, i) => ({
    ...one,
    proposalId: id,
    n: i + 1,
  }));
  const scores: (typeof proposalScore.$inferInsert)[] = (seed.scores ?? []).map(([points, reason], i) => ({
    ...{ proposalId: id, criterion: i + 1, points, reason, by: userId(client), at: dueAt },
  }));
  return { org: seed.org, mailbox: seed.mailbox, row, milestones, scores };
}

function factsOf(
  { client, award, state }: CallSeed,
  call: typeof demandCall.$inferInsert,
  proposals: readonly ReturnType<typeof proposalRow>[],
): Fact[] {
  const own = { entity: "demand_call", entityId: call.id };
  const at = call.createdAt ?? call.dueAt;
  const facts: Fact[] = [{ ...own, at, by: null, transition: "begin_call", to: "receiving" }];
  for (const { row, mailbox } of proposals) {
    const one = { entity: "proposal", entityId: row.id };
    const detail = { demandId: call.id, seal: row.seal };
    facts.push({ ...one, at: row.createdAt, by: mailbox, transition: "propose", to: "sealed", detail });
    if (state === "receiving") continue;
    const opened = { transition: "open", from: "sealed", to: "opened", detail: { seal: row.seal } };
    facts.push({ ...one, ...opened, at: call.dueAt, by: null });
  }
  if (state === "receiving") return facts;
  facts.push({
    ...own,
    at: call.dueAt,
    by: null,
    transition: "open_proposals",
    from: "receiving",
    to: "scoring",
  });
  if (!award) return facts;
  const awarded = new Date(
    (call.stateSince ?? call.dueAt).getTime() - (state === "concluded" ? standstillDays * dayMs : 0),
  );
  const step = { transition: "award", from: "scoring", to: "awarded", reason: award.reasons };
  facts.push({ ...own, ...step, at: awarded, by: client });
  if (state === "concluded")
    facts.push({
      ...own,
      at: call.stateSince ?? call.dueAt,
      by: null,
      transition: "conclude",
      from: "awarded",
      to: "concluded",
    });
  return facts;
}

function questionRows(calendar: Calendar): (typeof demandQuestion.$inferInsert)[] {
  const { id: demandId } = demandOf("flexible-sensor");
  const asked = (name: string, days: number, text: string, org: string, mailbox: string) => ({
    ...{ id: seedId(`question ${name}`, 341_000), demandId, text, createdAt: daysAgo(calendar, days) },
    ...{ organizationId: organizationId(org), userId: userId(mailbox) },
  });
  return [
    {
      ...asked("mesh", 5, "网版目数和印刷厚度能否调整？", "dongqian", "dongqian.tto"),
      answer: "目数可以在 200 到 325 之间换，干膜厚度希望保持在 12 到 18 微米。",
      answeredAt: daysAgo(calendar, 4),
      answeredBy: userId("sme"),
    },
    asked("substrate", 1, "基材是 PET 还是 TPU？厚度多少？", "xinan", "xinan"),
  ];
}

function acceptanceRows(calendar: Calendar): (typeof confidentialityAcceptance.$inferInsert)[] {
  return [
    {
      id: seedId("confidentiality flexible-sensor qiantang", 341_000),
      ...{ demandId: demandOf("flexible-sensor").id, organizationId: organizationId("qiantang") },
      ...{ userId: userId("tto"), termsVersion: 1, acceptedAt: daysAgo(calendar, 6) },
    },
  ];
}
