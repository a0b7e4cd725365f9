import { z } from "zod";
import { forEverybody, type Counted, type Outcomes } from "#app/domain/contracts/outcomes/figures.ts";
import { outcomesOf } from "#app/domain/contracts/outcomes/statistics.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { money, moneyShape } from "../money.ts";

/** One figure: what is counted, how often; `amount` is null where it is withheld, or nothing is counted in money. */
const figure = z.strictObject({ name: z.string(), count: z.int(), amount: moneyShape.nullable() });

const statisticsAnswer = z.strictObject({
  /** Null: all years. */
  year: z.int().nullable(),
  /** Empty: everywhere. */
  region: z.string(),
  /** Demands published in the time, by what has become of them until now. */
  demands: z.array(figure),
  /** Median days from publication to the first proposal that was opened, and to the award. */
  firstAnswerDays: z.number().nullable(),
  awardDays: z.number().nullable(),
  /** Contracts in force from the time on, by kind. */
  contracts: z.array(figure),
  /** The same by the city of who does the work; `name` is its code. */
  cities: z.array(figure),
  /** 技术合同认定登记: 合同成交额, 技术交易额, 技术性收入. */
  registered: z.strictObject({
    contracts: z.int(),
    total: moneyShape.nullable(),
    technology: moneyShape.nullable(),
    income: moneyShape.nullable(),
  }),
  /** Milestones settled in the time: accepted on time, late, by silence, or not accepted. */
  milestones: z.array(figure),
  /** Disputes raised in the time, by where they stand. */
  disputes: z.array(figure),
});

const figuresOf = (rows: readonly Counted[]) =>
  rows.map(({ name, count, amount }) => ({ name, count, amount: money(amount) }));

/** The figures as everybody may know them: amounts of few contracts are withheld. */
export function answerOutcomes(found: Outcomes): Omit<z.input<typeof statisticsAnswer>, "year" | "region"> {
  const { registered, firstAnswerDays, awardDays, ...shown } = forEverybody(found);
  const { contracts, total, technology, income } = registered;
  return {
    ...{ demands: figuresOf(shown.demands), contracts: figuresOf(shown.contracts) },
    ...{ cities: figuresOf(shown.cities), milestones: figuresOf(shown.milestones) },
    ...{ disputes: figuresOf(shown.disputes), firstAnswerDays, awardDays },
    registered: {
      contracts,
      ...{ total: money(total), technology: money(technology), income: money(income) },
    },
  };
}

const showStatistics = endpoint(
  {
    method: "GET",
    path: "/statistics",
    tag: "contracts",
    access: "public",
    query: z.strictObject({
      year: z.coerce.number().int().min(1900).max(2199).optional(),
      /** GB/T 2260, a city or the province; everywhere unless given. */
      region: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
    answer: statisticsAnswer,
  },
  async ({ ctx, query: { year = null, region = "" } }) => {
    const found = await outcomesOf(ctx, { year, region: region.replace(/(00)+$/, ""), own: false });
    return ok({ year, region, ...answerOutcomes(found) });
  },
);

export const statisticsEndpoints: readonly Endpoint[] = [showStatistics];
