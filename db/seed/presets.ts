import type { CostBreakdown } from "../schema/catalog.ts";
import type { UserClass } from "../schema/vocabulary.ts";
import type { HoursName, PolicyName } from "./shapes.ts";

/** ISO weekday, minutes after local midnight. */
export type OpeningSeed = readonly [weekday: number, from: number, to: number];

const workdays = [1, 2, 3, 4, 5];
const week = [1, 2, 3, 4, 5, 6, 7];

export const hours: Record<HoursName, OpeningSeed[]> = {
  office: workdays.map((day) => [day, 510, 1050]),
  officeSplit: workdays.flatMap((day): OpeningSeed[] => [
    [day, 510, 690],
    [day, 810, 1050],
  ]),
  extended: [1, 2, 3, 4, 5, 6].map((day) => [day, 480, 1320]),
  daily: week.map((day) => [day, 540, 1260]),
  always: week.map((day) => [day, 0, 1440]),
};

export interface PolicySeed {
  instant: boolean;
  answerWithinHours: number;
  leadMinutes: number;
  horizonDays: number;
  stepMinutes: number;
  minMinutes: number;
  maxMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  cancelCutoffMinutes: number;
  lateCancelPercent: number;
  noShowGraceMinutes: number;
  noShowPercent: number;
  maxOpenPerUser: number | null;
  maxOpenPerOrganization: number | null;
  maxMinutesPerOrganizationWeek: number | null;
  bookableBy: UserClass[];
  terms: string;
}

const everyone: UserClass[] = ["internal", "academic", "enterprise"];

/** What both sides accept with a booking: content, fee, results, secrecy, damage, breach, disputes. */
const terms = (special: string): string =>
  [
    "一、服务内容以预约单为准，变更须经双方在平台确认。",
    "二、费用按预约时公示的价目计算，超时按实际机时补收。",
    "三、用户样品、数据及据此取得的成果归用户，另有约定的从约定；提供方不得擅自使用或公开。",
    "四、双方对在服务中知悉的技术秘密和商业秘密负保密义务。",
    "五、因违反操作规程造成设备损坏的，由责任方承担修复费用。",
    "六、取消、未到和超时按本仪器公布的规则计费并计入使用信用。",
    "七、争议先在平台协商，协商不成的向设备所在地人民法院起诉。",
    special,
  ]
    .filter(Boolean)
    .join("\n");

export const policies: Record<PolicyName, PolicySeed> = {
  selfUse: {
    instant: true,
    answerWithinHours: 24,
    leadMinutes: 120,
    horizonDays: 30,
    stepMinutes: 30,
    minMinutes: 60,
    maxMinutes: 480,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 15,
    cancelCutoffMinutes: 720,
    lateCancelPercent: 20,
    noShowGraceMinutes: 30,
    noShowPercent: 50,
    maxOpenPerUser: 4,
    maxOpenPerOrganization: 8,
    maxMinutesPerOrganizationWeek: 1440,
    bookableBy: everyone,
    terms: terms("八、自主上机须先通过本仪器的操作考核。"),
  },
  quick: {
    instant: true,
    answerWithinHours: 24,
    leadMinutes: 60,
    horizonDays: 21,
    stepMinutes: 30,
    minMinutes: 30,
    maxMinutes: 240,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    cancelCutoffMinutes: 120,
    lateCancelPercent: 0,
    noShowGraceMinutes: 20,
    noShowPercent: 30,
    maxOpenPerUser: 6,
    maxOpenPerOrganization: 12,
    maxMinutesPerOrganizationWeek: null,
    bookableBy: everyone,
    terms: terms(""),
  },
  assisted: {
    instant: false,
    answerWithinHours: 48,
    leadMinutes: 1440,
    horizonDays: 60,
    stepMinutes: 30,
    minMinutes: 60,
    maxMinutes: 480,
    bufferBeforeMinutes: 15,
    bufferAfterMinutes: 15,
    cancelCutoffMinutes: 1440,
    lateCancelPercent: 20,
    noShowGraceMinutes: 30,
    noShowPercent: 100,
    maxOpenPerUser: null,
    maxOpenPerOrganization: 6,
    maxMinutesPerOrganizationWeek: 1920,
    bookableBy: everyone,
    terms: terms("八、样品成分与危险性须如实填写，磁性、挥发性和放射性样品须事先说明。"),
  },
  chamber: {
    instant: false,
    answerWithinHours: 72,
    leadMinutes: 2880,
    horizonDays: 90,
    stepMinutes: 30,
    minMinutes: 120,
    maxMinutes: 720,
    bufferBeforeMinutes: 30,
    bufferAfterMinutes: 30,
    cancelCutoffMinutes: 2880,
    lateCancelPercent: 30,
    noShowGraceMinutes: 60,
    noShowPercent: 100,
    maxOpenPerUser: null,
    maxOpenPerOrganization: 4,
    maxMinutesPerOrganizationWeek: null,
    bookableBy: ["academic", "enterprise", "internal"],
    terms: terms("八、大型样件进场须提前两个工作日报送尺寸、重量和吊装要求。"),
  },
  fullDay: {
    instant: false,
    answerWithinHours: 72,
    leadMinutes: 4320,
    horizonDays: 120,
    stepMinutes: 1440,
    minMinutes: 1440,
    maxMinutes: 10_080,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    cancelCutoffMinutes: 4320,
    lateCancelPercent: 30,
    noShowGraceMinutes: 120,
    noShowPercent: 100,
    maxOpenPerUser: null,
    maxOpenPerOrganization: 3,
    maxMinutesPerOrganizationWeek: null,
    bookableBy: everyone,
    terms: terms("八、连续试验由值班人员看护，用户应留下可随时联系的电话。"),
  },
  campaign: {
    instant: false,
    answerWithinHours: 120,
    leadMinutes: 10_080,
    horizonDays: 120,
    stepMinutes: 240,
    minMinutes: 480,
    maxMinutes: 720,
    bufferBeforeMinutes: 60,
    bufferAfterMinutes: 60,
    cancelCutoffMinutes: 7200,
    lateCancelPercent: 50,
    noShowGraceMinutes: 60,
    noShowPercent: 100,
    maxOpenPerUser: null,
    maxOpenPerOrganization: 2,
    maxMinutesPerOrganizationWeek: null,
    bookableBy: ["academic", "enterprise"],
    terms: terms("八、中试投料前须完成安全评估，工艺包由双方确认后封存。"),
  },
};

const costShares: readonly (readonly [keyof CostBreakdown, number])[] = [
  ["consumables", 0.18],
  ["machineHours", 0.36],
  ["energy", 0.08],
  ["labour", 0.2],
  ["management", 0.12],
];

/**
 * The cost of one unit of service, fen, whose items sum to `amount` rounded up to whole yuan: cost recovery with a
 * management share of 12 %, under the 20 % cap. What rounding leaves is depreciation.
 */
export function costOf(amount: number): CostBreakdown {
  const total = Math.ceil(amount / 100) * 100;
  const cost: CostBreakdown = {
    consumables: 0,
    machineHours: 0,
    energy: 0,
    labour: 0,
    management: 0,
    depreciation: 0,
  };
  for (const [item, part] of costShares) cost[item] = Math.floor((total * part) / 100) * 100;
  cost.depreciation = total - costShares.reduce((sum, [item]) => sum + cost[item], 0);
  return cost;
}
