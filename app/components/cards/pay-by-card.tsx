import { useTranslation } from "react-i18next";
import { ButtonLink, type ButtonLook } from "#app/components/button.tsx";
import { useRootData } from "#app/components/root-data.ts";

/** On to paying a charge by card, Alipay or WeChat Pay; nothing where these are not offered. */
export function PayByCard({ chargeId, look }: { chargeId: string; look?: ButtonLook }) {
  const { t } = useTranslation("cards");
  const root = useRootData();
  if (!root?.cards) return null;
  return (
    <ButtonLink look={look} to={`/organization/charges/${chargeId}/checkout`}>
      {t("checkout.title")}
    </ButtonLink>
  );
}
