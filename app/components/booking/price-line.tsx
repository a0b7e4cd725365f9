import { useTranslation } from "react-i18next";
import { formatMoney } from "#app/components/format.ts";
import { Money } from "#app/components/text.tsx";
import type { Quote } from "#app/domain/booking/price.ts";

/** What a booking will cost and how that comes about; by quotation where nothing is charged by time. */
export function PriceLine({ quote }: { quote: Quote | null }) {
  const { t } = useTranslation("booking");
  if (!quote) return <>{t("book.byQuotation")}</>;
  const words = { rate: formatMoney(quote.rate), quantity: quote.quantity };
  return (
    <>
      <span className="text-lg font-semibold">
        <Money fen={quote.amount} />
      </span>{" "}
      <span className="text-sm text-muted">
        {quote.item}: {t(quote.unit === "hour" ? "book.priceHour" : "book.priceDay", words)}
      </span>
    </>
  );
}
