import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** The way to pay a charge that needs no payment service. */
export function TransferLink({ chargeId }: { chargeId: string }) {
  const { t } = useTranslation("cards");
  return (
    <Link className="link" to={`/organization/charges/${chargeId}/transfer`}>
      {t("checkout.transfer")}
    </Link>
  );
}
