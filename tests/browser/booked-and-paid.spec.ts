import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read, utils } from "@e965/xlsx";
import { and, eq } from "drizzle-orm";
import { spacedReference } from "#db/payment-reference.ts";
import { charge, refund } from "#db/schema/money.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import { clockEnvironment, setOffset } from "../support/clock-file.ts";
import type { TestDatabase } from "../support/database.ts";
import { chineseDesk, type Hand, handOf, manners } from "../support/hand.ts";
import { ownFacility } from "../support/own-facility.ts";
import { startServer } from "../support/server.ts";

test.setTimeout(180_000);
test.use({ actionTimeout: 20_000 });

const dayMs = 86_400_000;
/** Days after which every half year has ended in which something is done today. */
const halfYear = 190;
const shanghaiDay = (days: number): string =>
  new Date(Date.now() + days * dayMs + 8 * 3_600_000).toISOString().slice(0, 10);

/** Books two hours at two in the afternoon, so many days from now. Returns the booking's id. */
async function book(hand: Hand, facilityId: string, days: number, voucher?: RegExp): Promise<string> {
  const { page, main, say } = hand;
  const day = shanghaiDay(days);
  const [start, end] = [`${day}T14:00:00%2B08:00`, `${day}T16:00:00%2B08:00`];
  await hand.open(new URL(`/facilities/${facilityId}/book?start=${start}&end=${end}`, page.url()).href);
  await hand.write(main.getByRole("textbox", { name: say("booking:book.purpose") }), "涂层断口形貌观察");
  if (voucher) {
    await expectAccessible(page);
    await hand.tick(main.getByRole("radio", { name: voucher }));
  }
  await hand.press(main.getByRole("button", { name: say("booking:book.submitInstant"), exact: true }));
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  return /bookings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

interface Receipt {
  yuan: string;
  reference: string;
  serial: string;
}

/** The payee's bank says that so many yuan came for a reference, and the payee confirms what fits. */
async function importStatement(hand: Hand, { yuan, reference, serial }: Receipt): Promise<void> {
  const { page, main, say } = hand;
  const lines = [
    "交易日期,贷方发生额,借方发生额,对方户名,附言,交易流水号",
    `${shanghaiDay(0)},${yuan},,之江研池新材料有限公司,机时费 ${reference},${serial}`,
  ];
  await hand.open(new URL("/organization/statements", page.url()).href);
  await hand.upload(main.locator("input[type=file]"), {
    ...{ name: `${serial}.csv`, mimeType: "text/csv" },
    buffer: Buffer.from(lines.join("\n")),
  });
  await hand.press(main.getByRole("button", { name: say("billing:statements.submit"), exact: true }));
  await page.waitForURL(/statements\/[0-9a-f-]{36}/);
  await expect(main).toContainText(say("billing:statements.kind.exact"));
  await expectAccessible(page);
  await hand.press(main.getByRole("button", { name: say("billing:statements.confirmMany") }));
  await expect(page.getByRole("status")).toContainText("1");
}

/** Presses the button of an act that is unfolded first. */
async function act(hand: Hand, words: string): Promise<void> {
  const unfolded = await hand.unfold(words);
  await hand.press(unfolded.getByRole("button", { name: words, exact: true }));
}

const chargeOf = async ({ db }: TestDatabase, causeId: string, purpose = "use") => {
  const [row] = await db
    .select()
    .from(charge)
    .where(and(eq(charge.causeId, causeId), eq(charge.purpose, purpose)));
  if (!row) throw new Error(`nothing is charged for ${causeId}`);
  return row;
};

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a booking is paid ahead by bank transfer, confirmed from the bank's statement, cancelled and refunded", async ({
      page,
      signIn,
      market: { database, server },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const { locale } = manner.look;
      const told = page.getByRole("status");
      const facilityId = await ownFacility(database, {
        rules: { prepay: true, payWithinMinutes: 1_440, cancelCutoffMinutes: 60 },
      });
      await signIn("sme");
      await page.goto(server.url);
      const id = await book(hand, facilityId, 2);
      const owed = await chargeOf(database, id);

      // The payer reads the notice with its reference and says that the money is on its way.
      await expect(main).toContainText("¥600.00");
      await expect(main.getByRole("button", { name: say("booking:act.confirm"), exact: true })).toHaveCount(
        0,
      );
      await hand.press(main.getByRole("link", { name: say("booking:detail.pay") }));
      await hand.press(main.getByRole("link", { name: say("charges:payByTransfer") }));
      await expect(main).toContainText("陆佰元整");
      await expect(main).toContainText(spacedReference(owed.reference));
      await expectAccessible(page);
      await act(hand, say("billing:act.declare"));
      await expect(told).toContainText(say("billing:done.declare"));

      // The payee confirms it from its bank's statement; only then is there a booking.
      await signIn("provider");
      await importStatement(hand, {
        ...{ yuan: "600.00", reference: owed.reference },
        serial: `E2E-IN-${locale}`,
      });
      await signIn("sme");
      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText(say("booking:state.confirmed"));
      await act(hand, say("booking:act.cancel"));
      await expect(told.first()).toContainText(say("booking:done.cancel"));

      // What was paid is owed back until the payee says that its bank has sent it, once.
      await signIn("provider");
      await hand.open("/organization/receivables");
      await expect(main).toContainText(say("billing:toSend.title"));
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name: owed.reference }));
      await expect(main).toContainText(say("charges:refundState.approved"));
      const sending = await hand.unfold(say("charges:act.sent"));
      const number = sending.getByRole("textbox", { name: say("charges:act.bankReference") });
      await hand.press(sending.getByRole("button", { name: say("charges:act.sent") }));
      await expect(number).toHaveAttribute("aria-invalid", "true");
      await hand.write(number, `E2E-OUT-${locale}`);
      await hand.press(sending.getByRole("button", { name: say("charges:act.sent") }));
      await expect(told).toContainText(say("charges:done.sent"));
      await expectAccessible(page);
      expect(await database.db.select().from(refund).where(eq(refund.chargeId, owed.id))).toMatchObject([
        { amount: 60_000, state: "settled", externalId: `E2E-OUT-${locale}`, method: "transfer" },
      ]);
      await signIn("sme");
      await hand.open(`/organization/charges/${owed.id}`);
      await expect(main).toContainText(say("charges:state.refunded"));
    });
  });
}

