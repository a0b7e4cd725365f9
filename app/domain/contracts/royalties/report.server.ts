import { and, eq, lt } from "drizzle-orm";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { maxFen } from "../../values.ts";
import { today } from "../../working-days.ts";
import { contractProblems } from "../problems.ts";
import { asPlatform } from "../scene.server.ts";
import type { ReportInput } from "./inputs.ts";
import { levelRoyalty, payBy } from "./money.server.ts";
import { type Figures, type FigureName, figuresOf, nothingSold, royaltyOf } from "./policy.ts";
import { onRoyalty, type RoyaltyScene, stepPeriod, writeReport } from "./step.server.ts";

type Given = Pick<ReportInput, FigureName>;

/**
 * The licensee reports a period that is over: what it owes follows from the figures and is charged. Refuses with
 * `royalty_period_runs` before the period's end, `royalty_period_before` while an earlier one is not reported, and figures that the contract does not ask for or that it lacks.
 */
export const reportRoyalty = (
  ctx: Context,
  id: string,
  n: number,
  { note, files, ...given }: ReportInput,
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, (scene) =>
    report(ctx, scene, { transition: "report-royalty", figures: figuresFrom(scene, given), note, files }),
  );

/** The same of a period in which nothing was made or sold: no figures, and at most the least that was agreed. */
export const reportNothing = (
  ctx: Context,
  id: string,
  n: number,
  { note, files }: Pick<ReportInput, "note" | "files">,
): Promise<Result<void>> =>
  onRoyalty(ctx, id, n, (scene) =>
    report(ctx, scene, { transition: "report-nothing", figures: nothingSold, note, files }),
  );

/** Periods are reported in their order, so that none is left behind. */
async function demandFirst({ tx, row, period }: RoyaltyScene): Promise<void> {
  const [before] = await tx
    .select({ startsOn: royaltyPeriod.startsOn })
    .from(royaltyPeriod)
    .where(
      and(
        eq(royaltyPeriod.contractId, row.id),
        eq(royaltyPeriod.state, "due"),
        lt(royaltyPeriod.startsOn, period.startsOn),
      ),
    )
    .orderBy(royaltyPeriod.startsOn)
    .limit(1);
  if (before && period.state === "due") refuse(contractProblems.royaltyBefore(before.startsOn));
}

interface Reported extends Pick<ReportInput, "note" | "files"> {
  transition: "report-royalty" | "report-nothing";
  figures: Figures;
}

async function report(ctx: Context, scene: RoyaltyScene, { transition, figures, note, files }: Reported) {
  const { tx, period, rights, now } = scene;
  if (period.state === "due" && today(now) <= period.endsOn)
    refuse(contractProblems.royaltyRuns(period.endsOn));
  await demandFirst(scene);
  const amount = amountOf(scene, figures);
  const charged = await stepPeriod(
    tx,
    ctx,
    period,
    {
      ...{ transition, reason: note, deadline: payBy(now, rights.royaltyPayDays) },
      detail: { amount, ...figures },
    },
    { amount, reportedAt: now },
  );
  await writeReport(scene, { kind: "report", figures, amount, note, files });
  await levelRoyalty(tx, asPlatform(ctx), charged);
}

/** The figures that the contract asks for; refuses `required` and `not_of_royalty` beside the field. */
export function figuresFrom({ rights }: Pick<RoyaltyScene, "rights">, given: Given): Figures {
  const asked = figuresOf(rights);
  const names: FigureName[] = ["base", "quantity", "unitPrice"];
  const wrong = names.flatMap((path) => {
    if (asked.includes(path) === (given[path] !== undefined)) return [];
    return [{ path, code: asked.includes(path) ? "required" : "not_of_royalty" }];
  });
  if (wrong.length > 0) return refuse(problems.invalid(wrong));
  return {
    base: given.base ?? null,
    quantity: given.quantity === undefined ? null : Math.round(given.quantity * 1000),
    unitPrice: given.unitPrice ?? null,
  };
}

/** What is owed by these figures, fen; refuses more than the platform charges at once. */
export function amountOf({ rights, period }: RoyaltyScene, figures: Figures): number {
  const amount = royaltyOf(rights, period, figures);
  if (amount <= maxFen) return amount;
  const [path = "base"] = figuresOf(rights);
  return refuse(problems.invalid([{ path, code: "too_big", params: { maximum: maxFen } }]));
}
