import { createHash } from "node:crypto";
import fc from "fast-check";
import { extractTextItems, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { canonicalText, englishText, hashOf } from "#app/domain/contracts/text/canonical.ts";
import { contractPdf, signatureSheet } from "#app/domain/contracts/text/document.server.ts";
import { isChanged, redline, sideOf } from "#app/domain/contracts/text/redline.ts";
import { plain } from "#app/domain/contracts/plain.ts";
import { emptyTerms, type Terms, termsInput } from "#app/domain/contracts/terms.ts";
import { pdfMargins, unprintable } from "#app/integrations/pdf.server.ts";
import { anyTerms, parties } from "./arbitrary.ts";

/** What of a right is chosen, not written. */
const rightChoices = ["object", "licence", "sublicence", "fee", "royaltyBasis", "improvements", "recordedBy"];

/** All that the parties have written, piece by piece. */
function written(terms: Terms): string[] {
  const { milestones, definitions, annexes, rights, ...rest } = terms;
  const { kind: _, patent, knowHow, improvements, subcontracting, disputes, ...own } = rest;
  const choices: string[] = [patent, knowHow, improvements, subcontracting, disputes];
  const inside = [
    ...milestones.flatMap(({ title, deliverable, standard, method, dueOn }) => [
      title,
      deliverable,
      standard,
      method,
      dueOn,
    ]),
    ...definitions.flatMap(({ term, meaning }) => [term, meaning]),
    ...Object.entries(rights ?? {}).flatMap(([name, value]) =>
      typeof value === "string" && !rightChoices.includes(name) && !name.startsWith("royalty") ? [value] : [],
    ),
    ...annexes.flatMap(({ name, sha256 }) => [name, sha256]),
  ];
  if (terms.disputes !== "arbitration") own.arbitration = "";
  return [...Object.values(own), ...inside].filter(
    (text): text is string => typeof text === "string" && text !== "" && !choices.includes(text),
  );
}

describe("the canonical text", () => {
  it("keeps every word that the parties wrote, in Chinese and in English, in twelve articles", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        for (const text of [canonicalText(terms, parties), englishText(terms, parties)])
          for (const piece of written(terms)) expect(text).toContain(piece);
        expect(
          canonicalText(terms, parties).match(/^第[一二三四五六七八九十]+条　/gm)?.length,
        ).toBeGreaterThanOrEqual(12);
        expect(englishText(terms, parties).match(/^Article \d+ {2}/gm)?.length).toBeGreaterThanOrEqual(12);
      }),
      { numRuns: 200 },
    );
  });

  it("differs as soon as any term that both see differs, and is the same for the same terms in any order of keys", () => {
    const base = emptyTerms({ title: "低温韧性配方", subject: "研究开发高韧性改性配方及工艺" });
    const changes: Partial<Terms>[] = [
      { kind: "service" },
      { title: "别的" },
      { subject: "别的范围别的范围" },
      { targets: "≥67%" },
      { plan: "计划" },
      { place: "杭州" },
      { clientDuties: "样品" },
      { amount: 1 },
      { equipment: 1 },
      { moneyUse: "专款" },
      { acceptanceDays: null },
      { acceptanceDays: 7 },
      { changeRounds: 3 },
      { redoDays: 9 },
      { cureDays: 31 },
      { patent: "client" },
      { knowHow: "client" },
      { improvements: "shared" },
      { benefits: "各半" },
      { confidential: "配方" },
      { failureClientPercent: 50 },
      { failureVerification: "专家" },
      { delayRate: 6 },
      { damagesCap: 30 },
      { breach: "赔偿" },
      { subcontracting: "with_consent" },
      { amendmentDays: 5 },
      { disputes: "court_developer" },
      { clientContact: "张" },
      { developerContact: "李" },
      { other: "其他" },
    ];
    const hashes = changes.map((change) => hashOf(canonicalText({ ...base, ...change }, parties)));
    expect(new Set([hashOf(canonicalText(base, parties)), ...hashes]).size).toBe(changes.length + 1);
    const turned = termsInput.parse(Object.fromEntries(Object.entries(base).toReversed()));
    expect(canonicalText(turned, parties)).toBe(canonicalText(base, parties));
  });

  it("is hashed as everybody else hashes it", () => {
    const text = canonicalText(emptyTerms({ title: "标题" }), parties);
    expect(hashOf(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  });

  it("takes nothing invisible from what is typed or pasted", () => {
    expect(plain("a\u200Bb\u202Ec\r\n\r\n\r\n d\t\u00A0 ")).toBe("abc\n\n d");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => plain(plain(text)) === plain(text)));
  });
});

describe("a redline", () => {
  it("gives both texts back, whatever was edited", () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (one, other) => {
        const [before, after] = [canonicalText(one, parties), canonicalText(other, parties)];
        const lines = redline(before, after);
        expect(sideOf(lines, "before")).toBe(before);
        expect(sideOf(lines, "after")).toBe(after);
        expect(lines.some(isChanged)).toBe(before !== after);
      }),
      { numRuns: 100 },
    );
  });

  it("marks words, not lines", () => {
    const [line] = redline("验收期限为 14 日。", "验收期限为 10 日。");
    expect(line?.pieces.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "removed", text: "14" },
      { kind: "added", text: "10" },
    ]);
  });
});

/** What stands in the body of a PDF before the sheet of signatures, without the foot of its pages, without spaces. */
async function bodyOf(pdf: Uint8Array): Promise<string> {
  const { items } = await extractTextItems(await getDocumentProxy(pdf));
  const body = items.map((page) =>
    page
      .filter(({ y }) => y > pdfMargins.foot)
      .map(({ str }) => str)
      .join(""),
  );
  const sheet = body.findIndex((page) => page.startsWith(signatureSheet));
  return solid(body.slice(0, sheet).join(""));
}

const solid = (text: string) => text.replace(/\s/gu, "");

describe("the PDF", () => {
  it("says what the canonical text says, no more and no less", async () => {
    await fc.assert(
      fc.asyncProperty(anyTerms, async (terms) => {
        const canonical = canonicalText(terms, parties);
        const sha256 = hashOf(canonical);
        const at = new Date("2026-11-26T08:00:00Z");
        const signature = { party: parties.client.nameZh, signer: "赵敏", at, sha256 };
        const pdf = await contractPdf({ title: terms.title, canonical, sha256, at, signatures: [signature] });
        expect(await bodyOf(pdf)).toBe(solid(canonical));
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it("can print what Chinese contracts are written with, and says which characters it cannot", () => {
    expect(unprintable("甲方喆堃镕“≥67%”℃μm㎡\n")).toEqual([]);
    expect(unprintable("好😀𠮷好😀")).toEqual(["😀", "𠮷"]);
  });
});
