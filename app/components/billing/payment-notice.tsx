import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Copyable } from "#app/components/small.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { type ReasonLine, useWhy } from "./words.ts";

export interface NoticePaper {
  side: "payer" | "payee";
  payer: { nameZh: string; nameEn: string; uscc: string };
  payee: { nameZh: string; nameEn: string; uscc: string };
  account: { holder: string; bank: string; branch: string; number: string; bankCode: string } | null;
  amount: number;
  outstanding: number;
  capital: string;
  /** In fours; and as it is copied. */
  spaced: string;
  dueOn: string;
  cut: boolean;
  long: boolean;
  law: "public_body" | "large_company" | null;
  daysLate: number;
  interest: number;
  lines: readonly ReasonLine[];
}

/** Where to send how much under which reference: the paper that a payer's accountant needs, on screen and printed. */
export function PaymentNotice({ paper }: { paper: NoticePaper }) {
  const { t, i18n } = useTranslation("billing");
  const why = useWhy();
  const { account, outstanding } = paper;
  return (
    <div className="panel grid gap-4 p-4 sm:p-6">
      {account ? (
        <DescriptionList
          columns={2}
          facts={[
            { term: t("notice.payee"), value: <OrganizationName {...paper.payee} />, note: paper.payee.uscc },
            { term: t("notice.payer"), value: <OrganizationName {...paper.payer} />, note: paper.payer.uscc },
            { term: t("notice.holder"), value: account.holder },
            { term: t("notice.number"), value: <Copyable text={account.number} /> },
            {
              term: t("notice.bank"),
              value: account.bank,
              note: [account.branch, account.bankCode].filter(Boolean).join(" · "),
            },
            { term: t("notice.reference"), value: <Copyable text={paper.spaced} /> },
            {
              term: t("notice.outstanding"),
              value: <strong className="tnum text-lg">{formatMoney(outstanding)}</strong>,
              note:
                paper.amount === outstanding
                  ? undefined
                  : `${t("notice.amount")} ${formatMoney(paper.amount)}`,
            },
            { term: t("notice.capital"), value: <span lang="zh-CN">{paper.capital}</span> },
            {
              term: t("notice.due"),
              value: formatDate(`${paper.dueOn}T12:00:00+08:00`, localeOf(i18n.language)),
              note: paper.law && t(`owed.law.${paper.law}`),
            },
            { term: t("notice.why"), value: why(paper.lines) },
          ]}
        />
      ) : (
        <Notice kind="warning" title={t("notice.noAccount")}>
          <p>{t(paper.side === "payer" ? "notice.noAccountPayer" : "notice.noAccountPayee")}</p>
          {paper.side === "payee" && (
            <ButtonLink small look="secondary" to="/organization/bank-account">
              {t("notice.setAccount")}
            </ButtonLink>
          )}
        </Notice>
      )}
      <Remarks paper={paper} />
    </div>
  );
}

function Remarks({ paper }: { paper: NoticePaper }) {
  const { t } = useTranslation("billing");
  const late = paper.daysLate > 0 && paper.interest > 0;
  return (
    <div className="grid gap-1 text-sm text-muted">
      {paper.cut && <p>{t("notice.cut")}</p>}
      {paper.long && <p>{t("notice.long")}</p>}
      {late && (
        <p className="text-refused">
          {t("notice.interest", { days: paper.daysLate, amount: formatMoney(paper.interest) })}
        </p>
      )}
      {paper.account && <p>{t("notice.safety")}</p>}
    </div>
  );
}
