import type { facility, listing } from "#db/schema/catalog.ts";

type Listing = typeof listing.$inferSelect;
type Facility = typeof facility.$inferSelect;

const listingKeys = [
  "titleZh",
  "titleEn",
  "summaryZh",
  "summaryEn",
  "regionCode",
  "fieldCodes",
  "keywords",
] as const;

const facilityKeys = [
  "innerId",
  "classCode",
  "carrier",
  "carrierName",
  "department",
  "source",
  "instrumentType",
  "runState",
  "maker",
  "model",
  "nation",
  "worth",
  "fundingSources",
  "commissionedOn",
  "decommissionedOn",
  "technical",
  "functions",
  "serviceContent",
  "requirement",
  "feeNote",
  "serviceWays",
  "accreditation",
  "yearHours",
  "yearSharedHours",
  "serviceUrl",
  "customsSupervised",
  "customsDeclarationNo",
  "customsItemNo",
  "customsReleasedOn",
  "customsFormName",
  "street",
  "building",
  "latitude",
  "longitude",
  "timezone",
  "contactName",
  "contactPhone",
  "contactEmail",
  "postalCode",
  "interchange",
] as const;

/** Everything of a facility that files carry: what its listing and its own row say, side by side. */
export type FacilityRecord = Pick<Listing, (typeof listingKeys)[number]> &
  Pick<Facility, (typeof facilityKeys)[number]>;

/** Names of the place where a facility stands, as far as a file gives them; `completePlace` makes a code of them. */
export interface PlaceNames {
  province?: string;
  city?: string;
  county?: string;
}

/** What one row wants to set. `interchange` adds to what is there; `place` waits to become `regionCode`. */
export type FacilityPatch = Partial<FacilityRecord> & { place?: PlaceNames };

/** A facility about which nothing is known yet but where its owner sits. */
export function blankRecord(regionCode: string): FacilityRecord {
  return {
    titleZh: "",
    titleEn: "",
    summaryZh: "",
    summaryEn: "",
    regionCode,
    fieldCodes: [],
    keywords: [],
    innerId: "",
    classCode: "990000",
    carrier: "none",
    carrierName: "",
    department: "",
    source: "purchased",
    instrumentType: "general",
    runState: "normal",
    maker: "",
    model: "",
    nation: "",
    worth: null,
    fundingSources: [],
    commissionedOn: null,
    decommissionedOn: null,
    technical: "",
    functions: "",
    serviceContent: "",
    requirement: "",
    feeNote: "",
    serviceWays: ["self_use"],
    accreditation: [],
    yearHours: null,
    yearSharedHours: null,
    serviceUrl: "",
    customsSupervised: false,
    customsDeclarationNo: null,
    customsItemNo: null,
    customsReleasedOn: null,
    customsFormName: null,
    street: "",
    building: "",
    latitude: null,
    longitude: null,
    timezone: "Asia/Shanghai",
    contactName: "",
    contactPhone: "",
    contactEmail: "",
    postalCode: "",
    interchange: {},
  };
}

/** The record with the patch laid over it. */
export function applyPatch(record: FacilityRecord, { place: _, ...patch }: FacilityPatch): FacilityRecord {
  return { ...record, ...patch, interchange: { ...record.interchange, ...patch.interchange } };
}

/** Two patches as one; the later wins. */
export function mergePatches(first: FacilityPatch, second: FacilityPatch): FacilityPatch {
  const merged = { ...first };
  addPatch(merged, second);
  return merged;
}

/** Lays another patch over this one. */
export function addPatch(patch: FacilityPatch, { interchange, place, ...rest }: FacilityPatch): void {
  Object.assign(patch, rest);
  if (interchange) patch.interchange = { ...patch.interchange, ...interchange };
  if (place) patch.place = { ...patch.place, ...place };
}

/** The part of a record that the listing's row keeps, and the part that the facility's row keeps. */
export function splitRecord(record: FacilityRecord) {
  const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords, ...own } = record;
  return {
    listing: { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords },
    facility: own,
  };
}

/** The record that the two rows make. */
export function joinRecord(listingRow: Listing, facilityRow: Facility): FacilityRecord {
  const { listingId: _, organizationId: __, ...own } = facilityRow;
  const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords } = listingRow;
  return { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords, ...own };
}

/** The same for a patch: what the catalogue's update command takes, and what other formats carry. */
export function splitPatch({ place: _, interchange, ...patch }: FacilityPatch) {
  const { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords, ...part } = patch;
  return {
    common: { titleZh, titleEn, summaryZh, summaryEn, regionCode, fieldCodes, keywords },
    part,
    interchange,
  };
}
