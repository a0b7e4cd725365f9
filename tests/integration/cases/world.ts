import { eq } from "drizzle-orm";
import { jurisdiction } from "#db/schema/identity.ts";
import { misconductCase } from "#db/schema/cases.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Database } from "#db/client.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { type CaseStep, caseCommands } from "#app/domain/cases/commands.server.ts";
import { openReferral } from "#app/domain/cases/file-complaint.server.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import type { Result } from "#app/runtime/problem.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { valueOf } from "../../support/results.ts";

/** The people of a case, one for each part. */
export interface Cast {
  officer: Actor;
  colleague: Actor;
  adjudicator: Actor;
  reviewer: Actor;
  third: Actor;
  accused: Actor;
  complainant: Actor;
  /** Of the city, who decides less than the province. */
  city: Actor;
}

const long = "经核查会员单位的登记、预约与票据，并与有关人员核对，记录如下各点，供审理参考。";

/** Reference data and everybody, in an empty database. */
export async function stage(db: Database): Promise<Cast> {
  await loadReferenceData(db);
  return {
    officer: await regulator(db, "officer"),
    colleague: await regulator(db, "officer"),
    adjudicator: await regulator(db, "adjudicator"),
    reviewer: await regulator(db, "adjudicator"),
    third: await regulator(db, "adjudicator"),
    accused: await makeMember(db, ["owner"], "enterprise"),
    complainant: await makeMember(db, ["owner"], "enterprise"),
    city: await regulator(db, "adjudicator", "3301"),
  };
}

export async function regulator(db: Database, role: Role, prefix = "33"): Promise<Actor> {
  const actor = await makeMember(db, [role], "government");
  await db
    .insert(jurisdiction)
    .values({ organizationId: actor.organization?.id ?? "", regionPrefix: prefix });
  return { ...actor, regionPrefixes: [prefix] };
}

export const clockAt = (day: string) => fixedClock(`${day}T10:00:00+08:00`);

export const as = (db: Database, actor: Actor, clock: Context["clock"]): Context =>
  contextOf(db, actor, clock);

/** A step with an input that asks for nothing unusual; `more` changes it. */
export function take(
  ctx: Context,
  id: string,
  step: CaseStep,
  more: Record<string, unknown> = {},
): Promise<Result<void>> {
  const { input, run } = caseCommands[step];
  const usual = usualInputs(step);
  const parsed: unknown = input.parse({ ...usual, ...more });
  return Reflect.apply(run, undefined, [ctx, id, parsed]);
}

export const suspension = { kind: "suspension", days: 90 };
export const blacklist = { kind: "blacklist", days: 730 };

export function usualInputs(step: CaseStep): Record<string, unknown> {
  const reasoned = { reason: "按规定办理。" };
  const finding = { facts: long, reasons: long };
  switch (step) {
    case "accept":
      return { ...reasoned, noConflict: true };
    case "declare":
      return { noConflict: true };
    case "record":
    case "defend":
    case "record_hearing":
      return { text: long };
    case "name_responsible":
      return { name: "负责人甲", capacity: "实验室主任" };
    case "notify":
      return { facts: long, offenceCode: "RI03", class: "serious", measures: [suspension] };
    case "submit":
    case "submit_unfounded":
      return { proposal: long };
    case "decide":
    case "change":
      return { ...finding, class: "serious", measures: [suspension] };
    case "dismiss":
    case "uphold":
    case "revoke":
      return finding;
    case "serve":
      return {};
    case "apply_for_review":
      return { grounds: long };
    case "record_tie":
      return {
        uscc: "91330106MA2H1XY77A",
        tie: "same_controller",
        source: "工商登记信息显示同一实际控制人。",
      };
    case "withdraw_tie":
      return { tieId: "019a0000-0000-7000-8000-000000000000", ...reasoned };
    case "assign":
    case "schedule_hearing":
      return {};
    default:
      return reasoned;
  }
}

/** A case that somebody has handed over, in the accused's region. */
export async function refer(
  db: Database,
  cast: Cast,
  clock: Context["clock"],
  more: Record<string, unknown> = {},
): Promise<string> {
  const opened = await openReferral(as(db, cast.colleague, clock), {
    subjectId: cast.accused.organization?.id ?? "",
    title: "检测报告与原始记录不符",
    account: long,
    offenceCode: "RI03",
    actFrom: "2026-02-01",
    actUntil: "2026-02-28",
    source: "",
    confidential: false,
    ...more,
  });
  return valueOf(opened).id;
}

export async function caseRow(db: Database, id: string) {
  const [row] = await db.select().from(misconductCase).where(eq(misconductCase.id, id));
  if (!row) throw new Error(`there is no case ${id}`);
  return row;
}

const card = { class: "general", measures: [{ kind: "booking_restriction", days: 60 }] };

/** A case that only waits to be decided (or served), with a measure that forbids to book; the clock is moved on. */
export async function brought(
  db: Database,
  cast: Cast,
  clock: ReturnType<typeof clockAt>,
  to: "proposed" | "decided",
): Promise<string> {
  const acts = { offenceCode: "MC01", actFrom: "2026-09-01", actUntil: "2026-09-20" };
  const id = await refer(db, cast, clock, acts);
  valueOf(await take(as(db, cast.officer, clock), id, "accept"));
  valueOf(await take(as(db, cast.officer, clock), id, "notify", { ...card, offenceCode: "MC01" }));
  clock.advance(14 * 86_400_000);
  valueOf(await take(as(db, cast.officer, clock), id, "submit"));
  if (to === "decided") valueOf(await take(as(db, cast.adjudicator, clock), id, "decide", card));
  return id;
}

export const restricting = card;
