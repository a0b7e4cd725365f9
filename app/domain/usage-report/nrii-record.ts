import type { Evaluation, FundingSource, ServiceType, ServiceWay } from "#db/schema/vocabulary.ts";

/** One use as the national platform (重大科研基础设施和大型科研仪器国家网络管理平台) asks for it. */
export interface ServiceRecord {
  innerId: string;
  title: string;
  way: ServiceWay;
  /** Fen. */
  amount: number;
  hours: number;
  begun: string;
  ended: string;
  content: string;
  external: boolean;
  serviceType: ServiceType;
  project: string;
  funding: readonly FundingSource[];
  fields: readonly string[];
  user: string;
  phone: string;
  email: string;
  organization: string;
  evaluation: Evaluation | null;
  agreement: boolean;
}

const ways: Record<ServiceWay, string> = {
  self_use: "占用共享",
  assisted: "技术共享",
  commissioned: "委托共享",
  remote: "远程共享",
  other: "其他",
};

const types: Record<ServiceType, string> = {
  research: "科学研究",
  development: "科技开发",
  teaching: "教学",
  other: "其他",
};

const sources: Record<FundingSource, string> = {
  central_government: "中央财政资金",
  local_government: "地方财政资金",
  own: "单位自有资金",
  other: "其他资金",
};

const verdicts: Record<Evaluation, string> = {
  very_satisfied: "非常满意",
  satisfied: "基本满意",
  neutral: "一般",
  dissatisfied: "不满意",
  very_dissatisfied: "极差",
};

const yesNo = (is: boolean): string => (is ? "是" : "否");

/** Several values of one cell, as the national templates separate them. */
const list = (values: readonly string[]): string => values.join(",");

const columns: readonly [head: string, cell: (record: ServiceRecord) => string | number][] = [
  ["所在单位仪器编号", ({ innerId }) => innerId],
  ["仪器设备名称", ({ title }) => title],
  ["服务方式（占用共享、技术共享、委托共享、远程共享、其他）", ({ way }) => ways[way]],
  ["服务金额（元）", ({ amount }) => amount / 100],
  ["实际服务机时（小时）", ({ hours }) => Math.round(hours * 100) / 100],
  ["服务开始时间（例：2016-01-01 08）", ({ begun }) => begun],
  ["服务结束时间（例：2016-01-01 17）", ({ ended }) => ended],
  ["服务内容（最多200字）", ({ content }) => content],
  ["服务对象（内部用户、外部用户）", ({ external }) => (external ? "外部用户" : "内部用户")],
  ["服务类型（科学研究、科技开发、教学、其他）", ({ serviceType }) => types[serviceType]],
  ["课题名称", ({ project }) => project || "无"],
  [
    "课题经费来源（如有多个，用逗号分隔）",
    // Nothing where nobody has said: another source would be a statement.
    ({ funding }) => list(funding.map((source) => sources[source])),
  ],
  ["主要科学领域（如有多个，用逗号分隔，最多填写4个）", ({ fields }) => list(fields.slice(0, 4))],
  ["申请人", ({ user }) => user],
  ["申请人电话", ({ phone }) => phone],
  ["申请人电子邮箱", ({ email }) => email],
  ["申请人单位", ({ organization }) => organization],
  [
    "用户评价（非常满意、基本满意、一般、不满意、极差）",
    ({ evaluation }) => (evaluation ? verdicts[evaluation] : ""),
  ],
  ["是否签订协议（是/否）", ({ agreement }) => yesNo(agreement)],
  ["使用地点（单位内、单位外）", () => "单位内"],
  ["海关《通知书》编号", () => ""],
];

export const recordHeads: readonly string[] = columns.map(([head]) => head);

export const recordCells = (record: ServiceRecord): (string | number)[] =>
  columns.map(([, cell]) => cell(record));

/** The title and columns of the platform's income template (科研仪器开放服务收入汇总表). */
export const incomeTitle = "科研仪器开放服务收入汇总表";

export const incomeHeads = [
  "日期",
  "凭证编号",
  "经办人",
  "摘  要",
  "金额（元）",
  "设备名称",
  "付款单位",
] as const;
