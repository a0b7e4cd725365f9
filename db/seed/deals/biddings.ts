/** One demonstration bidding; money in yuan, times in hours from loading. */
export interface BiddingSeed {
  technology: string;
  mode: "exclusive_licence" | "ordinary_licence" | "assignment";
  terms: string;
  basis: string;
  start: number;
  step: number;
  deposit: number;
  reserve: number | null;
  from: number;
  to: number;
  /** Mailboxes, in the order of their numbers. */
  bidders: readonly string[];
  /** Who bids how much, at which hour. */
  bids: readonly [bidder: number, yuan: number, hour: number][];
  state: "bidding_announced" | "bidding_open" | "sold" | "sale_concluded" | "reserve_not_reached";
}

export const biddings: readonly BiddingSeed[] = [
  {
    technology: "fluoro-binder",
    mode: "exclusive_licence",
    terms:
      "许可方式：独占许可，期限八年，全国范围。\n交付：配方、工艺规程、中试批记录，现场指导二十个工作日。\n付款：签约后十日内付百分之五十，技术交付后付清。\n签约：成交后三十日内。",
    basis: "委托评估机构评估，评估值二百四十万元。",
    ...{ start: 2_400_000, step: 20_000, deposit: 0, reserve: 2_600_000, from: -26, to: 22 },
    bidders: ["sme", "bianshan", "meishan"],
    bids: [
      [1, 2_400_000, -25],
      [2, 2_420_000, -22.5],
      [3, 2_480_000, -20],
      [2, 2_500_000, -3],
      [3, 2_540_000, -0.6],
    ],
    state: "bidding_open",
  },
  {
    technology: "am-monitor",
    mode: "ordinary_licence",
    terms:
      "许可方式：普通许可，期限五年。\n交付：监测软件、标定方法和培训。\n付款：签约后一次付清。\n签约：成交后三十日内。",
    basis: "参照近两年同类软件许可成交价。",
    ...{ start: 1_200_000, step: 10_000, deposit: 0, reserve: 1_300_000, from: -200, to: -192 },
    bidders: ["wujiang", "sme", "chaojian"],
    bids: [
      [2, 1_200_000, -199],
      [1, 1_250_000, -197],
      [3, 1_300_000, -195],
      [2, 1_330_000, -192.04],
      [1, 1_350_000, -191.97],
    ],
    state: "sold",
  },
  {
    technology: "pfas-treatment",
    mode: "exclusive_licence",
    terms:
      "许可方式：独占许可，期限六年，长三角区域。\n交付：工艺包和示范装置运行数据。\n付款：分三期。\n签约：成交后三十日内。",
    basis: "成本法测算，含中试投入。",
    ...{ start: 1_300_000, step: 10_000, deposit: 0, reserve: 1_600_000, from: -500, to: -492 },
    bidders: ["sanjiaofan", "dachen"],
    bids: [
      [1, 1_300_000, -499],
      [2, 1_310_000, -496],
    ],
    state: "reserve_not_reached",
  },
  {
    technology: "hemostatic-sponge",
    mode: "exclusive_licence",
    terms:
      "许可方式：独占许可，至专利期满，全国范围。\n交付：专利、制备工艺、动物实验数据，协助注册申报。\n付款：签约后付百分之三十，取得注册检验报告后付清。\n签约：成交后三十日内。",
    basis: "委托评估机构评估，评估值三百八十万元。",
    ...{ start: 3_800_000, step: 50_000, deposit: 380_000, reserve: null, from: 9 * 24, to: 9 * 24 + 6 },
    bidders: [],
    bids: [],
    state: "bidding_announced",
  },
  {
    technology: "digital-twin",
    mode: "ordinary_licence",
    terms:
      "许可方式：普通许可，期限五年，全国范围。\n交付：软件、授权文件、接口说明与操作手册，现场接入八种机台并培训。\n付款：分两期，交付软件后、接入机台后各一期。\n签约：成交后三十日内。",
    basis: "参照近三年同类工业软件许可成交价。",
    ...{ start: 400_000, step: 5_000, deposit: 0, reserve: 420_000, from: -27 * 24, to: -27 * 24 + 8 },
    bidders: ["chaojian", "xiuhu"],
    bids: [
      [2, 400_000, -27 * 24 + 1],
      [1, 410_000, -27 * 24 + 2.5],
      [2, 420_000, -27 * 24 + 5],
      [1, 430_000, -27 * 24 + 7.4],
    ],
    state: "sale_concluded",
  },
];
