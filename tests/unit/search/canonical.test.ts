import { describe, expect, it } from "vitest";
import { canonicalSearch } from "#app/domain/search/canonical.ts";
import { readPageQuery } from "#app/domain/search/page-query.ts";

const of = (query: string) => canonicalSearch(readPageQuery(new URLSearchParams(query)));

describe("the one address of a search", () => {
  it("is the home page for whoever asks for nothing, whatever language they ask it in", () => {
    expect(of("")).toEqual({ path: "/", index: true });
    expect(of("lang=en")).toEqual({ path: "/", index: true });
  });

  it("does not depend on the order of conditions or on how results are shown", () => {
    const paths = [
      "q=SEM&kind=service&kind=facility&region=33",
      "view=table&region=33&kind=facility&kind=service&sort=price&q=SEM&utm_source=x",
    ];
    expect(new Set(paths.map((query) => of(query).path))).toEqual(
      new Set(["/?kind=facility&kind=service&q=SEM&region=33"]),
    );
  });

  it("names a page that cannot be another's", () => {
    expect(of("kind=facility&page=3").path).toBe("/?kind=facility&page=3");
    expect(of("view=table").path).not.toBe("/");
  });

  it.each([
    "kind=facility",
    "q=SEM",
    "q=SEM&kind=facility",
    "kind=demand&region=3301",
    "field=150",
    "kind=facility&sort=newest",
  ])("%s may be listed", (query) => expect(of(query).index).toBe(true));

  it.each([
    "kind=facility&page=2",
    "kind=facility&kind=service",
    "q=SEM&region=33",
    "kind=facility&region=3301&region=3302",
    "kind=facility&priceYuan=100",
    "trl=3",
    "freeFrom=2026-12-01&freeTo=2026-12-02&freeMinutes=60",
  ])("%s is one of endlessly many", (query) => expect(of(query).index).toBe(false));
});
