import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reconciliationDifference } from "#db/schema/transfer.ts";
import { charge } from "#db/schema/money.ts";
import { invoice } from "#db/schema/invoices.ts";
import { issueInvoice, voidInvoice, withdrawInvoice } from "#app/domain/money/invoices/issue.server.ts";
import { issueInput, requestInput, voidInput } from "#app/domain/money/invoices/inputs.ts";
import { listInvoices, listToInvoice } from "#app/domain/money/invoices/queries.server.ts";
import { requestInvoice } from "#app/domain/money/invoices/request.server.ts";
import { incomeCsv } from "#app/domain/money/overview/income-sheet.server.ts";
import { readIncome } from "#app/domain/money/overview/income.server.ts";
import { groupBy, totalOf } from "#app/domain/money/overview/income.ts";
import { listLatePayments } from "#app/domain/money/overview/late-payments.server.ts";
import { listOwed } from "#app/domain/money/overview/list-owed.server.ts";
import { reconcileMoney } from "#app/domain/money/reconciliation/reconcile.server.ts";
import { listLines } from "#app/domain/money/statements/queries.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { systemActor } from "#app/domain/context.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let sme: Actor;
let provider: Actor;

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  [sme, provider] = await Promise.all([demoActor(test, "sme"), demoActor(test, "provider")]);
});

afterAll(() => test.close());

const as = (actor: Actor) => ({ db: test.db, clock: systemClock, actor });
const everything = { page: 1, size: 500 };

it("has charges that wait for a transfer, late ones and a statement with a line that nobody knows", async () => {
  const owes = await listOwed(as(sme), "payables", { view: "open" }, everything);
  expect(owes.totals.count).toBeGreaterThan(2);
  expect(owes.totals.overdueCount).toBeGreaterThan(0);
  const { items } = await listLines(as(provider), { view: "waiting", page: 1, size: 50 });
  const kinds = items.map(({ proposal }) => proposal?.kind);
  for (const kind of ["exact", "partial", "none"]) expect(kinds).toContain(kind);
});

it("has public bodies that keep small companies waiting, for the regulator to look into", async () => {
  const officer = { ...(await demoActor(test, "officer")), regionPrefixes: ["33"] };
  const { items, totals } = valueOf(await listLatePayments(as(officer), everything));
  expect(totals.overdueCount).toBeGreaterThan(0);
  expect(items.every(({ law, daysLate }) => law === "public_body" && daysLate > 0)).toBe(true);
});

it("has books that agree with themselves, and differences only where nobody has judged", async () => {
  const found = await reconcileMoney(as(systemActor("test")));
  expect(found.appeared).toBeLessThanOrEqual(4);
  const adrift = eq(reconciliationDifference.source, "ledger");
  expect(await test.db.select().from(reconciliationDifference).where(adrift)).toEqual([]);
  const owing = await test.db.execute<{ n: number }>(sql`
    select count(*)::int as n from account_balance b where b.purpose = 'payable' and b.balance <>
      -coalesce((select sum(c.amount - c.paid) from charge c where c.payer_id = b.organization_id
        and c.state in ('open', 'partly_paid')), 0)`);
  expect(owing[0]?.n).toBe(0);
});

it("sums up income by instrument, class and month to the fen", async () => {
  const year = new Date().getFullYear();
  const lines = valueOf(await readIncome(as(provider), { from: `${year - 1}-01-01`, to: `${year}-12-31` }));
  const [sum] = await test.db
    .select({ fen: sql<string>`coalesce(sum(${charge.paid} - ${charge.refunded}), 0)` })
    .from(charge)
    .where(eq(charge.payeeId, provider.organization?.id ?? ""));
  expect(totalOf(lines)).toBe(Number(sum?.fen));
  expect(lines.filter(({ facility }) => facility !== null).length).toBeGreaterThan(5);
  expect(groupBy(lines, ({ userClass }) => userClass ?? "none").length).toBeGreaterThan(1);
  const csv = incomeCsv(lines, { t: translatorFor("en").t, locale: "en" });
  expect(csv.split("\r\n")).toHaveLength(lines.length + 2);
  expect(
    problemOf(await readIncome(as({ ...sme, roles: ["member"] }), { from: "2026-01-01", to: "2026-12-31" }))
      .code,
  ).toBe("forbidden");
});

it("invoices what was paid once: two requests at once get one, a negative invoice frees it again", async () => {
  const own = ({ payeeId }: { payeeId: string }) => payeeId === provider.organization?.id;
  const first = (await listToInvoice(as(sme))).find(own);
  if (!first) throw new Error("nothing to invoice in the demonstration market");
  const wanted = requestInput.parse({
    ...{ charges: [first.chargeId], kind: "special", title: sme.organization?.nameZh },
    taxNumber: sme.organization?.uscc,
  });
  expect(requestInput.safeParse({ ...wanted, taxNumber: "913301000000000171" }).success).toBe(false);
  const both = await Promise.all([requestInvoice(as(sme), wanted), requestInvoice(as(sme), wanted)]);
  const made = both.flatMap((result) => (result.ok ? [result.value] : []));
  expect(made).toHaveLength(1);
  for (const result of both) if (!result.ok) expect(result.problem.code).toBe("nothing_to_invoice");
  const id = made[0]?.id ?? "";
  expect(made[0]?.amount).toBe(first.amount);
  expect(problemOf(await requestInvoice(as(provider), wanted)).code).toBe("forbidden");

  const number = "26330000000000000001";
  const issuing = issueInput.parse({ number, issuedOn: "2026-01-05" });
  expect(issueInput.safeParse({ number: "12345678", issuedOn: "2026-01-05" }).success).toBe(false);
  expect(problemOf(await issueInvoice(as(sme), id, issuing)).code).toBe("forbidden");
  expect(valueOf(await issueInvoice(as(provider), id, issuing))).toMatchObject({ state: "issued", number });
  expect(problemOf(await withdrawInvoice(as(sme), id)).code).toBe("not_allowed_now");
  expect((await listToInvoice(as(sme))).some(({ chargeId }) => chargeId === first.chargeId)).toBe(false);

  const [other] = await test.db.select().from(invoice).where(eq(invoice.state, "requested"));
  expect(problemOf(await issueInvoice(as(provider), other?.id ?? "", issuing)).code).toBe(
    "invoice_number_used",
  );
  const red = voidInput.parse({ redNumber: "26330000000000000002", reason: "抬头有误" });
  expect(valueOf(await voidInvoice(as(provider), id, red)).state).toBe("voided");
  expect((await listToInvoice(as(sme))).some(({ chargeId }) => chargeId === first.chargeId)).toBe(true);
  const listed = await listInvoices(as(provider), { side: "issued", limit: 50 });
  expect(listed.items.map(({ row }) => row.id)).toContain(id);
});
