import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Copyable } from "#app/components/small.tsx";

interface Props {
  /** Fen that come by transfer. */
  amount: number;
  /** Where to; null until the payer has said. */
  account: { holder: string; bank: string; branch: string; number: string } | null;
  /** Whether the reader may change that. */
  edits: boolean;
  /** Whether the reader is of the payer, else of the payee. */
  payer: boolean;
}

/** A refund that the card did not take: how much comes by transfer, and to which account. */
export function PayBack({ amount, account, edits, payer }: Props) {
  const { t } = useTranslation(["charges", "billing"]);
  const side = payer ? ("payer" as const) : ("payee" as const);
  const words = { amount: formatMoney(amount) };
  return (
    <div className="panel grid gap-4 p-4">
      <p>{t(account ? `payBack.known.${side}` : `payBack.unknown.${side}`, words)}</p>
      {account && (
        <DescriptionList
          columns={2}
          facts={[
            { term: t("billing:notice.holder"), value: account.holder },
            { term: t("billing:notice.number"), value: <Copyable text={account.number} /> },
            { term: t("billing:notice.bank"), value: account.bank, note: account.branch },
          ]}
        />
      )}
      {edits && (
        <div>
          <ButtonLink look={account ? "secondary" : "primary"} to="/organization/bank-account">
            {t(account ? "payBack.change" : "payBack.say")}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}
