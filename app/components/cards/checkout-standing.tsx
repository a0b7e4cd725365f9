import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "#app/components/notice.tsx";

interface Standing {
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
export function CheckoutStanding({ open, state, checkout, back, waits }: Standing) {
  const { t } = useTranslation("cards");
  const said = (kind: "success" | "info" | "warning", name: Said, again = false) => (
    <Notice kind={kind} title={t(`checkout.said.${name}.title`)} live>
      <p>{t(`checkout.said.${name}.detail`)}</p>
      {again && (
        <p>
          <Link className="link" to="?back=paid" reloadDocument>
            {t("checkout.again")}
          </Link>
        </p>
      )}
    </Notice>
  );
  if (open === 0)
    return said(settled.includes(state) ? "success" : "info", settled.includes(state) ? "paid" : "over");
  if (waits) return said("info", checkout?.state === "paying" ? "atBank" : "waiting", true);
  if (checkout?.state === "opening" && checkout.failure !== "") return said("warning", "unreachable");
  if (checkout?.state === "refused") return said("warning", "refused");
  if (back === "cancelled") return said("info", "cancelled");
  if (checkout?.state === "ended") return said("info", "ended");
  return null;
}

type Said = "paid" | "over" | "waiting" | "atBank" | "unreachable" | "refused" | "cancelled" | "ended";

const settled = ["paid", "partly_refunded", "refunded"];
