import type { Context } from "../context.ts";
import { openClue } from "../cases/open-clue.server.ts";
import { transact } from "../transact.server.ts";
import { breachedMilestones } from "./breached-milestones.server.ts";
import { chargesAboveCost } from "./charges-above-cost.server.ts";
import { falseImports } from "./false-imports.server.ts";
import { repeatedNoShows } from "./no-shows.server.ts";
import type { Finder } from "./noticed.ts";
import { repeatedCards } from "./repeated-cards.server.ts";
import { ungrantedPatents } from "./ungranted-patents.server.ts";

/** Everything that is looked for. A missed rectification is noticed by the clock of cases itself. */
const finders: readonly Finder[] = [
  repeatedNoShows,
  chargesAboveCost,
  ungrantedPatents,
  falseImports,
  breachedMilestones,
  repeatedCards,
];

/**
 * Puts what the platform's own facts suggest before a regulator of the region, each fact once, and does nothing else: an
 * officer accepts or rejects it like a complaint. What no rule book was in force for is left out. Returns how many are new.
 */
export async function findClues(ctx: Context): Promise<number> {
  let made = 0;
  for (const find of finders) {
    for (const clue of await find(ctx.db, ctx.clock.now())) {
      const opened = await transact(ctx.db, (tx) => openClue(tx, ctx, clue));
      if (opened.ok && opened.value.made) made += 1;
    }
  }
  return made;
}
