import type { Tx } from "#db/client.ts";
import type { ClueInput } from "../cases/inputs.ts";

/** What looks for one kind of clue at `now`: facts that a person should judge, each with what it was noticed by. */
export type Finder = (tx: Tx, now: Date) => Promise<ClueInput[]>;

/** Names things in the account of a clue, which is written as all papers of a case are. */
export const list = (items: readonly string[]): string =>
  items.map((item, at) => `${at + 1}. ${item}`).join("\n");
