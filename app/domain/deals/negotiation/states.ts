import { negotiationStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../../process.ts";
import { announceDealInput, noInput, offerInput, openInput, reasonInput } from "./inputs.ts";

const toBuyer = (template: string) => ({ template, to: ["buyer"] as const });
const toSeller = (template: string) => ({ template, to: ["seller"] as const });
const toBoth = (template: string) => ({ template, to: ["seller", "buyer"] as const });

/**
 * A negotiation over one technology: offer and counter-offer in turns until both agree or somebody ends it. What a public
 * institution agrees on is announced before it is concluded. A side that does not answer in time lets it lapse.
 */
export const negotiationProcess = defineProcess({
  entity: "negotiation",
  initial: ["enquired"],
  states: negotiationStates,
  parties: {
    seller: { action: "deal.sell", organization: "sellerId" },
    buyer: { action: "deal.buy", organization: "buyerId" },
    timer: "timer",
  },
  owners: {
    enquired: "seller",
    with_seller: "seller",
    with_buyer: "buyer",
    terms_agreed: "seller",
    deal_notice: "seller",
  },
  transitions: [
    {
      name: "open_negotiation",
      from: ["enquired"],
      to: "with_seller",
      by: ["seller"],
      inputs: openInput,
      notify: toBuyer("negotiation-opened"),
    },
    {
      name: "seller_offer",
      from: ["with_seller"],
      to: "with_buyer",
      by: ["seller"],
      inputs: offerInput,
      notify: toBuyer("negotiation-offer"),
    },
    {
      name: "buyer_offer",
      from: ["with_buyer"],
      to: "with_seller",
      by: ["buyer"],
      inputs: offerInput,
      notify: toSeller("negotiation-offer"),
    },
    {
      name: "buyer_accept",
      from: ["with_buyer"],
      to: "terms_agreed",
      by: ["buyer"],
      inputs: noInput,
      notify: toSeller("negotiation-agreed"),
    },
    {
      name: "seller_accept",
      from: ["with_seller"],
      to: "terms_agreed",
      by: ["seller"],
      inputs: noInput,
      notify: toBuyer("negotiation-agreed"),
    },
    {
      name: "announce_deal",
      from: ["terms_agreed"],
      to: "deal_notice",
      by: ["seller"],
      inputs: announceDealInput,
      notify: toBuyer("negotiation-announced"),
    },
    {
      name: "conclude_deal",
      from: ["terms_agreed", "deal_notice"],
      to: "deal_concluded",
      by: ["seller"],
      inputs: noInput,
      notify: toBoth("negotiation-concluded"),
    },
    {
      name: "renegotiate",
      from: ["terms_agreed", "deal_notice"],
      to: "with_seller",
      by: ["seller"],
      inputs: reasonInput,
      notify: toBuyer("negotiation-reopened"),
    },
    {
      name: "not_take_up",
      from: ["enquired"],
      to: "not_taken_up",
      by: ["seller"],
      inputs: reasonInput,
      notify: toBuyer("negotiation-ended"),
    },
    {
      name: "break_off",
      from: ["enquired", "with_seller", "with_buyer", "terms_agreed", "deal_notice"],
      to: "broken_off",
      by: ["seller", "buyer"],
      inputs: reasonInput,
      notify: toBoth("negotiation-ended"),
    },
    {
      name: "lapse",
      from: ["enquired", "with_seller", "with_buyer", "terms_agreed"],
      to: "negotiation_lapsed",
      by: ["timer"],
      after: "deadline",
      notify: toBoth("negotiation-lapsed"),
    },
  ],
});
