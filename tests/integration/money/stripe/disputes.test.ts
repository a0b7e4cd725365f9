import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEntry } from "#db/schema/shared.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { giveEvidence } from "#app/domain/money/stripe/disputes/give-evidence.server.ts";
import { evidenceInput } from "#app/domain/money/stripe/disputes/policy.ts";
import {
  addEvidenceFile,
  removeEvidenceFile,
} from "#app/domain/money/stripe/disputes/evidence-files.server.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { disputesOf } from "#app/domain/money/stripe/disputes/queries.server.ts";
import { sendEvidence } from "#app/domain/money/stripe/disputes/send-evidence.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../../support/database.ts";
import { openPayments } from "../../../support/payments.ts";
import { problemOf, valueOf } from "../../../support/results.ts";
import { ledgerFaults, moneyWorld } from "../world.ts";

let test: TestDatabase;
let pay: Awaited<ReturnType<typeof openPayments>>;
let world: Awaited<ReturnType<typeof moneyWorld>>;

beforeAll(async () => {
  test = await testDatabase();
  pay = await openPayments(test);
  world = await moneyWorld(test.db);
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await pay.close();
  await test.close();
});

const payer = () => ({ ...pay.ctx, actor: world.payer });
const payee = () => ({ ...pay.ctx, actor: world.payee });
const words = evidenceInput.parse({
  text: "预约单与使用记录显示，付款单位于当日 14:00–16:00 使用了扫描电镜。",
});

/** A payment by card that the payer's bank disputes. */
async function disputed() {
  const { id: chargeId } = await world.charged(2_000);
  const { sessionId } = valueOf(await openCheckout(payer(), chargeId, { locale: "zh" }));
  pay.stripe.pay(sessionId ?? "");
  await pay.work();
  const intent = pay.stripe.world.sessions.find(sessionId ?? "").payment_intent ?? "";
  const at = pay.stripe.dispute(pay.stripe.world.intents.find(intent).latest_charge ?? "");
  await pay.work();
  const [known] = await disputesOf(pay.ctx, chargeId);
  return { chargeId, at, id: known?.id ?? "" };
}
const stageOf = async (chargeId: string) => (await disputesOf(pay.ctx, chargeId))[0]?.stage;
const theirs = (at: string) => pay.stripe.world.disputes.find(at);

it("is answered by the payee alone, once, and reaches the payer's bank", async () => {
  const { chargeId, at, id } = await disputed();
  expect(await stageOf(chargeId)).toBe("wanted");
  expect(evidenceInput.safeParse({ text: "用过了" }).success).toBe(false);
  expect(problemOf(await giveEvidence(payer(), chargeId, { disputeId: id, ...words })).code).toBe(
    "not_found",
  );
  const both = await Promise.all([
    giveEvidence(payee(), chargeId, { disputeId: id, ...words }),
    giveEvidence(payee(), chargeId, { disputeId: id, ...words }),
  ]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await stageOf(chargeId)).toBe("on_its_way");
  await pay.work();
  for (const _ of [1, 2]) await sendEvidence(pay.ctx, id);
  expect(await stageOf(chargeId)).toBe("sent");
  expect(theirs(at)).toMatchObject({ evidence: words.text, status: "under_review" });
  expect(pay.stripe.asked.filter(({ key }) => key?.startsWith(`evidence-${id}`))).toHaveLength(1);
  expect(problemOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words })).code).toBe(
    "evidence_closed",
  );
  const elsewhere = await disputed();
  const wrong = { disputeId: elsewhere.id, ...words };
  expect(problemOf(await giveEvidence(payee(), chargeId, wrong)).code).toBe("not_found");
  pay.stripe.closeDispute(at, "won");
  await pay.work();
  expect(await disputesOf(pay.ctx, chargeId)).toMatchObject([{ state: "won", stage: "sent" }]);
  const written = await test.db
    .select({ by: auditEntry.actorId, detail: auditEntry.detail })
    .from(auditEntry)
    .where(and(eq(auditEntry.entityId, chargeId), eq(auditEntry.transition, "give-evidence")));
  expect(written).toEqual([
    { by: world.payee.user?.id, detail: { dispute: at, characters: words.text.length, files: 0 } },
  ]);
});

it("waits for a payment service that cannot be reached, and is corrected where it was refused", async () => {
  const { chargeId, at, id } = await disputed();
  await pay.stripe.close();
  valueOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words }));
  await pay.work();
  expect(await stageOf(chargeId)).toBe("on_its_way");
  await pay.stripe.open();
  const { due_by: due } = theirs(at).evidence_details;
  theirs(at).evidence_details.due_by = 0;
  await pay.work();
  expect(await disputesOf(pay.ctx, chargeId)).toMatchObject([
    { stage: "refused", evidenceFailure: "dispute_evidence_closed" },
  ]);
  const told = await test.db.execute(
    sql`select 1 from graphile_worker._private_jobs
        where payload->>'template' = 'charge-evidence-refused' and payload->>'entityId' = ${chargeId}`,
  );
  expect(told).toHaveLength(1);
  theirs(at).evidence_details.due_by = due;
  const better = { text: `${words.text}附：当日值班记录。` };
  valueOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...better }));
  await pay.work();
  expect(await stageOf(chargeId)).toBe("sent");
  expect(theirs(at).evidence).toBe(better.text);
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
  "base64",
);
const paper = (name: string, bytes = 400) =>
  new File([Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes, 32)])], name);

