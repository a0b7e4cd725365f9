type Side = "seller" | "buyer";

export type NegotiationAct =
  | "open"
  | "decline"
  | "offer"
  | "accept"
  | "announce"
  | "conclude"
  | "renegotiate"
  | "break_off";

interface Standing {
  state: string;
  side: Side;
  /** Whose the latest version of the terms is; null before the first. */
  latest: Side | null;
  /** Whether what was agreed has to be announced first. */
  needsNotice: boolean;
  /** Whether anything else still stands in the way of concluding. */
  waiting: boolean;
}

/** What a side of a negotiation can do as it stands, what leads on first. */
export function actsOf({ state, side, latest, needsNotice, waiting }: Standing): NegotiationAct[] {
  const seller = side === "seller";
  switch (state) {
    case "enquired":
      return seller ? ["open", "decline"] : ["break_off"];
    case "with_seller":
    case "with_buyer": {
      if ((state === "with_seller") !== seller) return ["break_off"];
      const theirs = latest !== null && latest !== side;
      return theirs ? ["accept", "offer", "break_off"] : ["offer", "break_off"];
    }
    case "terms_agreed":
      if (!seller) return ["break_off"];
      return [needsNotice ? "announce" : "conclude", "renegotiate", "break_off"];
    case "deal_notice":
      if (!seller) return ["break_off"];
      return waiting ? ["renegotiate", "break_off"] : ["conclude", "renegotiate", "break_off"];
    default:
      return [];
  }
}
