import fc from "fast-check";
import { contractKinds, improvementRules, royaltyBases, royaltyTurns } from "#db/schema/vocabulary.ts";
import {
  feeForms,
  isTransfer,
  licenceForms,
  recordSides,
  rightObjects,
  sublicenceChoices,
} from "#app/domain/contracts/rights.ts";
import {
  disputeWays,
  improvementChoices,
  knowHowChoices,
  type Parties,
  patentChoices,
  subcontractChoices,
  type Terms,
  termsInput,
} from "#app/domain/contracts/terms.ts";

/** Parties of every test of texts. */
export const parties: Parties = {
  client: { nameZh: "杭州甲方有限公司", nameEn: "Hangzhou A Ltd", uscc: "91330100MA2H00000A", address: "" },
  developer: { nameZh: "浙江乙方大学", nameEn: "", uscc: "12330000470000000B", address: "杭州市西湖区 1 号" },
};

const alphabet = [
  ..."甲乙方技术开发合同验收标准里程碑喆堃镕“”，。；：（）《》—…≥≤±×℃μ㎡¥% abcXYZfi0123456789.,;:()/-+=\n",
];

/** Text as people write it: Chinese, Latin, signs, lines. */
const words = (most: number, least = 0) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: least, maxLength: most })
    .map((characters) => characters.join(""));

const line = (most: number, least = 0) => words(most, least).map((text) => text.replaceAll("\n", " "));
const fen = fc.integer({ min: 0, max: 1_000_000_000 });
const day = fc
  .integer({ min: 0, max: 900 })
  .map((n) => new Date(Date.UTC(2026, 11, 1) + n * 86_400_000).toISOString().slice(0, 10));

const days = fc.integer({ min: 1, max: 180 });

const milestone = fc.record({
  title: line(20, 1),
  deliverable: words(60),
  dueOn: day,
  amount: fen,
  standard: words(60),
  method: words(30),
});

const anyRights = fc.record({
  object: fc.constantFrom(...rightObjects),
  name: line(20),
  holder: line(20),
  number: line(20),
  filedOn: fc.oneof(day, fc.constant("")),
  expiresOn: fc.oneof(day, fc.constant("")),
  licence: fc.constantFrom(...licenceForms),
  territory: line(20),
  termMonths: fc.option(fc.integer({ min: 1, max: 600 })),
  manner: words(60),
  sublicence: fc.constantFrom(...sublicenceChoices),
  encumbrances: words(60),
  material: words(60),
  guidance: words(60),
  fee: fc.constantFrom(...feeForms),
  royaltyBasis: fc.option(fc.constantFrom(...royaltyBases)),
  royaltyRate: fc.option(fc.integer({ min: 1, max: 10_000 })),
  ...{ royaltyPerUnit: fc.option(fen.filter((sum) => sum > 0)), royaltyUnit: line(5) },
  ...{ royaltyTurn: fc.option(fc.constantFrom(...royaltyTurns)) },
  ...{ royaltyFrom: fc.oneof(day, fc.constant("")), royaltyUntil: fc.oneof(day, fc.constant("")) },
  ...{ royaltyReportDays: days, royaltyPayDays: days, royaltyAnswerDays: fc.integer({ min: 1, max: 90 }) },
  royaltyLeast: fc.option(fen.filter((sum) => sum > 0)),
  royaltyMost: fc.option(fen.filter((sum) => sum > 0)),
  royaltyBooksYears: fc.integer({ min: 1, max: 10 }),
  accounts: words(60),
  improvements: fc.constantFrom(...improvementRules),
  recordedBy: fc.constantFrom(...recordSides),
});

/** Any terms that the schema takes, complete or not. */
export const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    kind: fc.constantFrom(...contractKinds),
    title: line(30, 1),
    subject: words(120),
    targets: words(80),
    plan: words(80),
    place: line(20),
    clientDuties: words(60),
    amount: fen,
    equipment: fen,
    moneyUse: words(40),
    milestones: fc.array(milestone, { maxLength: 4 }),
    acceptanceDays: fc.option(fc.integer({ min: 1, max: 90 })),
    changeRounds: fc.integer({ min: 1, max: 10 }),
    patent: fc.constantFrom(...patentChoices),
    knowHow: fc.constantFrom(...knowHowChoices),
    improvements: fc.constantFrom(...improvementChoices),
    benefits: words(40),
    confidential: words(60),
    confidentialYears: fc.integer({ min: 0, max: 50 }),
    failureClientPercent: fc.option(fc.integer({ min: 0, max: 100 })),
    failureVerification: words(40),
    delayRate: fc.integer({ min: 0, max: 1000 }),
    damagesCap: fc.integer({ min: 0, max: 100 }),
    breach: words(60),
    subcontracting: fc.constantFrom(...subcontractChoices),
    disputes: fc.constantFrom(...disputeWays),
    arbitration: line(20),
    definitions: fc.array(fc.record({ term: line(10), meaning: words(40) }), { maxLength: 3 }),
    clientContact: line(20),
    developerContact: line(20),
    other: words(80),
    annexes: fc.array(fc.record({ name: line(20, 1), sha256: fc.constant("a".repeat(64)) }), {
      maxLength: 2,
    }),
  })
  .chain((terms) =>
    isTransfer(terms.kind)
      ? anyRights.map((rights) => termsInput.parse({ ...terms, rights }))
      : fc.constant(termsInput.parse(terms)),
  );
