import { auctionStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { bidInput, noInput, reasonInput } from "./inputs.ts";

const toSeller = (template: string) => ({ template, to: ["seller"] as const });

/**
 * A bidding for one technology (竞价). The clock opens and ends it; nobody can call it off once there is a bid. The highest
 * bid wins unless it stays below the reserve; then seller and winner conclude their contract.
 */
export const auctionProcess = defineProcess({
  entity: "auction",
  initial: ["bidding_announced"],
  states: auctionStates,
  parties: {
    seller: { action: "deal.sell", organization: "organizationId" },
    /** Organisations that have entered; the row is read with the one that acts. */
    bidder: { action: "deal.buy", organization: "bidderId" },
    timer: "timer",
  },
  owners: { bidding_announced: "timer", bidding_open: "timer", sold: "seller" },
  transitions: [
    {
      name: "open_bidding",
      from: ["bidding_announced"],
      to: "bidding_open",
      by: ["timer"],
      after: "deadline",
    },
    { name: "bid", from: ["bidding_open"], to: "same", by: ["bidder"], inputs: bidInput },
    {
      name: "strike",
      from: ["bidding_open"],
      to: "sold",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-sold"),
    },
    {
      name: "end_without_bids",
      from: ["bidding_open"],
      to: "unsold",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-unsold"),
    },
    {
      name: "end_below_reserve",
      from: ["bidding_open"],
      to: "reserve_not_reached",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-below-reserve"),
    },
    { name: "conclude_sale", from: ["sold"], to: "sale_concluded", by: ["seller"], inputs: noInput },
    { name: "declare_default", from: ["sold"], to: "winner_defaulted", by: ["seller"], inputs: reasonInput },
    {
      name: "call_off_bidding",
      from: ["bidding_announced", "bidding_open"],
      to: "bidding_called_off",
      by: ["seller"],
      inputs: reasonInput,
    },
  ],
});
