import { useTranslation } from "react-i18next";
import { Confirm } from "#app/components/confirm.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import type { AuctionView } from "#app/domain/deals/bidding/queries.server.ts";
import { unsettledSale } from "#app/domain/deals/bidding/states.ts";
import { dealLimits } from "#app/domain/deals/limits.ts";
import { isIn } from "#app/domain/process.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

interface Props {
  auction: AuctionView;
  now: Date;
  reply: DealReply | undefined;
}

/** What the seller can do: call off before the first bid, and see the sale through after the last. */
export function SellerPart({ auction, now, reply }: Props) {
  const { t } = useTranslation("deals");
  const { row, standing, winner } = auction;
  const withdrawable = row.bids === 0 && (standing === "bidding_announced" || standing === "bidding_open");
  const sold = isIn(unsettledSale, standing);
  if (!withdrawable && !sold && !winner) return null;
  const late =
    standing === "contract_overdue" || (standing === "sold" && row.deadline !== null && row.deadline <= now);
  return (
    <Section title={t("bidding.manage")}>
      {winner && (
        <DescriptionList facts={[{ term: t("bidding.winner"), value: <OrganizationName {...winner} /> }]} />
      )}
      <div className="flex flex-wrap items-start gap-3 pt-4">
        {sold && <Conclude reply={reply} />}
        {late && <WithReason intent="declare_default" reply={reply} />}
        {withdrawable && <WithReason intent="call_off" reply={reply} />}
      </div>
    </Section>
  );
}

function Conclude({ reply }: Pick<Props, "reply">) {
  const { t } = useTranslation("deals");
  return (
    <Confirm label={t("bidding.conclude")} look="primary">
      <p className="text-sm">{t("bidding.concludeLead")}</p>
      <DealForm intent="conclude" reply={reply} labels={{}} submit={t("bidding.conclude")}>
        {() => null}
      </DealForm>
    </Confirm>
  );
}

/** An act that needs a reason, asked for once it is chosen. */
export function WithReason({
  intent,
  reply,
}: Pick<Props, "reply"> & { intent: "call_off" | "declare_default" | "contest_default" }) {
  const { t } = useTranslation("deals");
  const label = t("bidding.reason");
  return (
    <Confirm label={t(`bidding.${intent}`)} open={reply?.intent === intent}>
      <p className="text-sm">{t(`bidding.${intent}Lead`)}</p>
      <DealForm
        intent={intent}
        reply={reply}
        labels={{ reason: label }}
        submit={t(`bidding.${intent}`)}
        look="danger"
      >
        {(meta) => <TextArea meta={meta("reason")} label={label} max={dealLimits.reasons} rows={3} />}
      </DealForm>
    </Confirm>
  );
}
