import type { IndicatorKind } from "../../schema/vocabulary.ts";

export type Figures = Readonly<Record<string, number>>;

/** An indicator of the demonstration's rules; `of` says the formula again, for the figures of a finished year. */
export interface IndicatorSeed {
  code: string;
  kind: IndicatorKind;
  group: readonly [zh: string, en: string];
  name: readonly [zh: string, en: string];
  unit: readonly [zh: string, en: string];
  formula: string;
  of: (figures: Figures) => number;
  floor: number;
  ceiling: number;
  /** Hundredths of a point. */
  points: number;
  sharing?: boolean;
}

const organisation = ["组织管理", "Organisation"] as const;
const operation = ["运行使用", "Operation and use"] as const;
const sharing = ["共享服务", "Sharing"] as const;
const percent = ["比例", "share"] as const;
const hours = ["小时/台", "h per facility"] as const;
const none = ["", ""] as const;

const at = (figures: Figures, name: string): number => figures[name] ?? 0;
const ratio =
  (part: string, whole: string) =>
  (figures: Figures): number =>
    at(figures, part) / at(figures, whole);
const plain =
  (name: string) =>
  (figures: Figures): number =>
    at(figures, name);

/** How facilities and instruments are shared: the first version. */
export const providerIndicators: readonly IndicatorSeed[] = [
  {
    code: "self_report",
    kind: "scored",
    group: organisation,
    name: ["按期提交自评报告", "Reported in time"],
    unit: none,
    formula: "reported",
    of: plain("reported"),
    floor: 0,
    ceiling: 1,
    points: 500,
  },
  {
    code: "open_rate",
    kind: "scored",
    group: organisation,
    name: ["科研仪器开放率", "Facilities open of those registered"],
    unit: percent,
    formula: "open_facilities / facilities",
    of: ratio("open_facilities", "facilities"),
    floor: 0.5,
    ceiling: 1,
    points: 1000,
  },
  {
    code: "metering",
    kind: "scored",
    group: organisation,
    name: ["使用监测覆盖率", "Facilities with a use meter"],
    unit: percent,
    formula: "metered_facilities / facilities",
    of: ratio("metered_facilities", "facilities"),
    floor: 0,
    ceiling: 0.8,
    points: 500,
  },
  {
    code: "machine_hours",
    kind: "scored",
    group: operation,
    name: ["台均有效机时", "Hours used per facility"],
    unit: hours,
    formula: "usage_hours / open_facilities",
    of: ratio("usage_hours", "open_facilities"),
    floor: 0,
    ceiling: 1400,
    points: 2000,
  },
  {
    code: "utilisation",
    kind: "scored",
    group: operation,
    name: ["开放机时利用率", "Hours used of opening hours"],
    unit: percent,
    formula: "usage_hours / open_hours",
    of: ratio("usage_hours", "open_hours"),
    floor: 0,
    ceiling: 0.6,
    points: 1500,
  },
  {
    code: "external_hours",
    kind: "scored",
    group: sharing,
    name: ["台均对外服务机时", "Hours for outside users per facility"],
    unit: hours,
    formula: "external_hours / open_facilities",
    of: ratio("external_hours", "open_facilities"),
    floor: 0,
    ceiling: 350,
    points: 1500,
    sharing: true,
  },
  {
    code: "external_share",
    kind: "scored",
    group: sharing,
    name: ["共享率", "Hours for outside users of all used"],
    unit: percent,
    formula: "external_hours / usage_hours",
    of: ratio("external_hours", "usage_hours"),
    floor: 0,
    ceiling: 0.3,
    points: 1000,
    sharing: true,
  },
  {
    code: "companies_served",
    kind: "scored",
    group: sharing,
    name: ["服务企业数", "Companies served"],
    unit: ["家", "companies"],
    formula: "companies",
    of: plain("companies"),
    floor: 0,
    ceiling: 20,
    points: 1000,
    sharing: true,
  },
  {
    code: "satisfaction",
    kind: "scored",
    group: sharing,
    name: ["用户满意率", "Satisfied users"],
    unit: percent,
    formula: "satisfied / evaluations",
    of: ratio("satisfied", "evaluations"),
    floor: 0.6,
    ceiling: 1,
    points: 1000,
    sharing: true,
  },
  {
    code: "public_services",
    kind: "bonus",
    group: sharing,
    name: ["公开服务项目", "Published services"],
    unit: ["项", "services"],
    formula: "services",
    of: plain("services"),
    floor: 0,
    ceiling: 10,
    points: 300,
  },
  {
    code: "integrity",
    kind: "deduction",
    group: organisation,
    name: ["查实的失信行为", "Entries in the integrity record"],
    unit: ["条", "entries"],
    formula: "complaints_upheld",
    of: plain("complaints_upheld"),
    floor: 0,
    ceiling: 2,
    points: 500,
  },
  {
    code: "technology_share",
    kind: "threshold",
    group: sharing,
    name: ["服务科技型企业占比", "Technology companies of those served"],
    unit: percent,
    formula: "technology_companies / companies",
    of: ratio("technology_companies", "companies"),
    floor: 0.6,
    ceiling: 1,
    points: 0,
  },
];

