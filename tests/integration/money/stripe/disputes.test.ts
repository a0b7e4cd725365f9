import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEntry } from "#db/schema/shared.ts";
import { openCheckout } from "#app/domain/money/stripe/checkout/open-checkout.server.ts";
import { giveEvidence } from "#app/domain/money/stripe/disputes/give-evidence.server.ts";
import { evidenceInput } from "#app/domain/money/stripe/disputes/policy.ts";
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
    { by: world.payee.user?.id, detail: { dispute: at, characters: words.text.length } },
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
