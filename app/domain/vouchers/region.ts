/** The digits that the codes of a region's places begin with (GB/T 2260): `330100` → `3301`, `330106` → `330106`. */
export const prefixOf = (regionCode: string): string => regionCode.replace(/(?:00)+$/, "");

/** The code of the region that a territory is: `3301` → `330100`. */
export const regionOf = (prefix: string): string => prefix.padEnd(6, "0");
