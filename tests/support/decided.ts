import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import {
  caseNotice,
  decidedMeasure,
  decision,
  decisionService,
  misconductCase,
  proposedMeasure,
} from "#db/schema/cases.ts";
import { appUser, organization } from "#db/schema/identity.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { loadRuleBooks, ruleBookId } from "#db/seed/reference/rule-book/load.ts";
import { termsByGravest } from "#db/seed/reference/rule-book/measures.ts";
import { imposeMeasure } from "#app/domain/credit/impose-measure.server.ts";

interface Laid {
  organizationId: string;
  kind: MeasureKind;
  from: Date;
  /** Null or absent: as long as the rule book allows. */
  until?: Date | null;
}

const dayMs = 86_400_000;

/** Lays a measure on an organisation by a decision as lawful as the database asks for, served at `from`. Returns its id. */
export const layMeasure = async (db: Database, laid: Laid): Promise<string> =>
  (await layDecided(db, laid)).measureId;

/** The same, with the decision that laid it. */
export function layDecided(
  db: Database,
  { organizationId, kind, from, until }: Laid,
): Promise<{ measureId: string; decisionId: string; documentNo: string }> {
  const term = termsByGravest.serious.find(([known]) => known === kind);
  const days = term?.[2] ?? null;
  const ends = days === null ? null : (until ?? new Date(from.getTime() + days * dayMs));
  return db.transaction(async (tx) => {
    const { decisionId, documentNo } = await decide(tx, organizationId, kind, days, from);
    const [decided] = await tx.insert(decidedMeasure).values({ decisionId, kind, days }).returning();
    await tx.insert(decisionService).values({ decisionId, at: from, how: "electronic" });
    const decidedMeasureId = decided?.id ?? "";
    const laid = {
      organizationId,
      kind,
      from,
      until: ends,
      caseNo: documentNo,
      decisionId,
      decidedMeasureId,
    };
    return { measureId: await imposeMeasure(tx, laid), decisionId, documentNo };
  });
}

async function decide(tx: Tx, organizationId: string, kind: MeasureKind, days: number | null, at: Date) {
  await loadRuleBooks(tx);
  const before = (count: number) => new Date(at.getTime() - count * dayMs);
  const [subject] = await tx.select().from(organization).where(eq(organization.id, organizationId));
  const [officerId, deciderId] = [await person(tx), await person(tx)];
  const rule = { ruleBookId: ruleBookId(1), offenceCode: "RI02" };
  const documentNo = `测信决〔${randomBytes(4).toString("hex")}〕1号`;
  const act = before(60).toISOString().slice(0, 10);
  const filed = {
    subjectId: organizationId,
    regionCode: subject?.regionCode ?? "330106",
    officerId,
    deciderId,
  };
  const [opened] = await tx
    .insert(misconductCase)
    .values({
      ...filed,
      ...rule,
      caseNo: documentNo.replace("决", "查"),
      origin: "referral",
      title: "测试",
      account: "测试",
      actFrom: act,
      actUntil: act,
      state: "served",
    })
    .returning();
  const caseId = opened?.id ?? "";
  const served = { servedAt: before(30), servedHow: "electronic" as const, statementDueAt: before(20) };
  const [notice] = await tx
    .insert(caseNotice)
    .values({ caseId, n: 1, facts: "测试", class: "serious", ...rule, ...served, byId: officerId })
    .returning();
  const noticeId = notice?.id ?? "";
  await tx.insert(proposedMeasure).values({ noticeId, kind, days });
  const text = `决定书 ${documentNo}\n`;
  const sha256 = createHash("sha256").update(text).digest("hex");
  const signed = { text, sha256, signerId: deciderId, signedAt: before(2), facts: "测试", reasons: "测试" };
  const [written] = await tx
    .insert(decision)
    .values({ caseId, n: 1, documentNo, kind: "sanction", noticeId, class: "serious", ...rule, ...signed })
    .returning();
  return { decisionId: written?.id ?? "", documentNo };
}

async function person(tx: Tx): Promise<string> {
  const email = `${randomBytes(6).toString("hex")}@case.test`;
  const [row] = await tx.insert(appUser).values({ email, name: "承办人", passwordHash: "x" }).returning();
  return row?.id ?? "";
}