it("takes files along, one of a kind, for the payee's eyes alone, and gives each to Stripe once, whatever fails between", async () => {
  const { chargeId, at, id } = await disputed();
  const add = (kind: "receipt" | "service_documentation" | "uncategorized_file", file: File, ctx = payee()) =>
    addEvidenceFile(ctx, chargeId, { disputeId: id, kind, file });
  expect(problemOf(await add("receipt", paper("收据.pdf"), payer())).code).toBe("not_found");
  expect(problemOf(await add("receipt", new File(["文字"], "收据.pdf"))).errors).toMatchObject([
    { code: "file_type" },
  ]);
  const old = valueOf(await add("receipt", paper("旧收据.pdf")));
  valueOf(await add("receipt", paper("收据.pdf", 2_500_000)));
  expect(problemOf(await add("uncategorized_file", paper("大.pdf", 2_500_000))).errors).toMatchObject([
    { code: "files_too_big" },
  ]);
  expect(problemOf(await add("uncategorized_file", paper("大.pdf", 4_000_001))).errors).toMatchObject([
    { code: "file_too_big" },
  ]);
  const other = valueOf(await add("uncategorized_file", paper("不要.pdf")));
  valueOf(await removeEvidenceFile(payee(), chargeId, { disputeId: id, fileId: other.id }));
  valueOf(await add("service_documentation", new File([png], "使用记录.png")));
  const [shown] = await disputesOf(pay.ctx, chargeId);
  expect(shown?.files.map(({ kind, name }) => [kind, name])).toEqual([
    ["receipt", "收据.pdf"],
    ["service_documentation", "使用记录.png"],
  ]);
  const file = shown?.files[1] ?? expect.fail();
  expect(valueOf(await findReadableFile(payee(), file.id)).name).toBe("使用记录.png");
  for (const gone of [old.id, file.id])
    expect(problemOf(await findReadableFile(payer(), gone)).code).toBe("not_found");

  // The answer to the first file is lost, then the service is away altogether: what it has is not sent twice.
  valueOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words }));
  expect(problemOf(await add("receipt", paper("迟到.pdf"))).code).toBe("evidence_closed");
  pay.stripe.manners.failAfter = 2;
  await pay.work();
  await pay.stripe.close();
  await pay.work();
  expect(await stageOf(chargeId)).toBe("on_its_way");
  await pay.stripe.open();
  await pay.work();
  expect(await stageOf(chargeId)).toBe("sent");
  const kept = pay.stripe.world.files.all;
  expect(kept.map(({ filename, size }) => [filename, size])).toEqual([
    ["收据.pdf", 2_500_009],
    ["使用记录.png", png.byteLength],
  ]);
  expect(Buffer.from(kept[1]?.content ?? "", "base64").equals(png)).toBe(true);
  expect(theirs(at)).toMatchObject({
    ...{ evidence: words.text, status: "under_review" },
    papers: { receipt: kept[0]?.id, service_documentation: kept[1]?.id },
  });
});

it("says which file the payment service does not take, and gives the others no second time", async () => {
  const { chargeId, at, id } = await disputed();
  const add = (kind: "receipt" | "service_documentation", file: File) =>
    addEvidenceFile(payee(), chargeId, { disputeId: id, kind, file });
  valueOf(await add("service_documentation", new File([png], "记录.png")));
  valueOf(await add("receipt", paper("收据.pdf")));
  const before = pay.stripe.world.files.all.length;
  pay.stripe.manners.unreadable = "收据.pdf";
  valueOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words }));
  await pay.work();
  const [refused] = await disputesOf(pay.ctx, chargeId);
  expect(refused).toMatchObject({
    ...{ stage: "refused", evidenceFailure: "file_unreadable" },
    files: [{ failure: "" }, { failure: "file_unreadable" }],
  });
  valueOf(await add("receipt", paper("收据（清晰）.pdf")));
  valueOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words }));
  await pay.work();
  expect(await stageOf(chargeId)).toBe("sent");
  const kept = pay.stripe.world.files.all.slice(before);
  expect(kept.map(({ filename }) => filename)).toEqual(["记录.png", "收据（清晰）.pdf"]);
  expect(Object.values(theirs(at).papers ?? {}).toSorted()).toEqual(kept.map((one) => one.id).toSorted());
});

it("is not taken after its time, or when the bank has decided", async () => {
  const { id, chargeId, at } = await disputed();
  const later = fixedClock(new Date(theirs(at).evidence_details.due_by * 1000).toISOString());
  expect(
    problemOf(await giveEvidence({ ...payee(), clock: later }, chargeId, { disputeId: id, ...words })).code,
  ).toBe("evidence_closed");
  pay.stripe.closeDispute(at, "lost");
  await pay.work();
  expect(await stageOf(chargeId)).toBe("over");
  expect(problemOf(await giveEvidence(payee(), chargeId, { disputeId: id, ...words })).code).toBe(
    "evidence_closed",
  );
});
