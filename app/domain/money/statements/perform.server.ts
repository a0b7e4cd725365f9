import { and, eq, inArray } from "drizzle-orm";
import { charge } from "#db/schema/money.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { findReferences } from "#db/payment-reference.ts";
import { matchLine, matchMany, setLineAside, takeLineUp } from "./confirm.server.ts";
import type { LineForm } from "./line-forms.ts";

/** What came of it, for the words on the page. */
export interface LineDone {
  done: "matched" | "aside" | "up" | "many";
  matched?: number;
  refused?: number;
}

/** Does what a person posted about lines of a statement. */
export async function performLineAct(ctx: Context, posted: LineForm): Promise<Result<LineDone>> {
  switch (posted.intent) {
    case "match":
      return posted.charges.length === 0
        ? fail(problems.invalid([{ path: "charges", code: "required" }]))
        : as(await matchLine(ctx, posted.line, posted.charges), "matched");
    case "name": {
      const named = await chargesNamed(ctx, posted.references);
      return named.ok ? as(await matchLine(ctx, posted.line, named.value), "matched") : named;
    }
    case "many": {
      const done = await matchMany(ctx, posted.lines);
      if (!done.ok) return done;
      const { matched, refused } = done.value;
      return ok({ done: "many", matched: matched.length, refused: refused.length });
    }
    case "aside":
      return as(await setLineAside(ctx, posted.line, posted), "aside");
    case "up":
      return as(await takeLineUp(ctx, posted.line), "up");
  }
}

const as = (done: Result<unknown>, name: LineDone["done"]): Result<LineDone> =>
  done.ok ? ok({ done: name }) : done;

/** The charges of the actor's organisation that these references name, in their order; all of them must be its own. */
async function chargesNamed({ db, actor }: Context, text: string): Promise<Result<string[]>> {
  const references = findReferences(text);
  const unknown = fail(problems.invalid([{ path: "references", code: "reference_unknown" }]));
  if (references.length === 0) return unknown;
  const rows = await db
    .select({ id: charge.id, reference: charge.reference })
    .from(charge)
    .where(and(eq(charge.payeeId, actor.organization?.id ?? ""), inArray(charge.reference, references)));
  const ids = references.flatMap((reference) => rows.find((row) => row.reference === reference)?.id ?? []);
  return ids.length === references.length ? ok(ids) : unknown;
}
