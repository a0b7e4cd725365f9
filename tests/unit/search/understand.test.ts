import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lexicon } from "#search/language/lexicon.ts";
import { excerpt, mark, withoutMarks } from "#search/language/mark.ts";
import { placeGroups } from "#search/language/places.ts";
import { pairsToLookUp, understand } from "#search/language/query.ts";
import type { Vocabulary } from "#search/language/understanding.ts";
import { initialThesaurus } from "#search/language/thesaurus.ts";

const lexicon = new Lexicon(initialThesaurus, placeGroups);

/** An index that holds these words and no others. */
const vocabulary = (...known: string[]): Vocabulary => ({
  frequency: (token) => (known.includes(token) ? 5 : 0),
  similar: () => known,
  begins: (word) => known.some((term) => term.startsWith(word)),
});

const nothing = vocabulary();
const read = (query: string, known = nothing) => understand(query, lexicon, known, true);
const unitTexts = (query: string, known = nothing) => read(query, known).units.map((unit) => unit.text);
const waysOf = (query: string, known = nothing) =>
  read(query, known).units.flatMap((unit) =>
    unit.alternatives.map(({ lexemes }) => lexemes.map(({ text }) => text).join(" ")),
  );

/** Any UTF-16 unit, halves of pairs too. */
const anything = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe("understand", () => {
  it("takes the names of one thing as one", () => {
    for (const name of ["扫描电镜", "SEM", "scanning electron microscope", "扫描电子显微镜"]) {
      expect(waysOf(name)).toEqual(
        expect.arrayContaining(["扫描 描电 电镜", "sem", "scanning electron microscope"]),
      );
    }
  });

  it.each([
    ["saomiao dianjing", "扫描电镜"],
    ["saomiaodianjing", "扫描电镜"],
    ["smdj", "扫描电镜"],
    ["扫瞄电镜", "扫描电镜"],
    ["核磁供振", "核磁共振"],
    ["石墨稀", "石墨烯"],
    ["saomdj", "扫描电镜"],
    ["saomiaodianj", "扫描电镜"],
    ["saomiaodianzixianw", "扫描电子显微"],
    ["sao miao dian zi xian wei jing", "扫描电子显微镜"],
    ["sao3miao2dian4jing4", "扫描电镜"],
    ["sǎomiáo diànjìng", "扫描电镜"],
    ["nidianci", "锂电池"],
    ["xiaozhun", "校准"],
  ])("reads %s as %s", (typed, meant) => {
    expect(read(typed).rewritten).toBe(meant);
  });

  const strange = vocabulary("异丙", "丙醇", "阻隔", "隔膜", "电池", "水质");

  it.each([
    ["yibingchun", "异丙醇"],
    ["yi bing chun", "异丙醇"],
    ["yibin", "异丙"],
    ["yibingch", "异丙"],
    ["zugemo", "阻隔膜"],
    ["阻gemo", "阻隔膜"],
    ["dianchigemo", "电池隔膜"],
    ["水质yibingchun", "水质异丙醇"],
    ["异炳醇", "异丙醇"],
    ["阻隔莫", "阻隔膜"],
  ])("reads %s as %s, which only the index knows", (typed, meant) => {
    expect(understand(typed, new Lexicon([]), strange, true).rewritten).toBe(meant);
  });

  it.each(["banana", "yibing", "yibi ", "gemo ", "异丙烯", "质电", "zzz"])(
    "does not guess at %s",
    (typed) => {
      const known = vocabulary("yibing", "gemometer", "异丙", "丙醇", "水质", "电池");
      expect(understand(typed, new Lexicon([]), known, true).rewritten).toBeUndefined();
    },
  );

  it("asks the index for no pairs where the thesaurus knows the words", () => {
    expect(pairsToLookUp("saomiao dianjing", lexicon, nothing, true)).toEqual([]);
    expect(pairsToLookUp("异炳醇", new Lexicon([]), strange, true)).not.toEqual([]);
  });

  it("leaves words that the index knows as they are", () => {
    expect(read("zhejiang", vocabulary("zhejiang")).rewritten).toBeUndefined();
    expect(read("扫描电镜").rewritten).toBeUndefined();
  });

  it("leaves out what only asks, unless nothing else is there", () => {
    expect(unitTexts("请问哪里可以测重金属")).toEqual(["重金属"]);
    expect(unitTexts("where can I find a rheometer")).toEqual(["rheometer"]);
    expect(unitTexts("哪里")).toEqual(["哪里"]);
  });

  it("hears what kind of thing is meant", () => {
    expect(read("光刻胶 专利")).toMatchObject({ wantedKind: "technology", hints: [[{ text: "专利" }]] });
    expect(unitTexts("光刻胶 专利")).toEqual(["光刻胶"]);
    expect(unitTexts("专利")).toEqual(["专利"]);
  });

  it("takes a quantity as one thing", () => {
    expect(unitTexts("600兆核磁")).toEqual(["600兆", "核磁"]);
    expect(waysOf("600兆核磁")).toContain("#600mhz");
  });

  it("takes a patent number as a number only", () => {
    expect(read("ZL202119750484.6").units.flatMap(({ alternatives }) => alternatives)).toEqual(
      ["zl2021197504846", "2021197504846", "202119750484"].map((text) => ({
        how: "code",
        lexemes: [{ text: `#${text}`, prefix: false }],
      })),
    );
  });

  it("looks for the beginning of an IPC symbol", () => {
    expect(read("H01M").codes).toEqual([{ text: "#h01m", prefix: true }]);
  });

  it("forgives typing errors in unknown words only", () => {
    expect(waysOf("spectometer ", vocabulary("spectrometer"))).toContain("spectrometer");
    expect(waysOf("spectrometer ", vocabulary("spectrometer", "spectrometry"))).not.toContain("spectrometry");
  });

  it("lets the last word be unfinished, but not after a space", () => {
    const prefixes = (query: string) =>
      read(query).units.flatMap(({ alternatives }) => alternatives.filter(({ how }) => how === "prefix"));
    expect(prefixes("raman spectrom")).toHaveLength(1);
    expect(prefixes("raman spectrom ")).toHaveLength(0);
  });

  it("never throws, says the same twice, and takes at most ten words", () => {
    const words = fc.constantFrom(
      "扫描电镜",
      "SEM",
      "'",
      "\\",
      ":*",
      "&|!()",
      "<->",
      "X射线",
      "600兆",
      "的",
      "浙大",
      "lithuim",
      "%",
      "镜",
      "\uD800",
    );
    const query = fc.oneof(
      fc.string({ unit: anything, maxLength: 100 }),
      fc.array(words, { maxLength: 20 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(query, (text) => {
        const once = read(text);
        expect(isDeepStrictEqual(read(text), once)).toBe(true);
        expect(once.units.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});

describe("mark", () => {
  const reasons = [["扫描", "描电", "电镜"], ["sem"], ["镜*"]];

  it("marks what was found in the text's own spelling", () => {
    expect(mark("場發射掃描電鏡（ＳＥＭ）", reasons)).toBe(
      "場發射\uE000掃描電鏡\uE001（\uE000ＳＥＭ\uE001）",
    );
  });

  it("marks one character of a pair alone", () => {
    expect(mark("镜头", reasons)).toBe("\uE000镜\uE001头");
  });

  it("gives the text again without its marks, whatever the text", () => {
    const piece = fc.constantFrom("扫描电镜", "SEM", "<b>", "é", "镜", " ", "𠮷", "\u0301", "ﬁ");
    const text = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((list) => list.join("")),
      fc.string({ unit: anything, maxLength: 80 }),
    );
    fc.assert(
      fc.property(text, (original) => {
        expect(withoutMarks(mark(original, reasons))).toBe(withoutMarks(original));
      }),
    );
  });

  it("cuts around the first mark without cutting a mark", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 20, max: 80 }), (before, after, length) => {
        const marked = mark(`${"甲".repeat(before)}扫描电镜${"乙".repeat(after)}`, reasons);
        const cut = excerpt(marked, length);
        expect(cut).toContain("\uE000扫描电镜\uE001");
        expect(cut.length).toBeLessThanOrEqual(length * 1.5 + 10);
      }),
    );
  });
});

describe("thesaurus", () => {
  it("names nothing twice within a group", () => {
    for (const group of initialThesaurus) expect(new Set(group).size, group.join("|")).toBe(group.length);
  });
});
