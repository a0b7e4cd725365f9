import type { IndexOperation } from "./engine.ts";

/** The last word on each document among `operations`: the highest version, of equal ones the later. */
export function newestOf(operations: readonly IndexOperation[]): IndexOperation[] {
  const newest = new Map<string, IndexOperation>();
  for (const operation of operations) {
    const known = newest.get(idOf(operation));
    if (!known || versionOf(known) <= versionOf(operation)) newest.set(idOf(operation), operation);
  }
  return [...newest.values()];
}

export const idOf = (operation: IndexOperation): string =>
  "upsert" in operation ? operation.upsert.id : operation.delete;

export const versionOf = (operation: IndexOperation): number =>
  "upsert" in operation ? operation.upsert.version : operation.version;
