import type { TFunction } from "i18next";

/** Why a row of a list was refused: its bare code, and the words for it. */
export function describeRowIssue(t: TFunction, text: string): { code: string; message: string } {
  const [code = "", query = ""] = text.split("?", 2);
  return { code, message: t(`problems:field.${code}`, Object.fromEntries(new URLSearchParams(query))) };
}
