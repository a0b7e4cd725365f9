import { describe, expect, it } from "vitest";
import { readMoment, timesOf } from "#app/domain/booking/bundle/part-times.ts";
import { atOneTime, readTogether, togetherPath, withPart } from "#app/domain/booking/bundle/wanted-parts.ts";

const zone = "Asia/Shanghai";
const part = (facilityId: string, from = "", to = "") => ({ facilityId, from, to, way: "", item: "" });
const asked = {
  ...{ start: "2026-12-01T06:00:00.000Z", end: "2026-12-01T08:00:00.000Z", group: "" },
  parts: [part("a"), part("b", "2026-12-02 09:00", "2026-12-02 10:00")],
};
const readBack = (path: string) => readTogether(new URLSearchParams(path.split("?")[1]));

describe("several facilities in an address", () => {
  it("are read as they were written, each with its own time and way", () => {
    const parts = [part("a"), { ...part("b", "2026-12-02 09:00", ""), way: "assisted", item: "机时" }];
    expect(readBack(togetherPath({ ...asked, parts }))).toEqual({ ...asked, parts });
  });

  it("are five at most, the one that is added among them", () => {
    const query = new URLSearchParams(["a", "b", "c", "d", "e"].map((id) => ["id", id]));
    query.set("add", "f");
    expect(
      readTogether(query)
        .parts.map(({ facilityId }) => facilityId)
        .join(""),
    ).toBe("abcde");
  });

  it("lose one, or get one time for all", () => {
    expect(withPart(asked, 0, null).parts).toEqual([asked.parts[1]]);
    expect(atOneTime(asked, "x", "y")).toEqual({
      ...asked,
      start: "x",
      end: "y",
      parts: [part("a"), part("b")],
    });
  });
});

describe("the time of a part", () => {
  it("is the common one unless it has its own, written locally or exactly", () => {
    const [first = part(""), second = part("")] = asked.parts;
    expect(timesOf(asked, first, zone)?.start.toISOString()).toBe(asked.start);
    expect(timesOf(asked, second, zone)?.start.toISOString()).toBe("2026-12-02T01:00:00.000Z");
  });

  it("is none where it makes no sense", () => {
    expect(timesOf(asked, part("a", "", "2026-11-01 09:00"), zone)).toBeUndefined();
    expect(timesOf({ start: "", end: "" }, part("a"), zone)).toBeUndefined();
    expect(readMoment("morgen", zone)).toBeUndefined();
    expect(readMoment("9999-01-01 09:00", zone)).toBeUndefined();
  });
});
