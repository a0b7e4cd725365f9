/** Ways of paying on Stripe's page, and the currencies in which Stripe takes each. */
const ways = [
  { way: "card", currencies: ["CNY"] },
  { way: "alipay", currencies: ["CNY"] },
  { way: "wechat_pay", currencies: ["CNY"] },
] as const;

export type Way = (typeof ways)[number]["way"];

/** What a payer may choose from for an amount in this currency; none: it cannot be paid there. */
export const waysFor = (currency: string): Way[] =>
  ways.filter(({ currencies }) => currencies.some((known) => known === currency)).map(({ way }) => way);
