import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDue, lookBackMs, newSince, shortestPauseMs, toldForMs } from "#app/domain/search/saved/policy.ts";
import { inputOfSaved, savedQuery } from "#app/domain/search/saved/query.ts";
import { atomXml } from "#app/integrations/atom.ts";
import { XMLParser, XMLValidator } from "fast-xml-parser";

const at = (text: string) => new Date(text);
const hour = 3_600_000;

describe("what is new", () => {
  it("begins when the search was saved, later as far back as what was told is remembered", () => {
    const createdAt = at("2026-01-10T00:00:00Z");
    expect(newSince({ createdAt, checkedAt: createdAt })).toEqual(at("2026-01-09T23:00:00Z"));
    const checkedAt = at("2026-11-24T00:00:00Z");
    expect(newSince({ createdAt, checkedAt })).toEqual(new Date(checkedAt.getTime() - lookBackMs));
    // Even a weekly search that was last looked through a week ago looks back to nothing that is forgotten.
    expect(lookBackMs + 7 * 24 * hour).toBeLessThan(toldForMs);
  });
});

describe("when an alert is due", () => {
  const search = (cadence: "at_once" | "daily" | "weekly" | "none", checked: string) => ({
    cadence,
    checkedAt: at(checked),
  });

  it.each([
    // Eight in Shanghai is midnight UTC; 2026-11-23 is a Monday.
    ["daily", "2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z", true],
    ["daily", "2026-11-24T00:00:00Z", "2026-11-24T23:59:59Z", false],
    ["daily", "2026-11-24T00:00:01Z", "2026-11-25T00:00:00Z", true],
    ["weekly", "2026-11-22T23:59:59Z", "2026-11-23T00:00:00Z", true],
    ["weekly", "2026-11-23T00:00:00Z", "2026-11-29T23:59:59Z", false],
    ["weekly", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", true],
    ["weekly", "2026-11-22T10:00:00Z", "2026-11-22T23:00:00Z", false],
    ["none", "2020-01-01T00:00:00Z", "2026-11-30T00:00:00Z", false],
  ] as const)("%s, looked through at %s, at %s: %s", (cadence, checked, now, due) => {
    expect(isDue(search(cadence, checked), null, at(now))).toBe(due);
  });

  it("at once, but an hour after the person's last mail", () => {
    const now = at("2026-11-24T10:00:00Z");
    const one = search("at_once", "2026-11-24T09:59:00Z");
    expect(isDue(one, null, now)).toBe(true);
    expect(isDue(one, new Date(now.getTime() - shortestPauseMs), now)).toBe(true);
    expect(isDue(one, new Date(now.getTime() - shortestPauseMs + 1), now)).toBe(false);
  });

  it("exactly once between two mail times, however often it is asked", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("daily" as const, "weekly" as const),
        fc.array(fc.integer({ min: 1, max: 20 * hour }), { minLength: 30, maxLength: 60 }),
        (cadence, steps) => {
          let now = at("2026-11-24T10:00:00Z").getTime();
          let checkedAt = new Date(now);
          let last: string | undefined;
          for (const step of steps) {
            now += step;
            if (!isDue({ cadence, checkedAt }, null, new Date(now))) continue;
            checkedAt = new Date(now);
            // The day, or the week from Monday, that the mail belongs to, both counted from eight.
            const days = Math.floor(now / (24 * hour));
            const period = String(cadence === "daily" ? days : Math.floor((days + 3) / 7));
            expect(period).not.toBe(last);
            last = period;
          }
        },
      ),
    );
  });
});

describe("a saved query", () => {
  it("is the same for every order and spelling of the address, and means the same search", () => {
    const pairs = fc.array(
      fc.tuple(
        fc.constantFrom("q", "kind", "region", "trl", "page", "view", "sort", "lang", "x"),
        fc.constantFrom("SEM", "facility", "demand", "3301", "33", "4", " ", "table", "price"),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pairs, (list) => {
        const query = savedQuery(new URLSearchParams(list));
        expect(savedQuery(new URLSearchParams(query))).toBe(query);
        expect(new URLSearchParams(query).has("page")).toBe(false);
        expect(inputOfSaved(query)).toMatchObject({ sort: "newest", page: 1 });
      }),
    );
  });

  it("keeps no day of free time", () => {
    const free = "kind=facility&freeFrom=2026-12-01&freeTo=2026-12-02&freeMinutes=60";
    expect(savedQuery(new URLSearchParams(free))).toBe("kind=facility");
  });
});

describe("a feed", () => {
  it("is well formed whatever it holds, and gives its texts back", () => {
    const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const id = "0190a1b2-0000-7000-8000-000000000000";
        const moment = at("2026-11-24T10:00:00Z");
        const entry = {
          id,
          title: text,
          author: text,
          summary: text,
          category: text,
          link: "https://a.example/",
          published: null,
          updated: moment,
        };
        const feed = { id, title: text, language: "en", self: "s", alternate: "a", updated: moment };
        const xml = atomXml({ ...feed, entries: [entry] });
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(parser.parse(xml).feed.entry.id).toBe(`urn:uuid:${id}`);
      }),
    );
  });
});
