import { auctionStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { bidInput, decideDefaultInput, noInput, reasonInput } from "./inputs.ts";

const toSeller = (template: string) => ({ template, to: ["seller"] as const });

/** From the highest bid on until it is settled whose the deposit is: the technology is in this bidding, and the deposit held. */
export const unsettledSale = ["sold", "contract_overdue", "default_declared", "default_contested"] as const;

/** Until the technology is free to be dealt in again. */
export const liveBidding = ["bidding_announced", "bidding_open", ...unsettledSale] as const;

/**
 * A bidding for one technology (竞价). The clock opens and ends it; nobody can call it off once there is a bid. The highest
 * bid wins unless it stays below the reserve; then seller and winner conclude their contract. The winner's deposit goes
 * back with that contract. It is the seller's only when the seller has declared a default in time and the winner did not
 * contest that, or a mediator has found it; in every other case the clock returns it.
 */
export const auctionProcess = defineProcess({
  entity: "auction",
  initial: ["bidding_announced"],
  states: auctionStates,
  parties: {
    seller: { action: "deal.sell", organization: "organizationId" },
    /** Organisations that have entered; the row is read with the one that acts. */
    bidder: { action: "deal.buy", organization: "bidderId" },
    winner: { action: "deal.buy", organization: "winnerId" },
    mediator: { action: "contract.mediate", region: "regionCode" },
    timer: "timer",
  },
  owners: {
    bidding_announced: "timer",
    bidding_open: "timer",
    sold: "seller",
    contract_overdue: "seller",
    default_declared: "winner",
    default_contested: "mediator",
  },
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
    {
      name: "pass_contract_time",
      from: ["sold"],
      to: "contract_overdue",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-overdue"),
    },
    { name: "conclude_sale", from: unsettledSale, to: "sale_concluded", by: ["seller"], inputs: noInput },
    // The contract of the lot has taken effect.
    {
      name: "conclude_by_contract",
      from: unsettledSale,
      to: "sale_concluded",
      by: ["timer"],
      after: "stateSince",
    },
    {
      name: "declare_default",
      from: ["contract_overdue"],
      to: "default_declared",
      by: ["seller"],
      inputs: reasonInput,
    },
    {
      name: "contest_default",
      from: ["default_declared"],
      to: "default_contested",
      by: ["winner"],
      inputs: reasonInput,
      notify: { template: "auction-contested", to: ["seller", "mediator"] },
    },
    {
      name: "confirm_default",
      from: ["default_declared"],
      to: "winner_defaulted",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-defaulted"),
    },
    {
      name: "decide_default",
      from: ["default_contested"],
      to: "winner_defaulted",
      by: ["mediator"],
      inputs: decideDefaultInput,
      notify: toSeller("auction-defaulted"),
    },
    {
      name: "dismiss_default",
      consequence: true,
      from: ["default_contested"],
      to: "sale_lapsed",
      by: ["mediator"],
      notify: toSeller("auction-lapsed"),
    },
    {
      name: "lapse_sale",
      from: ["contract_overdue", "default_declared", "default_contested"],
      to: "sale_lapsed",
      by: ["timer"],
      after: "deadline",
      notify: toSeller("auction-lapsed"),
    },
    {
      name: "call_off_bidding",
      from: ["bidding_announced", "bidding_open"],
      to: "bidding_called_off",
      by: ["seller"],
      inputs: reasonInput,
    },
  ],
});
