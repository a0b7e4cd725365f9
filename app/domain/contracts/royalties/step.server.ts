import { and, eq, inArray } from "drizzle-orm";
import { contractFile, contractText } from "#db/schema/contracts.ts";
import { royaltyPeriod, royaltyReport, royaltyReportFile } from "#db/schema/royalties.ts";
import type { RoyaltyReportKind } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { type Move, move } from "../../move.server.ts";
import { type Rights, rightsOf } from "../rights.ts";
import { onContract, type Scene, termsOf } from "../scene.server.ts";
import type { Figures } from "./policy.ts";
import { royaltyProcess } from "./states.ts";

export type PeriodRow = typeof royaltyPeriod.$inferSelect;

/** A period that somebody of one of the sides acts on, with the terms it is reckoned by. Its contract's row is locked. */
export interface RoyaltyScene extends Scene {
  period: PeriodRow;
  rights: Rights;
}

/** Runs `work` on the `n`-th period of a contract. Refuses with `not_found`, `not_allowed_now` like the table. */
export function onRoyalty<T>(
  ctx: Context,
  id: string,
  n: number,
  work: (scene: RoyaltyScene) => Promise<T>,
): Promise<Result<T>> {
  return onContract(ctx, id, async (scene) => {
    const [period] = await scene.tx
      .select()
      .from(royaltyPeriod)
      .where(and(eq(royaltyPeriod.contractId, id), eq(royaltyPeriod.n, n)))
      .for("update");
    if (!period) return refuse(problems.notFound("royalty_period"));
    return work({ ...scene, period, rights: await rightsFor(scene.tx, period) });
  });
}

/** What the text says by which a period was planned. */
export async function rightsFor(tx: Tx, { textId }: Pick<PeriodRow, "textId">): Promise<Rights> {
  const [text] = await tx.select().from(contractText).where(eq(contractText.id, textId));
  if (!text) throw new Error(`text ${textId} is gone`);
  return rightsOf(termsOf(text));
}

/** Takes a period through one transition and writes what belongs to it, which comes first: a state asks for its columns. */
export async function stepPeriod(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  period: PeriodRow,
  step: Move,
  set: Partial<PeriodRow> = {},
): Promise<PeriodRow> {
  if (Object.keys(set).length > 0)
    await tx.update(royaltyPeriod).set(set).where(eq(royaltyPeriod.id, period.id));
  await move(tx, ctx, royaltyProcess, royaltyPeriod, period, step);
  const [row] = await tx.select().from(royaltyPeriod).where(eq(royaltyPeriod.id, period.id));
  if (!row) throw new Error(`period ${period.id} vanished while it was moved`);
  return row;
}

interface Said {
  kind: RoyaltyReportKind;
  figures: Figures;
  amount: number;
  note: string;
  files: readonly string[];
}

/** Writes down what the licensee says of a period, with files that it has put to the contract before. */
export async function writeReport(scene: RoyaltyScene, { kind, figures, amount, note, files }: Said) {
  const { tx, row, period, now, user } = scene;
  const known = await ownFiles(scene, files);
  const before = await tx.$count(royaltyReport, eq(royaltyReport.periodId, period.id));
  const [report] = await tx
    .insert(royaltyReport)
    .values({
      ...{ periodId: period.id, n: before + 1, kind, ...figures, amount, note },
      ...{ byId: user.id, at: now, createdAt: now },
    })
    .returning({ id: royaltyReport.id });
  if (!report) throw new Error(`no report of a period of contract ${row.id} was written`);
  if (known.length > 0)
    await tx.insert(royaltyReportFile).values(known.map((fileId) => ({ reportId: report.id, fileId })));
}

/** Refuses files that are not the licensee's own of this contract. */
export async function ownFiles({ tx, row }: Scene, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const found = await tx
    .select({ id: contractFile.id })
    .from(contractFile)
    .where(
      and(
        eq(contractFile.contractId, row.id),
        eq(contractFile.organizationId, row.clientId),
        inArray(contractFile.id, [...files]),
      ),
    );
  if (found.length !== new Set(files).size)
    return refuse(problems.invalid([{ path: "files", code: "not_an_option" }]));
  return found.map(({ id }) => id);
}
