import { describe, expect, it } from "vitest";
import { calendarOf } from "#db/seed/build/calendar.ts";
import { biddingRows } from "#db/seed/build/biddings.ts";
import { licenceRows } from "#db/seed/build/licences.ts";
import { technologyRow } from "#db/seed/build/parts.ts";
import { licences } from "#db/seed/deals/licences.ts";
import { technologies } from "#db/seed/technologies/index.ts";
import { dueOn, offerText } from "#app/domain/contracts/licence/text.ts";
import { whyNotOffered } from "#app/domain/contracts/licence/policy.ts";
import { contractRows } from "#db/seed/build/contracts/rows.ts";
import { textsOf } from "#db/seed/build/contracts/texts.ts";
import { organizationId, organizationRows } from "#db/seed/build/identity.ts";
import { contracts } from "#db/seed/contracts/index.ts";
import { canonicalText, englishText, hashOf } from "#app/domain/contracts/text/canonical.ts";
import { findings } from "#app/domain/contracts/policy.ts";
import { rightsOf } from "#app/domain/contracts/rights.ts";
import { periodsOf, royaltyOf } from "#app/domain/contracts/royalties/policy.ts";
import { termsInput } from "#app/domain/contracts/terms.ts";
import { unprintable } from "#app/integrations/pdf.server.ts";

const calendar = calendarOf(new Date("2026-11-24T04:20:00Z"));
const organizations = organizationRows(calendar);

function namesOf(key: string) {
  const found = organizations.find(({ id }) => id === organizationId(key));
  if (!found) throw new Error(key);
  return { nameZh: found.nameZh, nameEn: found.nameEn ?? "", uscc: found.uscc, address: found.address ?? "" };
}

describe("the demonstration contracts", () => {
  it.each(contracts)(
    "$key say what the builder would write of their terms",
    ({ key, client, developer, offer }) => {
      const parties = { client: namesOf(client), developer: namesOf(developer) };
      const texts = textsOf(key, calendar);
      expect(texts).toHaveLength(offer === undefined ? 2 : 1);
      for (const { terms, canonical, english, sha256 } of texts) {
        const read = termsInput.parse(terms);
        expect(canonical).toBe(canonicalText(read, parties));
        expect(english).toBe(englishText(read, parties));
        expect(sha256).toBe(hashOf(canonical));
        expect(unprintable(canonical)).toEqual([]);
        const blockers = findings(read, { excessivePercent: 30, cureDays: 30 }, "2026-01-01").filter(
          ({ weight }) => weight === "blocker",
        );
        expect(blockers).toEqual([]);
      }
    },
  );

  it("are of every kind that a visitor should find, and those of a bidding cost what it was sold for", () => {
    const rows = contractRows(calendar).contracts;
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(["commissioned", "assignment", "licence"]));
    const { standing } = biddingRows(calendar);
    const bought = rows.filter(({ auctionId }) => auctionId);
    expect(bought).toHaveLength(1);
    for (const { auctionId, amount } of bought)
      expect(standing.find(({ id }) => id === auctionId)).toMatchObject({
        state: "sale_concluded",
        price: amount,
      });
  });

  it.each(["2026-11-24", "2026-12-31", "2027-01-01", "2028-02-29", "2027-07-19"])(
    "loaded on %s have a royalty as the contract would plan and reckon it, with a period to report",
    (day) => {
      const loaded = calendarOf(new Date(`${day}T04:20:00Z`));
      const { contracts: rows, periods, reports, texts } = contractRows(loaded);
      const ids = [...new Set(periods.map(({ contractId }) => contractId))];
      expect(ids.length).toBeGreaterThan(0);
      for (const id of ids) {
        const own = periods.filter(({ contractId }) => contractId === id);
        const signed = texts.find(({ id: textId }) => textId === rows.find((row) => row.id === id)?.textId);
        const rights = rightsOf(termsInput.parse(signed?.terms));
        const { royaltyTurn, royaltyFrom, royaltyUntil } = rights;
        const planned = periodsOf(royaltyTurn ?? "year", royaltyFrom, royaltyUntil);
        expect(own.map(({ startsOn, endsOn }) => ({ startsOn, endsOn }))).toEqual(planned);
        for (const one of own.filter(({ state }) => state === "settled")) {
          const { base = null } = reports.find(({ periodId }) => periodId === one.id) ?? expect.fail();
          expect(one.amount).toBe(royaltyOf(rights, one, { base, quantity: null, unitPrice: null }));
          expect(one.stateSince?.getTime()).toBeLessThan(loaded.now.getTime());
        }
        const due = own.filter(({ state, endsOn }) => state !== "settled" && endsOn < day);
        expect([due.length, own.some(({ state }) => state === "settled")]).toEqual([1, true]);
      }
    },
  );

  it("have money that sums to zero and milestones that sum to their contract", () => {
    const rows = contractRows(calendar);
    for (const { legs } of rows.postings) expect(legs.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    for (const { id, amount } of rows.contracts.filter((one) => one.inForceAt))
      expect(
        rows.milestones
          .filter(({ contractId }) => contractId === id)
          .reduce((sum, one) => sum + one.amount, 0),
      ).toBe(amount);
  });
});

describe("the demonstration's standing offers", () => {
  it.each(licences)("$technology says what the builder would write, and can be accepted today", (seed) => {
    const technology = technologies.find(({ key }) => key === seed.technology) ?? expect.fail();
    const row = licenceRows(calendar)[licences.indexOf(seed)] ?? expect.fail();
    const terms = termsInput.parse(row.terms);
    const { canonical, english } = offerText(terms, seed.deliverDays, namesOf(technology.org));
    expect([row.canonical, row.english, row.sha256]).toEqual([canonical, english, hashOf(canonical)]);
    expect(terms.amount).toBe(row.price);
    const {
      ipType,
      legalStatus = "not_applicable",
      applicationNo,
      filedOn,
    } = technologyRow(technology, calendar);
    expect(whyNotOffered(seed.mode, { modes: technology.modes, ipType, legalStatus })).toBeNull();
    expect(terms.rights).toMatchObject({ number: `ZL${applicationNo}`, filedOn });
    const found = findings(dueOn(terms, "2026-12-24"), { excessivePercent: 30, cureDays: 30 }, "2026-11-24");
    expect(found.filter(({ weight }) => weight === "blocker")).toEqual([]);
    expect(row.opensAt.getTime()).toBeLessThan(calendar.now.getTime());
  });
});
