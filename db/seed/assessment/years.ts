/** How well each provider did in the finished year, 0–1, and how it differs from what that would give. */
export interface YearSeed {
  org: string;
  strength: number;
  facilities: number;
  /** Technology companies of the companies served. */
  technology: number;
  services: number;
  reserve?: boolean;
  complaints?: number;
  silent?: boolean;
}

/** The list of the demonstration's finished ranking, in no order. */
export const finishedYear: readonly YearSeed[] = [
  { org: "qiantang", strength: 0.95, facilities: 16, technology: 0.82, services: 3 },
  { org: "dongqian", strength: 0.86, facilities: 9, technology: 0.8, services: 0 },
  { org: "xinan", strength: 0.82, facilities: 8, technology: 0.86, services: 1 },
  { org: "fuchun", strength: 0.7, facilities: 7, technology: 0.9, services: 2 },
  { org: "jianhu", strength: 0.62, facilities: 6, technology: 0.72, services: 9 },
  { org: "ouyue", strength: 0.55, facilities: 7, technology: 0.7, services: 4 },
  { org: "lingjiang", strength: 0.5, facilities: 7, technology: 0.5, services: 2 },
  { org: "yuanhu", strength: 0.4, facilities: 6, technology: 0.9, services: 1 },
  { org: "daiqu", strength: 0.26, facilities: 5, technology: 0.75, services: 2 },
  { org: "bianshan", strength: 0.2, facilities: 3, technology: 0.8, services: 2, complaints: 1 },
  { org: "wujiang", strength: 0.1, facilities: 2, technology: 0.67, services: 1, silent: true },
  { org: "meishan", strength: 0.66, facilities: 4, technology: 0.8, services: 1, reserve: true },
];

/** Service platforms, the last in reserve. */
export const platforms = [
  "tiaoxi",
  "jianhu",
  "lingjiang",
  "society",
  "qiantang",
  "ouyue",
  "fuchun",
  "xinan",
  "yuanhu",
  "daiqu",
] as const;

export const technologyCompanies = [
  "yanchi",
  "bianshan",
  "meishan",
  "chaojian",
  "sanjiaofan",
  "baiyun",
  "fushi",
  "dachen",
  "xiaolin",
  "qingfeng",
] as const;

export const reports = [
  "设开放共享管理办公室，专职实验技术人员与仪器数之比为 1:2；收费标准、预约规则和使用记录全部在平台公开。",
  "修订《大型仪器开放共享管理办法》，新增 4 台仪器入网；为本地企业开展上机培训 12 期，取得独立上机资质 86 人。",
  "组建中小企业检测服务专班，重点服务新材料和装备制造企业，支撑企业完成产品定型 9 项。",
  "完善收费公示和用户评价制度，对 3 条不满意评价逐条回访整改；与两所高校共建共享机组。",
] as const;
