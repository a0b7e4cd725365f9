import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedEdits, editDistance, swaps } from "#search/language/edits.ts";
import {
  codesInTitle,
  codesOfModel,
  ipcPrefixes,
  isPatentNumber,
  numberForms,
  quantitiesIn,
} from "#search/language/codes.ts";
import { fold, foldWithMap } from "#search/language/normalise.ts";
import { shortNames } from "#search/language/organisations.ts";
import { syllablesOf } from "#search/language/pinyin.ts";
import { atomsOf, phraseOfText, tokenize } from "#search/language/tokens.ts";

const texts = (text: string): string[] => tokenize(fold(text)).map((token) => token.text);

/** Any UTF-16 unit, halves of pairs too. */
const anything = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe("fold", () => {
  it.each([
    ["掃描電鏡", "扫描电镜"],
    ["ＳＥＭ", "sem"],
    ["JEM-2100F", "jem-2100f"],
    ["Å café", "a cafe"],
    ["㎡", "m2"],
    ["核磁共振波譜儀", "核磁共振波谱仪"],
  ])("%s is %s", (from, to) => {
    expect(fold(from)).toBe(to);
  });

  it("is the same whether places are kept or not, and every place leads back into the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const { folded, origin } = foldWithMap(text);
        expect(folded).toBe(fold(text));
        expect(origin).toHaveLength(folded.length + 1);
        expect(origin.at(-1)).toBe(text.length);
        expect(origin).toEqual([...origin].sort((a, b) => a - b));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."扫描電鏡JEM-2100Fé㎡ ΑΩß"), maxLength: 40 }),
        (text) => {
          expect(fold(fold(text))).toBe(fold(text));
        },
      ),
    );
  });
});

describe("tokenize", () => {
  it("gives pairs of Chinese characters and the last one alone, Latin words whole", () => {
    expect(texts("扫描电镜 SEM")).toEqual(["扫描", "描电", "电镜", "镜", "sem"]);
    expect(texts("X射线")).toEqual(["x", "射线", "线"]);
    expect(texts("JEM-2100F")).toEqual(["jem", "2100f"]);
  });

  it("never throws, and every token is where it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: anything, maxLength: 200 }), (text) => {
        const folded = fold(text);
        const tokens = tokenize(folded);
        expect(
          tokens.every(({ text: token, start, end }) => folded.slice(start, end).startsWith(token)),
        ).toBe(true);
        expect(isDeepStrictEqual(tokenize(folded), tokens)).toBe(true);
      }),
    );
  });

  it("finds as a phrase every piece of a text in the text's own tokens", () => {
    const pieces = fc.array(fc.constantFrom(..."扫描电子显微镜质谱x射线7 -"), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, fc.nat(11), fc.nat(11), (characters, a, b) => {
        const atoms = atomsOf(characters.join(""));
        const from = Math.min(a, b, atoms.length);
        const piece = atoms.slice(from, Math.max(a, b));
        const whole = tokenize(characters.join("")).map((token) => token.text);
        const text = characters.join("").slice(piece[0]?.start, piece.at(-1)?.end);
        const wanted = phraseOfText(text);
        const found = whole.some((_, i) =>
          wanted.every(({ text: one, prefix }, k) =>
            prefix ? whole[i + k]?.startsWith(one) : whole[i + k] === one,
          ),
        );
        expect(piece.length === 0 || found).toBe(true);
      }),
    );
  });
});

describe("codes", () => {
  it("writes models together, with every tail", () => {
    expect(codesOfModel("jem-2100f")).toContain("jem2100f");
    expect(codesOfModel("tecnai g2 f20")).toEqual(expect.arrayContaining(["tecnaig2f20", "g2f20", "f20"]));
    expect(codesInTitle("布鲁克 d8 advance 衍射仪")).toContain("d8advance");
  });

  it.each(["600 mhz 核磁", "600mhz核磁", "600兆核磁", "600 兆赫 核磁", "600m核磁"])(
    "knows the frequency in %s",
    (text) => {
      expect(quantitiesIn(text).map(({ code }) => code)).toEqual(["600mhz"]);
    },
  );

  it("keeps decimals apart from whole numbers", () => {
    expect(quantitiesIn("1.5 ghz").map(({ code }) => code)).toEqual(["1_5ghz"]);
  });

  it("knows the ways to write a patent number", () => {
    expect(numberForms("zl201710601862.3")).toEqual(["zl2017106018623", "2017106018623", "201710601862"]);
    expect(numberForms("cn104936489b")).toEqual(["cn104936489b", "cn104936489", "104936489"]);
    expect(isPatentNumber("zl202119750484.6")).toBe(true);
    expect(isPatentNumber("cn 104936489 b")).toBe(false);
    expect(isPatentNumber("jem-2100f")).toBe(false);
  });

  it("gives every beginning of an IPC symbol", () => {
    expect(ipcPrefixes("H01M 10/0525")).toEqual(
      expect.arrayContaining(["h", "h01", "h01m", "h01m10", "h01m100525"]),
    );
  });
});

describe("edits", () => {
  it.each([
    ["lithuim", "lithium", 1],
    ["spectometer", "spectrometer", 1],
    ["graphen", "graphene", 1],
    ["rheometter", "rheometer", 1],
    ["jsm", "jem", 1],
    ["abc", "xyz", 3],
  ])("%s → %s takes %i", (from, to, edits) => {
    expect(editDistance(from, to, 2)).toBe(edits);
  });

  it("allows none in numbers and short words", () => {
    expect(["2100", "sem", "jem2100f", "spectrom", "chromatograph"].map(allowedEdits)).toEqual([
      0, 0, 0, 1, 2,
    ]);
  });

  it("is symmetric and zero only for equals", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 2)).toBe(editDistance(b, a, 2));
        expect(editDistance(a, b, 2) === 0).toBe(a === b);
      }),
    );
  });

  it("swaps neighbours", () => {
    expect(swaps("abc")).toEqual(["bac", "acb"]);
  });
});

describe("names", () => {
  it.each([
    ["浙江大学", "浙大"],
    ["中国科学技术大学", "中科大"],
    ["中国科学院大连化学物理研究所", "大连化物所"],
    ["哈尔滨工业大学", "哈工大"],
    ["比亚迪股份有限公司", "比亚迪"],
  ])("%s is also %s", (name, short) => {
    expect(shortNames(name)).toContain(short);
  });

  it("reads Chinese aloud", () => {
    expect(syllablesOf("扫描电镜")?.join("")).toBe("saomiaodianjing");
    expect(syllablesOf("SEM")).toBeUndefined();
  });
});
