import type { TFunction } from "i18next";

/** Why the payment service did not send a refund; its own code where that has no words here, nothing where it never refused. */
export const refundFailure = (t: TFunction<"charges">, code: string): string =>
  code === "" ? "" : t(`charges:failure.${code}`, { defaultValue: t("charges:failure.other", { code }) });
