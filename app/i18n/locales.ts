export const locales = ["zh-CN", "en"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "zh-CN";

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);

/** The best of our languages for an `Accept-Language` header. */
export function preferredLocale(header: string | null): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(";q=");
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag }) => /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.quality - a.quality)[0];
  if (!wanted) return defaultLocale;
  return wanted.tag.startsWith("zh") ? "zh-CN" : "en";
}
