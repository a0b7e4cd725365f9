import { useTranslation } from "react-i18next";

/** Picks the reader's language of a thing named in two; Chinese where the English is missing. */
export function useNameOf(): (named: { nameZh: string; nameEn: string } | null) => string {
  const { i18n } = useTranslation();
  const english = i18n.language === "en";
  return (named) => (named ? (english && named.nameEn) || named.nameZh : "");
}

/** The same for titles. */
export function useTitleOf(): (titled: { titleZh: string; titleEn: string }) => string {
  const nameOf = useNameOf();
  return ({ titleZh, titleEn }) => nameOf({ nameZh: titleZh, nameEn: titleEn });
}
