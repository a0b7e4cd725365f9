import { contractKinds, improvementRules, royaltyBases, royaltyTurns } from "#db/schema/vocabulary.ts";
import {
  feeForms,
  isTransfer,
  licenceForms,
  recordSides,
  rightObjects,
  rightsOf,
  sublicenceChoices,
} from "#app/domain/contracts/rights.ts";
import {
  disputeWays,
  improvementChoices,
  knowHowChoices,
  mostDefinitions,
  mostMilestones,
  patentChoices,
  subcontractChoices,
  type Terms,
} from "#app/domain/contracts/terms.ts";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { yuanInput } from "#app/components/format.ts";

/** What a builder's form holds: every field as text, rows of milestones and definitions, chosen annexes by file. */
export interface BuilderValues {
  fields: Record<string, string>;
  milestones: Record<MilestoneField, string>[];
  definitions: { term: string; meaning: string }[];
  annexes: string[];
}

/** What each part of the builder is given. */
export interface BuilderProps {
  values: BuilderValues;
  errors: Record<string, string[]>;
  files: readonly { id: string; name: string }[];
}

export const milestoneFields = ["title", "deliverable", "dueOn", "amount", "standard", "method"] as const;
export type MilestoneField = (typeof milestoneFields)[number];

export const textFields = [
  "title",
  "subject",
  "targets",
  "plan",
  "place",
  "clientDuties",
  "moneyUse",
  "benefits",
  "confidential",
  "failureVerification",
  "breach",
  "arbitration",
  "clientContact",
  "developerContact",
  "other",
] as const;

export const choiceFields = {
  kind: contractKinds,
  patent: patentChoices,
  knowHow: knowHowChoices,
  improvements: improvementChoices,
  subcontracting: subcontractChoices,
  disputes: disputeWays,
} as const;

export const numberFields = [
  "acceptanceDays",
  "changeRounds",
  "redoDays",
  "cureDays",
  "confidentialYears",
  "failureClientPercent",
  "delayRate",
  "damagesCap",
  "amendmentDays",
] as const;

export const rightsTextFields = [
  "name",
  "holder",
  "number",
  "filedOn",
  "expiresOn",
  "territory",
  "manner",
  "encumbrances",
  "material",
  "guidance",
  "accounts",
  "royaltyUnit",
  "royaltyFrom",
  "royaltyUntil",
] as const;

export const rightsChoices = {
  object: rightObjects,
  licence: licenceForms,
  sublicence: sublicenceChoices,
  fee: feeForms,
  royaltyBasis: royaltyBases,
  royaltyTurn: royaltyTurns,
  improvements: improvementRules,
  recordedBy: recordSides,
} as const;

/** Whole numbers and sums in yuan of a right; empty, the first keep what is usual, the second are not agreed on. */
const rightsNumbers = [
  "termMonths",
  "royaltyReportDays",
  "royaltyPayDays",
  "royaltyAnswerDays",
  "royaltyBooksYears",
] as const;
const rightsSums = ["royaltyPerUnit", "royaltyLeast", "royaltyMost"] as const;

const rightsFields = [
  ...[...rightsTextFields, ...Object.keys(rightsChoices), "royaltyRate"],
  ...[...rightsNumbers, ...rightsSums],
];

/** Whether the form is one of an assignment or a licence. */
export const ofTransfer = ({ fields }: BuilderValues): boolean =>
  contractKinds.some((kind) => kind === fields.kind && isTransfer(kind));

/** Left empty they say something: silence accepts never, the risk is not shared out. */
const emptyMeansNone: readonly string[] = ["acceptanceDays", "failureClientPercent"];

const emptyMilestone = (): Record<MilestoneField, string> => ({
  ...{ title: "", deliverable: "", dueOn: "" },
  ...{ amount: "", standard: "", method: "" },
});

/** Terms as the form shows them, with a row to write into. */
export function valuesOf(terms: Terms, files: readonly { id: string; sha256: string }[]): BuilderValues {
  const fields: Record<string, string> = { amount: yuanOf(terms.amount), equipment: yuanOf(terms.equipment) };
  for (const name of textFields) fields[name] = terms[name];
  for (const name of numberFields) fields[name] = terms[name] === null ? "" : String(terms[name]);
  for (const name of ["kind", "patent", "knowHow", "improvements", "subcontracting", "disputes"] as const)
    fields[name] = terms[name];
  if (isTransfer(terms.kind)) Object.assign(fields, rightsValues(terms));
  const milestones = terms.milestones.map((one) => ({ ...one, amount: yuanOf(one.amount) }));
  return {
    fields,
    milestones: milestones.length > 0 ? milestones : [emptyMilestone()],
    definitions: terms.definitions.length > 0 ? terms.definitions : [{ term: "", meaning: "" }],
    annexes: files
      .filter(({ sha256 }) => terms.annexes.some((one) => one.sha256 === sha256))
      .map(({ id }) => id),
  };
}

