import fc from "fast-check";
import type { FacilityRecord } from "#app/domain/catalog/imports/record.ts";
import { visibleText } from "#app/runtime/visible-text.ts";
import {
  carriers,
  fundingSources,
  instrumentSources,
  instrumentTypes,
  runStates,
  serviceWays,
} from "#db/schema/vocabulary.ts";
import { fields } from "#db/seed/reference/fields.ts";
import { regions } from "#db/seed/reference/regions.ts";

const pieces = [
  "=",
  "'",
  "+",
  "-",
  "@",
  "\t",
  "\n",
  '"',
  ",",
  "，",
  ";",
  "；",
  "、",
  "\\",
  "甲",
  "电镜",
  "𠮷",
  "a",
  "1",
  " ",
  "（",
  ")",
  "#N/A",
];

/** Texts as nasty as the catalogue takes them: visible, trimmed, at most `max` characters, no control characters. */
function text(max: number, min = 0): fc.Arbitrary<string> {
  const nasty = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
  return fc
    .oneof(nasty, fc.string({ unit: "grapheme", maxLength: 20 }))
    .map((value) =>
      visibleText(value)
        .replace(/[\p{Cc}\uFEFF]/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : ""))
        .trim()
        .slice(0, max)
        .toWellFormed()
        .trim(),
    )
    .filter((value) => value.length >= min && !/^#[A-Z/0!?]+$/.test(value));
}

const someOf = <T>(values: readonly T[], minLength = 0, maxLength = values.length) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength });

const day = fc
  .integer({ min: 0, max: 80_000 })
  .map((days) => new Date(Date.UTC(1950, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const address = fc.webUrl().filter((url) => url.length <= 200);

/** Any facility that the catalogue could hold. */
export const facilityRecords: fc.Arbitrary<FacilityRecord> = fc.record({
  titleZh: text(120, 1),
  titleEn: text(120),
  summaryZh: text(1000),
  summaryEn: text(1000),
  regionCode: fc.constantFrom(...regions.map(({ code }) => code)),
  fieldCodes: someOf(
    fields.map(({ code }) => code),
    0,
    4,
  ),
  keywords: fc.uniqueArray(text(30, 1), { maxLength: 5 }),
  innerId: text(60, 1),
  classCode: fc.constantFrom("010203", "990000", "150000"),
  carrier: fc.constantFrom(...carriers),
  carrierName: text(120),
  department: text(120),
  source: fc.constantFrom(...instrumentSources),
  instrumentType: fc.constantFrom(...instrumentTypes),
  runState: fc.constantFrom(...runStates),
  maker: text(120),
  model: text(120),
  nation: text(60),
  worth: maybe(fc.nat(1_000_000_000_000)),
  fundingSources: someOf(fundingSources),
  commissionedOn: maybe(day),
  decommissionedOn: maybe(day),
  technical: text(500),
  functions: text(300),
  serviceContent: text(200),
  requirement: text(500),
  feeNote: text(500),
  serviceWays: someOf(serviceWays),
  accreditation: fc
    .uniqueArray(
      text(60, 1).filter((value) => !/^cma|^cnas/i.test(value)),
      { maxLength: 4 },
    )
    .map((list) =>
      [...new Set(list.map((one) => one.normalize("NFKC").trim().replace(/\s+/g, " ")))].filter(Boolean),
    ),
  yearHours: maybe(fc.nat(8784)),
  yearSharedHours: maybe(fc.nat(8784)),
  serviceUrl: fc.oneof(fc.constant(""), address),
  customsSupervised: fc.constant(false),
  customsDeclarationNo: fc.constantFrom(null, "123456789012345678"),
  customsItemNo: fc.constantFrom(null, "01"),
  customsReleasedOn: maybe(day),
  customsFormName: maybe(text(120)),
  street: text(120),
  building: text(120),
  latitude: maybe(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: maybe(fc.double({ min: -180, max: 180, noNaN: true })),
  timezone: fc.constantFrom("Asia/Shanghai", "Europe/London"),
  contactName: text(60),
  contactPhone: text(60),
  contactEmail: fc.constantFrom("", "lab@example.edu.cn"),
  postalCode: fc.constantFrom("", "310058"),
  interchange: fc.record(
    {
      "uniquip.type": fc.constantFrom("equipment", "facility"),
      "uniquip.location": text(60),
      "uniquip.contact_url": address,
      "uniquip.service_level": text(200),
      "nrii.code": text(40),
      "nrii.image": text(40),
    },
    { requiredKeys: [] },
  ),
});