const changed: Readonly<Record<string, Partial<IndicatorSeed>>> = {
  machine_hours: { points: 1800 },
  external_share: { points: 1200, ceiling: 0.35 },
  satisfaction: {
    name: ["用户评价平均分", "Average evaluation"],
    unit: ["分", "of 5"],
    formula: "evaluation_average",
    of: plain("evaluation_average"),
    floor: 3,
    ceiling: 5,
  },
};

/** The second version: more weight on sharing, and samples count. */
export const providerIndicators2: readonly IndicatorSeed[] = [
  ...providerIndicators.map((one) => ({ ...one, ...changed[one.code] })),
  {
    code: "sample_tests",
    kind: "bonus",
    group: sharing,
    name: ["检测样品量", "Samples tested"],
    unit: ["件", "samples"],
    formula: "samples",
    of: plain("samples"),
    floor: 0,
    ceiling: 2000,
    points: 200,
  },
];

/** How public technology service platforms do. */
export const platformIndicators: readonly IndicatorSeed[] = [
  {
    code: "self_report",
    kind: "scored",
    group: organisation,
    name: ["按期提交自评报告", "Reported in time"],
    unit: none,
    formula: "reported",
    of: plain("reported"),
    floor: 0,
    ceiling: 1,
    points: 1000,
  },
  {
    code: "services",
    kind: "scored",
    group: organisation,
    name: ["公开服务项目", "Published services"],
    unit: ["项", "services"],
    formula: "services",
    of: plain("services"),
    floor: 0,
    ceiling: 8,
    points: 1500,
  },
  {
    code: "external_uses",
    kind: "scored",
    group: sharing,
    name: ["对外服务次数", "Uses by outside users"],
    unit: ["次", "uses"],
    formula: "external_uses",
    of: plain("external_uses"),
    floor: 0,
    ceiling: 40,
    points: 2000,
    sharing: true,
  },
  {
    code: "companies_served",
    kind: "scored",
    group: sharing,
    name: ["服务企业数", "Companies served"],
    unit: ["家", "companies"],
    formula: "companies",
    of: plain("companies"),
    floor: 0,
    ceiling: 12,
    points: 2000,
    sharing: true,
  },
  {
    code: "technology_companies",
    kind: "scored",
    group: sharing,
    name: ["服务科技型企业数", "Technology companies served"],
    unit: ["家", "companies"],
    formula: "technology_companies",
    of: plain("technology_companies"),
    floor: 0,
    ceiling: 10,
    points: 1500,
    sharing: true,
  },
  {
    code: "evaluation",
    kind: "scored",
    group: sharing,
    name: ["用户评价平均分", "Average evaluation"],
    unit: ["分", "of 5"],
    formula: "evaluation_average",
    of: plain("evaluation_average"),
    floor: 3,
    ceiling: 5,
    points: 2000,
    sharing: true,
  },
  {
    code: "technology_share",
    kind: "threshold",
    group: sharing,
    name: ["服务科技型企业占比", "Technology companies of those served"],
    unit: percent,
    formula: "technology_companies / companies",
    of: ratio("technology_companies", "companies"),
    floor: 0.6,
    ceiling: 1,
    points: 0,
  },
];
