import { describe, expect, it } from "vitest";
import { quantitiesOf, within } from "#app/domain/demands/matching/quantities.ts";
import {
  type CandidateFeatures,
  type DemandFeatures,
  matchOf,
  teamScore,
} from "#app/domain/demands/matching/score.ts";
import { holds, suggestKeywords, termsOf } from "#app/domain/demands/matching/terms.ts";
import { Lexicon } from "#search/language/lexicon.ts";

const lexicon = new Lexicon([
  ["聚氯乙烯", "PVC"],
  ["抗冲击", "冲击韧性"],
]);

const demand: DemandFeatures = {
  terms: [
    { text: "聚氯乙烯", names: ["聚氯乙烯", "pvc"], weight: 3 },
    { text: "抗冲击", names: ["抗冲击", "冲击韧性"], weight: 2 },
  ],
  text: "聚氯乙烯 管材 抗冲击 塑料",
  fields: [{ code: "430", zh: "材料科学", en: "Materials science" }],
  regionCode: "330106",
  quantities: quantitiesOf("在 1200 ℃ 下保温"),
  ways: ["licence"],
};

const candidate = (change: Partial<CandidateFeatures> = {}): CandidateFeatures => ({
  ...{ id: "a", kind: "technology", organizationId: "o", head: "pvc 增韧剂", summary: "", body: "冲击韧性" },
  ...{ fieldCodes: ["430"], ipc: ["c08l2706"], regionCode: "330109", quantities: [], grade: "A" },
  ...{ available: false, trl: 8 },
  ...change,
});

describe("a match", () => {
  it("says why in codes: shared terms under any name, field, trade, way, place, standing", () => {
    const match = matchOf(demand, candidate());
    expect(match?.reasons.map(({ code }) => code)).toEqual([
      ...["shared_terms", "field", "industry", "way", "mature", "region_city", "standing"],
    ]);
    expect(match?.reasons[0]?.params).toEqual({ terms: "聚氯乙烯、抗冲击" });
    expect(match?.reasons[2]?.names).toEqual([{ zh: "塑料与橡胶", en: "plastics and rubber" }]);
  });

  it("is none without shared terms, whatever else agrees", () => {
    expect(matchOf(demand, candidate({ head: "水泵", body: "叶轮" }))).toBeUndefined();
  });

  it("is the better, the higher up the terms stand, and never above one", () => {
    const low = matchOf(demand, candidate({ head: "增韧剂", body: "pvc 冲击韧性" }))?.score ?? 0;
    const high = matchOf(demand, candidate({ head: "pvc 抗冲击" }))?.score ?? 0;
    expect(low).toBeLessThan(high);
    expect(high).toBeLessThanOrEqual(1);
  });

  it("of an instrument counts that what is needed lies within its range", () => {
    const furnace = candidate({
      kind: "facility",
      quantities: quantitiesOf("温度范围 室温–1500 ℃, 最高 1500 ℃"),
    });
    const reason = matchOf(demand, furnace)?.reasons.find(({ code }) => code === "parameter");
    expect(reason?.params).toMatchObject({ wanted: "1200 ℃" });
    const cold = candidate({ kind: "facility", quantities: quantitiesOf("−150~600 ℃") });
    expect(matchOf(demand, cold)?.reasons.some(({ code }) => code === "parameter")).toBe(false);
  });

  it("of a team grows with what it has and stays below one", () => {
    expect(teamScore([0.6])).toBe(0.6);
    expect(teamScore([0.6, 0.5])).toBeGreaterThan(0.6);
    expect(teamScore([0.9, 0.9, 0.9, 0.9])).toBeLessThanOrEqual(1);
    expect(teamScore([0.2, 0.6])).toBe(teamScore([0.6, 0.2]));
  });
});

describe("quantities", () => {
  it("are read with their units, as ranges and single values", () => {
    const read = (text: string) => quantitiesOf(text).map(({ dimension, from, to }) => [dimension, from, to]);
    expect(read("−40~150 ℃，载荷 0–100 kN")).toEqual([
      ["temperature", -40, 150],
      ["force", 0, 100_000],
    ]);
    expect(read("最大载荷 100 kN")).toEqual([["force", 0, 100_000]]);
    expect(read("600 MHz")).toEqual([["frequency", 600e6, 600e6]]);
    expect(read("15 N/m 厚 3 mm 120 kg")).toEqual([]);
  });

  it("only lie within ranges of their own kind", () => {
    expect(within(quantitiesOf("50 kN"), quantitiesOf("0–100 kN"))).toBeDefined();
    expect(within(quantitiesOf("50 MPa"), quantitiesOf("0–100 kN"))).toBeUndefined();
    expect(within(quantitiesOf("600 MHz"), quantitiesOf("600 MHz"))).toBeUndefined();
  });
});

describe("the words of a demand", () => {
  it("are terms of the trade first, without what every demand says", () => {
    const terms = termsOf([{ text: "我公司希望提高PVC管材的抗冲击性能", weight: 1 }], lexicon);
    expect(terms.slice(0, 2).map(({ text }) => text)).toEqual(["抗冲击", "pvc"]);
    expect(terms.find(({ text }) => text === "pvc")?.names).toContain("聚氯乙烯");
    expect(terms.map(({ text }) => text)).not.toContain("性能");
  });

  it("give one to five keywords, none inside another", () => {
    const words = suggestKeywords("PVC管材低温抗冲击改性", ["冬天摔裂，抗冲击不够"], lexicon);
    expect(words.length).toBeGreaterThanOrEqual(1);
    expect(words.length).toBeLessThanOrEqual(5);
    expect(words).toContain("抗冲击");
  });

  it("are held as words of their own in Latin letters", () => {
    expect(holds("pvc 管", "pvc")).toBe(true);
    expect(holds("upvc管", "pvc")).toBe(false);
    expect(holds("高抗冲击料", "抗冲击")).toBe(true);
  });
});
