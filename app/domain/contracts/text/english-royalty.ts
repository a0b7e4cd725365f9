import type { Rights } from "../rights.ts";
import { percent, yuan } from "./wording.ts";

const bases: Record<NonNullable<Rights["royaltyBasis"]>, string> = {
  sales: "sales of the products",
  profit: "profit from using the technology",
  added_output: "added output value",
  units: "the price of the products times their number",
};

const turns: Record<NonNullable<Rights["royaltyTurn"]>, string> = {
  quarter: "calendar quarter",
  half_year: "calendar half-year",
  year: "calendar year",
};

/** The royalty of the Chinese text in English. */
export function royaltyLines(rights: Rights): string[] {
  const rule = rights.fee === "entry_fee_royalty" ? ruleOf(rights) : null;
  if (rule === null) return [];
  if (rights.royaltyTurn === null) return [`The royalty is ${rule}; Party A pays it to Party B directly.`];
  return [
    `The royalty is ${rule}, rounded to the fen, half a fen up.`,
    `It is owed from ${rights.royaltyFrom} to ${rights.royaltyUntil} and settled by ${turns[rights.royaltyTurn]}; a first or last period that is cut short is settled for the days it has.`,
    ...boundsOf(rights),
    `Within ${rights.royaltyReportDays} days of the end of each period Party A reports through the platform what the royalty is reckoned on, also where nothing was made or sold, and within ${rights.royaltyPayDays} days of its report it pays the royalty through the platform.`,
    `For ${rights.royaltyBooksYears} years after a report Party B may question it and ask to inspect the books concerned; within ${rights.royaltyAnswerDays} days of the question Party A answers, opens the books or puts its report right.`,
    "When a report is put right, the difference is paid or paid back; putting it right to less takes effect once Party B agrees.",
    "On termination the royalty is settled up to that day; reports, payments and the inspection of books for the time before remain owed.",
  ];
}

function ruleOf({ royaltyBasis, royaltyRate, royaltyPerUnit, royaltyUnit }: Rights): string | null {
  if (royaltyPerUnit !== null && royaltyBasis === "units")
    return `CNY ${yuan(royaltyPerUnit)} for each ${royaltyUnit || "unit"} made`;
  if (royaltyBasis === null || royaltyRate === null) return null;
  return `${percent(royaltyRate)}% of ${bases[royaltyBasis]}`;
}

function boundsOf({ royaltyLeast, royaltyMost }: Rights): string[] {
  const said = [
    ...(royaltyLeast === null ? [] : [`at least CNY ${yuan(royaltyLeast)}`]),
    ...(royaltyMost === null ? [] : [`at most CNY ${yuan(royaltyMost)}`]),
  ];
  return said.length === 0
    ? []
    : [
        `The royalty of a period is ${said.join(" and ")}; of a period cut short, in proportion to its days, fractions of a fen falling away.`,
      ];
}
