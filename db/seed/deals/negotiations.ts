import type { DealPayment, ImprovementRule, RoyaltyBasis, TransferMode } from "../../schema/vocabulary.ts";

/** One version of the terms; money in yuan, the rate in percent, the time in days before loading. */
export interface OfferSeed {
  side: "seller" | "buyer";
  daysAgo: number;
  mode: TransferMode;
  payment: DealPayment;
  yuan: number;
  instalments?: readonly { yuan: number; due: string }[];
  royalty?: { basis: RoyaltyBasis; percent: number };
  territory: string;
  months: number | null;
  sublicence?: boolean;
  improvements: ImprovementRule;
  other?: string;
  message?: string;
}

export interface NegotiationSeed {
  technology: string;
  buyer: string;
  enquiry: string;
  daysAgo: number;
  offers: readonly OfferSeed[];
  state: "enquired" | "with_seller" | "deal_notice";
  /** Of a deal that is announced. */
  notice?: { daysAgo: number; relation: string; objection: { name: string; contact: string; text: string } };
}

const licence = { mode: "ordinary_licence", improvements: "each_its_own" } as const;

/** Negotiations of the demonstration market. */
export const negotiations: readonly NegotiationSeed[] = [
  {
    technology: "gas-sensor-array",
    buyer: "sme",
    enquiry: "想把阵列用在车间可燃气体报警器上，年产约三万台，先做两个型号。希望普通许可，预算五十万元左右。",
    daysAgo: 12,
    offers: [
      {
        ...{ ...licence, side: "seller", daysAgo: 10, payment: "lump", yuan: 680_000 },
        ...{ territory: "全国", months: 60, message: "按挂牌价，含两次现场培训。" },
      },
      {
        ...{ ...licence, side: "buyer", daysAgo: 8, payment: "lump", yuan: 450_000 },
        ...{ territory: "全国", months: 60, message: "首批产量不大，一次付清压力较大。" },
      },
      {
        ...{ ...licence, side: "seller", daysAgo: 5, payment: "royalty_with_entry_fee", yuan: 200_000 },
        ...{ royalty: { basis: "sales", percent: 3 }, territory: "全国", months: 60 },
        message: "可以改为入门费加提成，提成每半年结算一次。",
      },
      {
        ...{ ...licence, side: "buyer", daysAgo: 2, payment: "royalty_with_entry_fee", yuan: 200_000 },
        ...{ royalty: { basis: "sales", percent: 2 }, territory: "全国", months: 96 },
        ...{ improvements: "licensed_back", other: "提供标定软件源代码和一年技术支持。" },
        message: "提成降一个点，期限放长到八年，标定软件一并交付。",
      },
    ],
    state: "with_seller",
  },
  {
    technology: "high-entropy-coating",
    buyer: "wujiang",
    enquiry: "用于压铸模具表面强化，希望取得长三角区域独占许可。",
    daysAgo: 40,
    offers: [
      {
        ...{ side: "seller", daysAgo: 36, mode: "exclusive_licence", payment: "lump", yuan: 1_200_000 },
        ...{ territory: "长三角", months: 96, improvements: "licensed_back" },
      },
      {
        ...{ side: "buyer", daysAgo: 30, mode: "exclusive_licence", payment: "instalments", yuan: 1_000_000 },
        instalments: [
          { yuan: 400_000, due: "合同签订后十日内" },
          { yuan: 600_000, due: "首台套验收合格后三十日内" },
        ],
        ...{ territory: "长三角", months: 96, improvements: "licensed_back" },
      },
    ],
    state: "deal_notice",
    notice: {
      daysAgo: 6,
      relation: "",
      objection: {
        name: "某涂层企业",
        contact: "huanan.coating@example.test",
        text: "同类涂层技术近期成交价在一百二十万元以上，请说明拟交易价格的形成依据。",
      },
    },
  },
  {
    technology: "flex-pressure",
    buyer: "chaojian",
    enquiry: "想用于康复鞋垫的足底压力监测，先了解样件性能和许可条件。",
    daysAgo: 1,
    offers: [],
    state: "enquired",
  },
];
