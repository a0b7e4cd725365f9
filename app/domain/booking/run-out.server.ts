import { type SQL, sql } from "drizzle-orm";

/**
 * A booking `b` whose time to be confirmed, answered or shown up for was over at `now`, whether or not anybody has
 * written that down. Few ever are; the lower bound, which excludes none, tells the planner, who would else expect a third of all.
 */
export const hasRunOut = (now: SQL): SQL => sql`
  b.deadline > '-infinity' and b.deadline <= ${now} and b.state in ('held', 'pending', 'confirmed')`;
