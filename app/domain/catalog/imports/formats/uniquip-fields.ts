import { decimal, keptField } from "../fields.ts";
import type { FormatField } from "../format.ts";

export const isWebAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? "");

/** A column that the market keeps for the next export without using it. */
export const kept = (
  name: string,
  headers: FormatField["headers"],
  check?: Parameters<typeof keptField>[2],
): FormatField => keptField(`uniquip.${name}`, headers, check);

const coordinates: FormatField = {
  key: "coordinates",
  headers: ["Approximate Coordinates"],
  read: (cell) => {
    const match = /^(-?\d{1,2}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)$/.exec(cell);
    return match
      ? { set: { latitude: Number(match[1]), longitude: Number(match[2]) } }
      : { error: "not_coordinates" };
  },
  write: ({ latitude, longitude }) =>
    latitude === null || longitude === null ? "" : `${decimal(latitude)} ${decimal(longitude)}`,
};

const published = (name: string, header: string): FormatField => ({
  key: `uniquip.${name}`,
  headers: [header],
  published: true,
  read: () => ({ set: {} }),
  write: () => "",
});

/** Columns that aggregators add to what they publish; of these only the coordinates say something of the facility. */
export const outputOnly: FormatField[] = [
  published("institution_name", "Institution Name"),
  published("institution_url", "Institution URL"),
  published("institution_logo_url", "Institution Logo URL"),
  published("datestamp", "Datestamp"),
  coordinates,
  published("corrections", "Corrections"),
];
