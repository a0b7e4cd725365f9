import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import { voucher, voucherHold } from "#db/schema/vouchers.ts";
import { bundleInput } from "#app/domain/booking/bundle/inputs.ts";
import { reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { cancelSeries } from "#app/domain/booking/series/change-series.server.ts";
import { seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries, previewSeries } from "#app/domain/booking/series/make-series.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { contextOf, makeFacility, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { ledgerFaults } from "../money/world.ts";
import { company, grantedVoucher, openProgram, regulator } from "./world.ts";

let test: TestDatabase;
let provider: Actor;
let program: string;

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  provider = await makeMember(test.db, ["facility_manager"], "university");
  program = await openProgram(test.db, await regulator(test.db, "officer"));
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  expect(await differences(test.db)).toBe(0);
  await test.close();
});

/** Two hours for 600 yuan in each of four weeks, of which the voucher pays half. */
const weekly = (facilityId: string, voucherId: string) =>
  seriesInput.parse({
    first: {
      ...{ facilityId, voucherId, purpose: "断口形貌观察" },
      ...{ start: "2026-11-24T14:00:00+08:00", end: "2026-11-24T16:00:00+08:00" },
    },
    pattern: { frequency: "weekly", count: 4 },
    conflicts: "refuse",
  });

const holdsOf = (seriesId: string) =>
  test.db
    .select({ amount: voucherHold.amount, state: voucherHold.state })
    .from(booking)
    .innerJoin(voucherHold, eq(voucherHold.causeId, booking.id))
    .where(eq(booking.seriesId, seriesId))
    .orderBy(asc(booking.startsAt));
const purse = async (id: string) => (await test.db.select().from(voucher).where(eq(voucher.id, id)))[0];

it("is paid by a voucher time after time as long as it lasts, the rest without; looking at it takes nothing", async () => {
  const holder = await company(test.db);
  const voucherId = await grantedVoucher(test.db, holder, program, 70_000);
  const facilityId = await makeFacility(test.db, provider);
  const ctx = contextOf(test.db, holder);
  const seen = valueOf(await previewSeries(ctx, weekly(facilityId, voucherId)));
  expect(seen.map(({ problem }) => problem)).toEqual([null, null, null, null]);
  expect(await purse(voucherId)).toMatchObject({ reserved: 0 });
  const { id } = valueOf(await makeSeries(ctx, weekly(facilityId, voucherId)));
  expect((await holdsOf(id)).map(({ amount }) => amount)).toEqual([30_000, 30_000, 10_000]);
  expect(await purse(voucherId)).toMatchObject({ reserved: 70_000 });
  // Cancelled, it all comes back.
  valueOf(await cancelSeries(ctx, id, {}, { reason: "" }));
  expect((await holdsOf(id)).map(({ state }) => state)).toEqual(["released", "released", "released"]);
  expect(await purse(voucherId)).toMatchObject({ reserved: 0, captured: 0 });
});

it("is refused where the voucher pays for none of it, or is somebody else's", async () => {
  const [holder, other] = [await company(test.db), await company(test.db)];
  const voucherId = await grantedVoucher(test.db, holder, program, 30_000);
  const facilityId = await makeFacility(test.db, provider);
  const theirs = await makeSeries(contextOf(test.db, other), weekly(facilityId, voucherId));
  expect(problemOf(theirs).code).toBe("series_conflicts");
  valueOf(await makeSeries(contextOf(test.db, holder), weekly(facilityId, voucherId)));
  const again = await makeFacility(test.db, provider);
  const refused = problemOf(await makeSeries(contextOf(test.db, holder), weekly(again, voucherId)));
  expect(refused).toMatchObject({ code: "series_conflicts", params: { count: 4 } });
  expect(await purse(voucherId)).toMatchObject({ reserved: 30_000 });
});

const pair = (facilities: readonly string[], voucherId: string) =>
  bundleInput.parse({
    bookings: facilities.map((facilityId) => ({
      ...{ facilityId, voucherId, purpose: "断口形貌观察" },
      ...{ start: "2026-11-24T09:00:00+08:00", end: "2026-11-24T11:00:00+08:00" },
    })),
  });

it("pays for several facilities at once, or for none of them where it does not reach", async () => {
  const holder = await company(test.db);
  const voucherId = await grantedVoucher(test.db, holder, program, 30_000);
  const facilities = [await makeFacility(test.db, provider), await makeFacility(test.db, provider)];
  const refused = problemOf(await reserveBundle(contextOf(test.db, holder), pair(facilities, voucherId)));
  expect(refused).toMatchObject({ code: "bundle_refused", params: { count: 1 } });
  expect(await purse(voucherId)).toMatchObject({ reserved: 0 });

  const enough = await grantedVoucher(test.db, holder, program, 60_000);
  const many = await Promise.all(
    [facilities, facilities.toReversed()].map((order) =>
      reserveBundle(contextOf(test.db, holder), pair(order, enough)),
    ),
  );
  expect(many.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(await purse(enough)).toMatchObject({ reserved: 60_000 });
});