function rightsValues(terms: Terms): Record<string, string> {
  const rights = rightsOf(terms);
  const { royaltyRate } = rights;
  const sums = Object.fromEntries(rightsSums.map((name) => [name, yuanOf(rights[name] ?? 0)]));
  const shown = { ...rights, ...sums, royaltyRate: royaltyRate === null ? null : royaltyRate / 100 };
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [`rights.${name}`, value === null ? "" : String(value)]),
  );
}

const yuanOf = (fen: number): string => (fen === 0 ? "" : yuanInput(fen));

/** What was posted, with `add` more rows where they were asked for. */
export function readValues(form: FormData): BuilderValues {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const fields: Record<string, string> = { amount: text("amount"), equipment: text("equipment") };
  for (const name of [...textFields, ...numberFields, ...Object.keys(choiceFields)])
    fields[name] = text(name);
  for (const name of rightsFields) fields[`rights.${name}`] = text(`rights.${name}`);
  const count = (name: string, most: number) => Math.min(Number(text(name)) || 1, most);
  const milestones = Array.from({ length: count("milestoneRows", mostMilestones) }, (_, row) => {
    const milestone = emptyMilestone();
    for (const name of milestoneFields) milestone[name] = text(`milestones.${row}.${name}`);
    return milestone;
  });
  const definitions = Array.from({ length: count("definitionRows", mostDefinitions) }, (_, row) => ({
    term: text(`definitions.${row}.term`),
    meaning: text(`definitions.${row}.meaning`),
  }));
  const annexes = form.getAll("annexes").filter((value) => typeof value === "string");
  return { fields, milestones, definitions, annexes };
}

/** The same with one more empty row. */
export const withMilestone = (values: BuilderValues): BuilderValues => ({
  ...values,
  milestones: [...values.milestones, emptyMilestone()].slice(0, mostMilestones),
});
export const withDefinition = (values: BuilderValues): BuilderValues => ({
  ...values,
  definitions: [...values.definitions, { term: "", meaning: "" }].slice(0, mostDefinitions),
});

const isBlank = (row: Record<string, string>): boolean =>
  Object.values(row).every((value) => value.trim() === "");

/** `1,200.50` as fen; nothing is nothing; what is no amount stays as it is, for the schema to refuse. */
function fen(value: string): unknown {
  const yuan = value.replaceAll(/[,，\s]/g, "");
  if (yuan === "") return 0;
  return /^\d{1,10}(\.\d{1,2})?$/.test(yuan) ? Math.round(Number(yuan) * 100) : value;
}

/** The form's values as the command's input takes them; rows that are blank are left out. */
export function termsFrom(
  values: BuilderValues,
  files: readonly { id: string; name: string; sha256: string }[],
): unknown {
  const { fields } = values;
  const terms: Record<string, unknown> = {
    amount: fen(fields.amount ?? ""),
    equipment: fen(fields.equipment ?? ""),
  };
  for (const name of textFields) terms[name] = fields[name] ?? "";
  for (const name of Object.keys(choiceFields)) if (fields[name]) terms[name] = fields[name];
  for (const name of numberFields) {
    const value = (fields[name] ?? "").trim();
    if (value !== "") terms[name] = /^\d{1,4}$/.test(value) ? Number(value) : value;
    else if (emptyMeansNone.includes(name)) terms[name] = null;
  }
  if (ofTransfer(values)) terms.rights = rightsFrom(fields);
  terms.milestones = values.milestones
    .filter((row) => !isBlank(row))
    .map((row) => ({ ...row, amount: fen(row.amount) }));
  terms.definitions = values.definitions.filter((row) => !isBlank(row));
  terms.annexes = files
    .filter(({ id }) => values.annexes.includes(id))
    .map(({ name, sha256 }) => ({ name, sha256 }));
  return terms;
}

/** What the form says of the right; a rate in percent becomes hundredths of it. */
function rightsFrom(fields: Record<string, string>): Record<string, unknown> {
  const said = (name: string): string => (fields[`rights.${name}`] ?? "").trim();
  const rights: Record<string, unknown> = {};
  for (const name of rightsTextFields) rights[name] = said(name);
  for (const name of Object.keys(rightsChoices)) if (said(name) !== "") rights[name] = said(name);
  for (const name of rightsNumbers) {
    const value = said(name);
    if (value !== "") rights[name] = /^\d{1,4}$/.test(value) ? Number(value) : value;
  }
  for (const name of rightsSums) if (said(name) !== "") rights[name] = fen(said(name));
  const rate = said("royaltyRate");
  if (rate !== "")
    rights.royaltyRate = /^\d{1,3}(\.\d{1,2})?$/.test(rate) ? Math.round(Number(rate) * 100) : rate;
  return rights;
}

/** The field of a form that remembers what was typed and says what was wrong. */
export const metaIn = (
  { values, errors }: { values: BuilderValues; errors: Record<string, string[]> },
  name: string,
): FieldMeta => plainField(name, values.fields[name], errors[name]);
