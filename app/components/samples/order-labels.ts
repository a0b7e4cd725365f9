import { useTranslation } from "react-i18next";

/** What the fields of an order are called, for the list of what is wrong. */
export function useOrderLabels(): Record<string, string> {
  const { t } = useTranslation("samples");
  return {
    purpose: t("form.purpose"),
    samples: t("form.samples"),
    item: t("form.item"),
    project: t("form.project"),
    serviceType: t("form.serviceType"),
    funding: t("form.funding"),
    reason: t("form.reason"),
  };
}
