/** Invented voucher programmes, and who has vouchers of them. Sums in fen, days counted from the day of loading. */
export interface ProgramSeed {
  key: string;
  /** The regulator whose money it is. */
  org: string;
  officer: string;
  region: string;
  name: readonly [zh: string, en: string];
  budget: number;
  sizes: ("micro" | "small" | "medium")[];
  sharePercent: number;
  fullPayUpTo: number;
  applicationCap: number;
  yearlyCap: number;
  automaticUpTo: number;
  notes: readonly [zh: string, en: string];
}

export const programs: readonly ProgramSeed[] = [
  {
    key: "province",
    org: "province",
    officer: "officer",
    region: "330000",
    name: ["全省科研仪器共享创新券", "Province-wide vouchers for shared instruments"],
    budget: 80_000_000,
    sizes: ["micro", "small", "medium"],
    sharePercent: 50,
    fullPayUpTo: 20_000,
    applicationCap: 2_000_000,
    yearlyCap: 10_000_000,
    automaticUpTo: 300_000,
    notes: [
      "法定检测、强制认证和批量产品检验不予支持。",
      "Statutory tests, mandatory certification and batch inspection are not supported.",
    ],
  },
  {
    key: "hangzhou",
    org: "hangzhou",
    officer: "city",
    region: "330100",
    name: ["杭州市中小企业研发服务创新券", "Hangzhou vouchers for R&D services"],
    budget: 3_000_000,
    sizes: ["micro", "small"],
    sharePercent: 40,
    fullPayUpTo: 0,
    applicationCap: 2_000_000,
    yearlyCap: 4_000_000,
    automaticUpTo: 0,
    notes: ["", ""],
  },
];

export interface VoucherSeed {
  key: string;
  program: string;
  org: string;
  requested: number;
  purpose: string;
  state: "applied" | "granted" | "declined" | "withdrawn" | "given_back" | "expired";
  /** When it was asked for, in days before the day of loading. */
  daysAgo: number;
  reason?: string;
  /** Uses that it has paid, or will pay, of the company's own bookings. */
  captured?: number;
  reserved?: number;
  released?: number;
}

export const vouchers: readonly VoucherSeed[] = [
  {
    key: "yanchi spring",
    program: "province",
    org: "yanchi",
    requested: 300_000,
    purpose: "涂层样品断口形貌与成分分析",
    state: "expired",
    daysAgo: 300,
    captured: 3,
  },
  {
    key: "yanchi autumn",
    program: "province",
    org: "yanchi",
    requested: 1_200_000,
    purpose: "新一代耐磨涂层配方验证",
    state: "granted",
    daysAgo: 120,
    reason: "符合条件",
    captured: 4,
    reserved: 2,
    released: 1,
  },
  {
    key: "yanchi city",
    program: "hangzhou",
    org: "yanchi",
    requested: 2_000_000,
    purpose: "盐雾试验与寿命评估",
    state: "granted",
    daysAgo: 60,
    reason: "符合条件",
    captured: 1,
  },
  {
    key: "xiaolin city",
    program: "hangzhou",
    org: "xiaolin",
    requested: 1_000_000,
    purpose: "小型减速器传动件材料检测",
    state: "granted",
    daysAgo: 40,
    reason: "符合条件",
  },
  {
    key: "wujiang",
    program: "province",
    org: "wujiang",
    requested: 1_800_000,
    purpose: "磁性材料性能测试",
    state: "applied",
    daysAgo: 2,
  },
  {
    key: "chaojian",
    program: "province",
    org: "chaojian",
    requested: 600_000,
    purpose: "模具钢热处理工艺分析",
    state: "applied",
    daysAgo: 1,
  },
  {
    key: "sanjiaofan",
    program: "province",
    org: "sanjiaofan",
    requested: 1_500_000,
    purpose: "产品出厂批量检验",
    state: "declined",
    daysAgo: 25,
    reason: "批量产品检验不在支持范围内",
  },
  {
    key: "baiyun",
    program: "province",
    org: "baiyun",
    requested: 400_000,
    purpose: "竹纤维复合材料力学测试",
    state: "withdrawn",
    daysAgo: 18,
  },
  {
    key: "fushi",
    program: "province",
    org: "fushi",
    requested: 250_000,
    purpose: "氟聚合物热分析",
    state: "given_back",
    daysAgo: 90,
    captured: 0,
  },
];
