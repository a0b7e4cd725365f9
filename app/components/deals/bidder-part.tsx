import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { Checkbox } from "#app/components/choices.tsx";
import { formatMoney } from "#app/components/format.ts";
import { MoneyInput } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import type { AuctionView } from "#app/domain/deals/bidding/queries.server.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";
import { WithReason } from "./seller-part.tsx";

interface Props {
  auction: AuctionView;
  mayBuy: boolean;
  signedIn: boolean;
  reply: DealReply | undefined;
}

/** What somebody who would buy can do now: enter, pay, bid. */
export function BidderPart(props: Props) {
  const { auction, mayBuy, signedIn } = props;
  const { standing, own, selling } = auction;
  const takes = standing === "bidding_announced" || standing === "bidding_open";
  if (selling || (!takes && !own)) return null;
  if (!signedIn) return takes ? <SignIn /> : null;
  if (!mayBuy) return takes ? <Outsider /> : null;
  if (!own) return <Enter {...props} />;
  return <Entered {...props} />;
}

function SignIn() {
  const { t } = useTranslation("deals");
  const { pathname } = useLocation();
  return (
    <div className="py-4">
      <ButtonLink to={`/account/sign-in?next=${encodeURIComponent(pathname)}`}>
        {t("bidding.signIn")}
      </ButtonLink>
    </div>
  );
}

function Outsider() {
  const { t } = useTranslation("deals");
  return <p className="py-4 text-muted">{t("bidding.cannot")}</p>;
}

function Enter({ auction, reply }: Props) {
  const { t } = useTranslation("deals");
  const label = t("bidding.accept");
  return (
    <Section title={t("bidding.enterTitle")}>
      <p className="max-w-reading pb-4 text-sm text-muted">{t("bidding.enterLead")}</p>
      <DealForm intent="enter" reply={reply} labels={{ termsSha256: label }} submit={t("bidding.enter")}>
        {(meta) => <Checkbox meta={meta("termsSha256")} label={label} value={auction.row.termsSha256} />}
      </DealForm>
    </Section>
  );
}

function Entered({ auction, reply }: Props) {
  const { t } = useTranslation("deals");
  const { standing, own, row, least } = auction;
  if (!own) return null;
  const { number } = own;
  if (!own.depositPaid)
    return standing === "bidding_announced" || standing === "bidding_open" ? (
      <div className="py-4">
        <Notice kind="warning">
          <p>
            {t("bidding.paying", {
              number,
              amount: formatMoney(own.charge?.amount ?? row.deposit),
              reference: own.charge?.reference ?? "",
            })}{" "}
            {own.charge && (
              <Link className="link" to={`/organization/charges/${own.charge.id}`}>
                {t("bidding.toCharge")}
              </Link>
            )}
          </p>
        </Notice>
      </div>
    ) : null;
  if (standing === "default_declared" && own.leading)
    return (
      <div className="py-4">
        <WithReason intent="contest_default" reply={reply} />
      </div>
    );
  if (standing === "bidding_announced") return <Word kind="info" words={t("bidding.admitted", { number })} />;
  if (standing !== "bidding_open") return null;
  if (own.leading) return <Word kind="success" words={t("bidding.leading")} />;
  const bid = auction.shown.some(({ mine }) => mine);
  const label = t("bidding.bidAmount");
  return (
    <Section title={t("bidding.bidTitle")} aside={t("bidding.you", { number })}>
      {bid && <Word kind="warning" words={t("bidding.outbid")} />}
      <DealForm
        intent="bid"
        reply={reply}
        labels={{ amount: label }}
        submit={t("bidding.bid")}
        initial={{ amount: (least / 100).toFixed(2) }}
      >
        {(meta) => (
          <MoneyInput
            key={least}
            meta={meta("amount")}
            label={label}
            help={`${t("bidding.bidHelp", { least: formatMoney(least) })} · ${t("bidding.bidLead")}`}
          />
        )}
      </DealForm>
    </Section>
  );
}

const Word = ({ kind, words }: { kind: "info" | "success" | "warning"; words: string }) => (
  <div className="py-3">
    <Notice kind={kind}>
      <p>{words}</p>
    </Notice>
  </div>
);
