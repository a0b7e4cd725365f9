import type { PlaceNames } from "./record.ts";

export interface Named {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** The names that files use for codes of ours, both ways. */
export interface Words {
  fieldCode(name: string): string | undefined;
  fieldName(code: string): string;
  isRegion(code: string): boolean;
  /** The most exact region that the names lead to; undefined when one of them is unknown or contradicts another. */
  regionCode(place: PlaceNames): string | undefined;
  /** Province, city and county of a region code; empty where the code is wider. */
  placeNames(code: string): Required<PlaceNames>;
  /** The region whose names stand in an address; undefined when none does, or several that contradict. */
  regionIn(address: string): string | undefined;
}

/** Builds the lookups from the reference tables. */
export function createWords(regions: readonly Named[], fields: readonly Named[]): Words {
  const fieldByName = new Map(
    fields.flatMap(({ code, nameZh, nameEn }) => [code, nameZh, nameEn].map((name) => [plain(name), code])),
  );
  const fieldNames = new Map(fields.map(({ code, nameZh }) => [code, nameZh]));
  const regionNames = new Map(regions.map(({ code, nameZh }) => [code, nameZh]));
  const known = regions.map((region) => ({ code: region.code, names: new Set(spellings(region)) }));
  const named = (name: string, under: string, digits: number) =>
    known.filter(
      ({ code, names }) => code.startsWith(under) && level(code) === digits && names.has(plain(name)),
    );

  const regionCode = ({ province, city, county }: PlaceNames): string | undefined => {
    let under = "";
    for (const [name, digits] of [
      [province, 2],
      [city, 4],
      [county, 6],
    ] as const) {
      if (!name) continue;
      const found = named(name, under, digits);
      if (found.length !== 1 || !found[0]) return undefined;
      under = found[0].code.slice(0, digits);
    }
    return under === "" ? undefined : under.padEnd(6, "0");
  };

  return {
    fieldCode: (name) => fieldByName.get(plain(name)),
    fieldName: (code) => fieldNames.get(code) ?? code,
    isRegion: (code) => regionNames.has(code),
    regionCode,
    placeNames: (code) => ({
      province: regionNames.get(`${code.slice(0, 2)}0000`) ?? "",
      city: level(code) >= 4 ? (regionNames.get(`${code.slice(0, 4)}00`) ?? "") : "",
      county: level(code) === 6 ? (regionNames.get(code) ?? "") : "",
    }),
    regionIn: (address) => regionIn(address, regions),
  };
}

/** 2, 4 or 6: how many digits of the code say something. */
const level = (code: string): number => (code.endsWith("0000") ? 2 : code.endsWith("00") ? 4 : 6);

const plain = (name: string): string => name.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");

/** Names without their last syllable (`杭州`, `浙江`) are understood where two characters are left. */
function spellings({ nameZh, nameEn, code }: Named): string[] {
  const short = nameZh.replace(/(自治区|[省市区县])$/, "");
  return [code, nameZh, ...(short.length >= 2 ? [short] : []), nameEn].map(plain);
}

/** The deepest region whose full Chinese name stands in the address, beside a city that does not contradict it. */
function regionIn(address: string, regions: readonly Named[]): string | undefined {
  const hits = regions.filter(
    ({ nameZh }) => address.includes(nameZh) || address.includes(`${nameZh.replace(/[省市]$/, "")}市`),
  );
  const deepest = Math.max(0, ...hits.map(({ code }) => level(code)));
  const cities = hits.filter(({ code }) => level(code) === 4).map(({ code }) => code.slice(0, 4));
  const best = hits.filter(
    ({ code }) =>
      level(code) === deepest && (deepest < 6 || cities.length === 0 || cities.includes(code.slice(0, 4))),
  );
  return best.length === 1 ? best[0]?.code : undefined;
}
