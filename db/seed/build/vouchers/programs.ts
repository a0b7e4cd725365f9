import type { budget, voucherProgram, voucherRules } from "../../../schema/vouchers.ts";
import { type ProgramSeed, programs } from "../../vouchers/programs.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId, userId } from "../identity.ts";
import type { PostingSeed } from "../postings.ts";
import type { Fact } from "../trail.ts";
import { budgetId, programId, rulesId } from "./ids.ts";

type BudgetRow = typeof budget.$inferInsert & { id: string };

const draftedAt = (calendar: Calendar): Date => calendar.at(-340, 570);
const publishedAt = (calendar: Calendar): Date => calendar.at(-335, 600);

/** The programmes with their budgets and conditions, published nearly a year ago, and a budget for subsidies. */
export function programRows(calendar: Calendar): {
  budgets: BudgetRow[];
  programs: (typeof voucherProgram.$inferInsert)[];
  rules: (typeof voucherRules.$inferInsert)[];
  postings: PostingSeed[];
  facts: Fact[];
} {
  const budgets = [...programs.map((seed) => budgetRow(seed, calendar)), subsidyBudget(calendar)];
  return {
    budgets,
    programs: programs.map((seed) => programRow(seed, calendar)),
    rules: programs.map((seed) => rulesRow(seed, calendar)),
    postings: budgets.map(({ id, organizationId: org, amount }) => ({
      name: `budget ${id}`,
      at: draftedAt(calendar),
      cause: { type: "budget", id },
      legs: [
        { org, purpose: "bank", amount: -amount },
        { org, purpose: "budget", amount },
      ],
    })),
    facts: programs.flatMap(({ key, officer }): Fact[] => {
      const common = { entity: "voucher_program", entityId: programId(key), by: officer };
      return [
        { ...common, at: draftedAt(calendar), transition: "draft_program", to: "draft" },
        { ...common, at: publishedAt(calendar), transition: "open_program", from: "draft", to: "open" },
      ];
    }),
  };
}

const yearOf = (calendar: Calendar): number => Number(calendar.date(0).slice(0, 4));

const budgetRow = (seed: ProgramSeed, calendar: Calendar): BudgetRow => ({
  id: budgetId(seed.key),
  createdAt: draftedAt(calendar),
  purpose: "voucher",
  regionCode: seed.region,
  organizationId: organizationId(seed.org),
  year: yearOf(calendar),
  nameZh: seed.name[0],
  nameEn: seed.name[1],
  amount: seed.budget,
  createdBy: userId(seed.officer),
  demo: true,
});

const subsidyBudget = (calendar: Calendar): BudgetRow => ({
  id: budgetId("subsidy"),
  createdAt: draftedAt(calendar),
  purpose: "subsidy",
  regionCode: "330000",
  organizationId: organizationId("province"),
  year: yearOf(calendar),
  nameZh: "科研设施开放共享补助",
  nameEn: "Subsidies for sharing research facilities",
  amount: 500_000_000,
  createdBy: userId("officer"),
  demo: true,
});

const programRow = (seed: ProgramSeed, calendar: Calendar): typeof voucherProgram.$inferInsert => ({
  id: programId(seed.key),
  createdAt: draftedAt(calendar),
  regionCode: seed.region,
  organizationId: organizationId(seed.org),
  budgetId: budgetId(seed.key),
  nameZh: seed.name[0],
  nameEn: seed.name[1],
  createdBy: userId(seed.officer),
  demo: true,
  state: "open",
  version: 2,
  stateSince: publishedAt(calendar),
  deadline: calendar.at(200, 1440),
});

const rulesRow = (seed: ProgramSeed, calendar: Calendar): typeof voucherRules.$inferInsert => ({
  id: rulesId(seed.key),
  createdAt: draftedAt(calendar),
  programId: programId(seed.key),
  version: 1,
  publishedAt: publishedAt(calendar),
  publishedBy: userId(seed.officer),
  applyFrom: calendar.date(-335),
  applyUntil: calendar.date(120),
  useUntil: calendar.date(200),
  validDays: 180,
  sizes: seed.sizes,
  kinds: ["facility"],
  sharePercent: seed.sharePercent,
  fullPayUpTo: seed.fullPayUpTo,
  applicationCap: seed.applicationCap,
  yearlyCap: seed.yearlyCap,
  automaticUpTo: seed.automaticUpTo,
  notesZh: seed.notes[0],
  notesEn: seed.notes[1],
  createdBy: userId(seed.officer),
});
