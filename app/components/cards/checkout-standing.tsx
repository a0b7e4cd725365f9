import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import { TransferLink } from "./transfer-link.tsx";

interface Standing {
  chargeId: string;
  /** Fen still to be paid. */
  open: number;
  state: string;
  checkout: { state: string; failure: string } | null;
  /** How somebody came back from Stripe's page. */
  back: string | null;
  /** They have paid there, and Stripe has not said so yet. */
  waits: boolean;
}

/** How paying stands, said first: paid, on its way, gone back without paying, or Stripe not to be reached. */
export function CheckoutStanding({ chargeId, open, state, checkout, back, waits }: Standing) {
  const { t } = useTranslation("cards");
  const said = (kind: "success" | "info" | "warning", name: Said, next?: ReactNode) => (
    <Notice kind={kind} title={t(`checkout.said.${name}.title`)} live>
      <p>{t(`checkout.said.${name}.detail`)}</p>
      {next && <p>{next}</p>}
    </Notice>
  );
  const byTransfer = <TransferLink chargeId={chargeId} />;
  if (open === 0)
    return said(settled.includes(state) ? "success" : "info", settled.includes(state) ? "paid" : "over");
  if (waits) return said("info", checkout?.state === "paying" ? "atBank" : "waiting", <AskAgain />);
  if (checkout?.state === "opening" && checkout.failure !== "")
    return said("warning", "unreachable", byTransfer);
  if (checkout?.state === "refused") return said("warning", "refused", byTransfer);
  if (back === "cancelled") return said("info", "cancelled");
  if (checkout?.state === "ended") return said("info", "ended");
  return null;
}

function AskAgain() {
  const { t } = useTranslation("cards");
  return (
    <Link className="link" to="?back=paid" reloadDocument>
      {t("checkout.again")}
    </Link>
  );
}

type Said = "paid" | "over" | "waiting" | "atBank" | "unreachable" | "refused" | "cancelled" | "ended";

const settled = ["paid", "partly_refunded", "refunded"];
