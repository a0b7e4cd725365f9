import { inArray } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import type { Problem, Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { closeClue } from "./accept.server.ts";
import { assignCase } from "./assign.server.ts";
import type { ManyForm } from "./many-form.ts";
import { remindOfficer } from "./remind.server.ts";

/** What came of an act in one of several cases; `problem`: why it was not done there. */
export interface Acted {
  id: string;
  caseNo: string;
  problem: Problem | null;
}

/**
 * Takes the same step in several cases for one reason. Each is judged on its own and done or refused on its own: whoever
 * may not act in one, or has a conflict there, is refused that one.
 */
export async function actOnMany(ctx: Context, { id: ids, ...form }: ManyForm): Promise<Acted[]> {
  const chosen = [...new Set(ids)];
  if (chosen.length === 0) return [];
  const rows = await ctx.db
    .select({ id: misconductCase.id, caseNo: misconductCase.caseNo })
    .from(misconductCase)
    .where(inArray(misconductCase.id, chosen));
  const acted: Acted[] = [];
  for (const id of chosen) {
    const done = await act(ctx, id, form);
    const hidden = !done.ok && done.problem.code === "not_found";
    const caseNo = hidden ? "" : (rows.find((row) => row.id === id)?.caseNo ?? "");
    acted.push({ id, caseNo, problem: done.ok ? null : done.problem });
  }
  return acted;
}

function act(ctx: Context, id: string, form: Omit<ManyForm, "id">): Promise<Result<void>> {
  const { reason } = form;
  switch (form.intent) {
    case "assign":
      return assignCase(ctx, id, { officerId: form.officerId ?? "", reason });
    case "remind":
      return remindOfficer(ctx, id, { reason });
    case "close_clue":
      return closeClue(ctx, id, { reason });
  }
}
