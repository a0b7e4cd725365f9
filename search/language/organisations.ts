import { fold } from "./normalise.ts";

const words = new Intl.Segmenter("zh", { granularity: "word" });
const academy = "中国科学院";
const suffixes = ["有限责任公司", "股份有限公司", "有限公司", "集团公司", "集团", "公司"];

/**
 * What people call an organisation for short, made from its full name by the habits of the trade: 浙江大学 → 浙大,
 * 中国科学技术大学 → 中科大, 中国科学院大连化学物理研究所 → 大连化物所. A guess too many harms little: these are
 * words to be found by, never shown.
 */
export function shortNames(nameZh: string, nameEn = ""): string[] {
  const name = fold(nameZh).replace(/[（(].*?[）)]/gu, "");
  const names = [...university(name), ...institute(name), ...company(name), ...acronym(nameEn)];
  return [...new Set(names)].filter((short) => short.length >= 2 && short !== name);
}

function university(name: string): string[] {
  if (!name.endsWith("大学") || name.length < 4) return [];
  const parts = split(name.slice(0, -2));
  const first = parts[0] ?? "";
  const heads = parts.map((part) => part.charAt(0));
  const rest = heads.slice(1).join("");
  const short = [`${heads.join("")}大`];
  if (parts.length > 1) {
    short.push(`${first.charAt(0)}${rest.charAt(0)}大`, `${first}${rest.charAt(0)}大`, `${first}${rest}大`);
    short.push(`${heads.join("")}`.slice(0, 2));
  }
  return short;
}

function institute(name: string): string[] {
  const end = ["研究所", "研究院"].find((suffix) => name.endsWith(suffix));
  if (!end) return [];
  const tail = end.slice(-1);
  const bare = name.startsWith(academy) ? name.slice(academy.length) : name;
  const parts = split(bare.slice(0, -end.length)).filter((part) => part !== "与" && part !== "和");
  const place = parts[0] ?? "";
  const topic = parts
    .slice(1)
    .map((part) => part.charAt(0))
    .join("");
  const short = [
    `${place}${topic}${tail}`,
    `${place}${parts[1] ?? ""}${tail}`,
    `${topic}${tail}`,
    `${place}${tail}`,
  ];
  if (parts.length === 1) short.push(`${place}${tail}`);
  const named = short.filter((text) => text.length > 2);
  return bare === name ? named : [...named, ...named.map((text) => `中科院${text}`), `中科院${bare}`];
}

function company(name: string): string[] {
  const suffix = suffixes.find((end) => name.endsWith(end));
  return suffix ? [name.slice(0, -suffix.length)] : [];
}

function acronym(nameEn: string): string[] {
  const capitals = (nameEn.match(/\b[A-Z]/g) ?? []).join("").toLowerCase();
  return capitals.length >= 3 && capitals.length <= 6 ? [capitals] : [];
}

const split = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);