test("a voucher pays half of a booking after its use, the company the rest, and the use is settled", async ({
  page,
  signIn,
  market: { database },
}) => {
  const clock = join(mkdtempSync(join(tmpdir(), "kexiang-clock-")), "offset");
  setOffset(clock, 0);
  const server = await startServer(database.url, { env: clockEnvironment(clock) });
  const at = (path: string) => server.url + path;
  const hand = await handOf(page, chineseDesk);
  const { main } = hand;
  const facilityId = await ownFacility(database);

  // What it covers and what is left is said before anything is booked.
  await signIn("sme");
  await page.goto(server.url);
  const id = await book(hand, facilityId, 1, /全省科研仪器共享创新券：抵扣 ¥300\.00/);
  await expect(main).toContainText("企业自付 ¥300.00");

  // The use is over: its record charges it, and the voucher has paid its half.
  setOffset(clock, 2 * dayMs);
  await signIn("provider");
  await hand.open(at(`/bookings/${id}`));
  const recording = await hand.unfold("更正为已使用");
  await recording.getByRole("textbox", { name: /理由/ }).fill("已到场使用，忘记签到");
  await recording.getByRole("button", { name: "更正为已使用" }).click();
  await page.waitForURL(/done=/);
  const owed = await chargeOf(database, id);
  expect(owed).toMatchObject({ amount: 60_000, paid: 30_000, state: "partly_paid" });

  // The company pays the rest by transfer.
  await importStatement(hand, { yuan: "300.00", reference: owed.reference, serial: "E2E-IN-2" });
  await signIn("sme");
  await hand.open(at(`/organization/charges/${owed.id}`));
  await expect(main).toContainText("已付清");
  await expect(main.getByRole("row", { name: /创新券.*¥300\.00/ })).toBeVisible();
  await expectAccessible(page);

  // The provider names its invoice; the officer sees the use among what is to be settled, and exports it.
  await signIn("provider");
  await hand.open(at("/organization/voucher-claims"));
  const use = main.getByRole("row").filter({ has: page.locator(`a[href="/bookings/${id}"]`) });
  await use.locator("summary").click();
  await use.getByRole("textbox", { name: "发票号码" }).fill("26337000000000000077");
  await use.getByRole("button", { name: "填写发票" }).click();
  await page.waitForURL(/done=invoice/);
  await hydrated(page);
  await expect(use).toContainText("26337000000000000077");
  await expectAccessible(page);

  // The half year is over: an officer settles it and takes the list along.
  setOffset(clock, halfYear * dayMs);
  await signIn("officer", new Date(Date.now() + halfYear * dayMs));
  await hand.open(at("/oversight/vouchers/settlements"));
  await expectAccessible(page);
  const due = main
    .getByRole("table", { name: "待结算" })
    .getByRole("row", { name: /钱塘.*全省科研仪器共享创新券/ });
  await due
    .last()
    .getByRole("button", { name: /提请拨付/ })
    .click();
  await page.waitForURL(/done=submit/);
  const list = await page.request.get(at("/oversight/vouchers/settlements.xlsx"));
  expect(list.headers()["content-type"]).toContain("spreadsheetml");
  const workbook = read(await list.body());
  const uses = JSON.stringify(Object.values(workbook.Sheets).map((sheet) => utils.sheet_to_json(sheet)));
  expect(uses).toContain("26337000000000000077");
  await server.stop();
});
