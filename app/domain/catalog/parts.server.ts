import { demand, facility, facilityUnit, service, technology } from "#db/schema/catalog.ts";
import type { Tx } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import { updateRows } from "#db/update-rows.ts";
import { isUniqueViolation, pgError } from "#db/errors.ts";
import { type FieldError, problems, refuse } from "#app/runtime/problem.ts";
import type { CreateInput, UpdateInput } from "./inputs.ts";

type TechnologyInput = NonNullable<UpdateInput["technology"]>;

/** Writes the kinds' own parts of new listings; a facility starts with one unit. */
export async function insertParts(
  tx: Tx,
  organizationId: string,
  drafts: readonly { id: string; input: CreateInput }[],
): Promise<void> {
  await mapped(async () => {
    await insertFacilities(tx, organizationId, drafts);
    const technologies = drafts.flatMap(({ id, input }) =>
      input.kind === "technology" ? [{ ...numbered(input.technology), listingId: id }] : [],
    );
    await insertRows(tx, technology, technologies);
    const services = drafts.flatMap(({ id, input }) =>
      input.kind === "service" ? [{ ...input.service, listingId: id }] : [],
    );
    await insertRows(tx, service, services);
    const demands = drafts.flatMap(({ id, input }) =>
      input.kind === "demand" ? [{ ...input.demand, listingId: id }] : [],
    );
    await insertRows(tx, demand, demands);
  });
}

async function insertFacilities(
  tx: Tx,
  organizationId: string,
  drafts: readonly { id: string; input: CreateInput }[],
): Promise<void> {
  const facilities = drafts.flatMap(({ id, input }) =>
    input.kind === "facility" ? [{ ...emptied(input.facility), listingId: id, organizationId }] : [],
  );
  await insertRows(tx, facility, facilities);
  await insertRows(
    tx,
    facilityUnit,
    facilities.map(({ listingId }) => ({ facilityId: listingId, number: 1 })),
  );
}

/** Writes changes to the kinds' own parts; absent fields stay. */
export async function updateParts(
  tx: Tx,
  changes: readonly { id: string; input: UpdateInput }[],
): Promise<void> {
  await mapped(async () => {
    const facilities = changes.map(({ id, input }) => ({ ...emptied(input.facility ?? {}), listingId: id }));
    await updateRows(tx, facility, "listingId", facilities);
    const technologies = changes.map(({ id, input }) => ({
      ...numbered(input.technology ?? {}),
      listingId: id,
    }));
    await updateRows(tx, technology, "listingId", technologies);
    const services = changes.map(({ id, input }) => ({ ...input.service, listingId: id }));
    await updateRows(tx, service, "listingId", services);
    const demands = changes.map(({ id, input }) => ({ ...input.demand, listingId: id }));
    await updateRows(tx, demand, "listingId", demands);
  });
}

/** A number written with `ZL` says that the patent was granted; empty numbers are none. */
function numbered<T extends Partial<TechnologyInput>>(part: T): T {
  const { applicationNo, publicationNo } = part;
  const zl = applicationNo?.startsWith("ZL") ?? false;
  return {
    ...part,
    ...(applicationNo === undefined ? {} : { applicationNo: applicationNo?.replace(/^ZL/, "") || null }),
    ...(publicationNo === undefined ? {} : { publicationNo: publicationNo || null }),
    ...(zl ? { zlMarked: true } : {}),
  };
}

const customs = ["customsDeclarationNo", "customsItemNo", "customsReleasedOn", "customsFormName"] as const;

/** The customs columns are null when not given. */
function emptied<T extends Partial<Record<(typeof customs)[number], string | null>>>(part: T): T {
  const empty = customs.filter((name) => part[name] === "");
  return empty.length === 0 ? part : { ...part, ...Object.fromEntries(empty.map((name) => [name, null])) };
}

const checks: Record<string, FieldError> = {
  technology_zl_granted: { path: "technology.zlMarked", code: "zl_not_granted" },
  demand_budget_order: { path: "demand.budgetMax", code: "budget_order" },
};

/** Runs a write and turns the constraints a person can break into field errors. */
async function mapped(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isUniqueViolation(error, "facility_inner_id")) {
      refuse(problems.invalid([{ path: "facility.innerId", code: "inner_id_taken" }]));
    }
    if (isUniqueViolation(error, "technology_applicationNo_unique")) {
      refuse(problems.invalid([{ path: "technology.applicationNo", code: "application_no_taken" }]));
    }
    const broken = checks[pgError(error)?.constraint ?? ""];
    if (broken) refuse(problems.invalid([broken]));
    throw error;
  }
}
