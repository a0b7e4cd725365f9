import type { TFunction } from "i18next";

type Params = Record<string, string | number>;

/** What fills the words of a charge's reason: a price without a name of its own is called the use of the facility. */
export const namedItem = (t: TFunction, params: Params): Params =>
  params.item === "" ? { ...params, item: t("charges:reason.item") } : params;
