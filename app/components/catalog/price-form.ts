import { type PriceUnit, priceUnits, type UserClass, userClasses } from "#db/schema/vocabulary.ts";
import { readYuan } from "./read-fields.ts";

export const costItems = [
  "consumables",
  "machineHours",
  "energy",
  "labour",
  "management",
  "depreciation",
] as const;
export type CostItem = (typeof costItems)[number];

/** One line of the price form, every entry as text. */
export interface PriceLineText {
  item: string;
  unit: string;
  userClass: string;
  amount: string;
  validFrom: string;
  validTo: string;
  approvalDocument: string;
  cost: Record<CostItem, string>;
}

interface Saved {
  item: string;
  unit: PriceUnit;
  userClass: UserClass;
  amount: number;
  validFrom: string;
  validTo: string | null;
  approvalDocument: string;
  costBreakdown: Record<CostItem, number> | null;
}

/** A saved line as the form shows it. */
export const writeLine = ({ amount, validTo, costBreakdown, ...line }: Saved): PriceLineText => ({
  ...line,
  amount: yuan(amount),
  validTo: validTo ?? "",
  cost: costs((name) => (costBreakdown ? yuan(costBreakdown[name]) : "")),
});

/** An empty line, valid from `day`. */
export const emptyLine = (day: string): PriceLineText => ({
  item: "",
  unit: priceUnits[0],
  userClass: userClasses[2],
  amount: "",
  validFrom: day,
  validTo: "",
  approvalDocument: "",
  cost: costs(() => ""),
});

/** The name of an entry in the form. */
export const entryName = (row: number, name: string): string => `prices.${row}.${name}`;

/** Reads the lines of the form; those marked for removal and those left empty are not there. */
export function readLines(form: FormData): PriceLineText[] {
  const rows = Math.min(Number(text(form, "rows")) || 0, 100);
  return Array.from({ length: rows }, (_, row) => {
    const at = (name: string) => text(form, entryName(row, name));
    return {
      dropped: at("remove") === "on",
      item: at("item"),
      unit: at("unit"),
      userClass: at("userClass"),
      amount: at("amount"),
      validFrom: at("validFrom"),
      validTo: at("validTo"),
      approvalDocument: at("approvalDocument"),
      cost: costs((name) => at(`costBreakdown.${name}`)),
    };
  }).flatMap(({ dropped, ...line }) => (dropped || (line.item === "" && line.amount === "") ? [] : [line]));
}

/** The lines as the schema takes them; an amount that is none stays text and is refused there. */
export const lineInputs = (lines: readonly PriceLineText[]) =>
  lines.map(({ amount, validTo, cost, ...line }) => ({
    ...line,
    amount: amount === "" ? undefined : readYuan(amount),
    validTo: validTo === "" ? null : validTo,
    costBreakdown: Object.values(cost).every((value) => value === "")
      ? null
      : Object.fromEntries(costItems.map((name) => [name, cost[name] === "" ? 0 : readYuan(cost[name])])),
  }));

/** The sum of a line's cost items in yuan; nothing when none is given or one cannot be read. */
export function costTotal({ cost }: PriceLineText): number | null {
  const fen = costItems.map((name) => (cost[name] === "" ? 0 : readYuan(cost[name])));
  const given = Object.values(cost).some((value) => value !== "");
  return given && fen.every((value) => typeof value === "number")
    ? fen.reduce((sum, value) => sum + Number(value), 0)
    : null;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

const costs = (of: (name: CostItem) => string): Record<CostItem, string> => ({
  consumables: of("consumables"),
  machineHours: of("machineHours"),
  energy: of("energy"),
  labour: of("labour"),
  management: of("management"),
  depreciation: of("depreciation"),
});

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
