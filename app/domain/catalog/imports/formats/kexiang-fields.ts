import { z } from "zod";
import type { FormatField } from "../format.ts";

/** Six digits, or names from the province down (`浙江省杭州市西湖区`) or of one region that is unique. */
export function regionField(key: string, headers: FormatField["headers"]): FormatField {
  return {
    key,
    headers,
    read: (cell, words) => {
      const code = /^\d{6}$/.test(cell) ? (words.isRegion(cell) ? cell : undefined) : words.regionIn(cell);
      return code ? { set: { regionCode: code } } : { error: "unknown_place" };
    },
    write: (record) => record.regionCode,
  };
}

/** Several free texts, separated by semicolons; a semicolon or backslash inside one has a backslash before it. */
export function itemsField(
  key: string,
  target: "keywords" | "accreditation",
  headers: FormatField["headers"],
): FormatField {
  return {
    key,
    headers,
    read: (cell) => {
      const items = (cell.match(/(?:\\[\s\S]|[^\\;；])+/g) ?? []).map((item) =>
        item.replace(/\\([\s\S])/g, "$1").trim(),
      );
      const distinct = [...new Set(items.filter(Boolean))];
      return { set: target === "keywords" ? { keywords: distinct } : { accreditation: distinct } };
    },
    write: (record) => record[target].map((item) => item.replace(/[\\;；]/g, "\\$&")).join("; "),
  };
}

const interchange = z.record(z.string().regex(/^(uniquip|nrii)\.[a-z0-9_]{1,40}$/), z.string());

/** What other formats carry and the market does not use, as JSON with sorted names. */
export const interchangeField: FormatField = {
  key: "interchange",
  headers: ["interchange", "其他格式内容"],
  read: (cell) => {
    const parsed = interchange.safeParse(parseJson(cell));
    return parsed.success ? { set: { interchange: parsed.data } } : { error: "not_interchange" };
  },
  write: ({ interchange: kept }) => {
    const entries = Object.entries(kept).filter(([, value]) => value !== "");
    return entries.length === 0
      ? ""
      : JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
  },
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
