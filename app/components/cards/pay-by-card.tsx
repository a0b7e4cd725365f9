import { useTranslation } from "react-i18next";
import { useRouteLoaderData } from "react-router";
import { ButtonLink, type ButtonLook } from "#app/components/button.tsx";
import type { loader as RootLoader } from "#app/root.tsx";

/** On to paying a charge by card, Alipay or WeChat Pay; nothing where these are not offered. */
export function PayByCard({ chargeId, look }: { chargeId: string; look?: ButtonLook }) {
  const { t } = useTranslation("cards");
  const root = useRouteLoaderData<typeof RootLoader>("root");
  if (!root?.cards) return null;
  return (
    <ButtonLink look={look} to={`/organization/charges/${chargeId}/checkout`}>
      {t("checkout.title")}
    </ButtonLink>
  );
}
