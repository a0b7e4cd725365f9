import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { RadioGroup } from "#app/components/choices.tsx";
import { type FieldMeta, startingWith } from "#app/components/field-meta.ts";
import { formatMoney } from "#app/components/format.ts";
import type { Offered } from "#app/domain/vouchers/voucher-queries.server.ts";

/**
 * Which voucher pays: what each covers of this price and what remains to be paid; those that do not fit say why. `repeated`: it
 * pays of each time, as long as it lasts.
 */
export function PayByVoucher({
  meta,
  vouchers,
  price = null,
  repeated = false,
}: {
  meta: FieldMeta;
  vouchers: readonly Offered[];
  price?: number | null;
  repeated?: boolean;
}) {
  const { t } = useTranslation(["vouchers", "problems"]);
  const nameOf = useNameOf();
  if (vouchers.length === 0) return null;
  const none = { value: "none", label: t("pay.none") };
  return (
    <RadioGroup
      meta={startingWith(meta, meta.initialValue ?? none.value)}
      label={t("pay.title")}
      help={t("pay.lead")}
      optional={false}
      options={[
        ...vouchers.map(({ id, programZh, programEn, left, covers, reasons }) => {
          const program = nameOf({ nameZh: programZh, nameEn: programEn });
          return reasons.length > 0
            ? {
                value: id,
                disabled: true,
                label: t("pay.not", { program }),
                hint: reasons.map(({ rule, params }) => (
                  <span key={rule} className="block">
                    {t(`problems:rule.${rule}`, params ?? {})}
                  </span>
                )),
              }
            : {
                value: id,
                label: t(repeated ? "pay.optionEach" : "pay.option", { program, sum: formatMoney(covers) }),
                hint: t(repeated ? "pay.leftEach" : "pay.left", {
                  left: formatMoney(left),
                  rest: formatMoney(Math.max(0, (price ?? 0) - covers)),
                }),
              };
        }),
        none,
      ]}
    />
  );
}
