import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { holdState, voucherTone } from "./words.ts";

interface Paid {
  voucherId: string;
  state: string;
  amount: number;
  captured: number;
  programZh: string;
  programEn: string;
}

/** What a voucher pays of a booking, and what remains for the company. */
export function PaidByVoucher({ paid, price, own }: { paid: Paid; price: number | null; own: boolean }) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const name = nameOf({ nameZh: paid.programZh, nameEn: paid.programEn });
  const state = holdState(paid.state);
  const covers = state === "captured" ? paid.captured : paid.amount;
  return (
    <DescriptionList
      facts={[
        {
          term: t("pay.paid"),
          value: (
            <span className="flex flex-wrap items-center gap-3">
              <span className="tnum font-semibold">{formatMoney(covers)}</span>
              <StateTag tone={voucherTone(state)}>{t(`holdState.${state}`)}</StateTag>
              {own ? (
                <Link className="link" to={`/organization/vouchers/${paid.voucherId}`}>
                  {name}
                </Link>
              ) : (
                <span>{name}</span>
              )}
            </span>
          ),
          note:
            state !== "released" &&
            price !== null &&
            t("pay.rest", { rest: formatMoney(Math.max(0, price - covers)) }),
        },
      ]}
    />
  );
}
