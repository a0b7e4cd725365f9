import type { DemandCallState } from "../../schema/vocabulary.ts";

/** One organisation's proposal to a demand; amounts in 10,000 yuan. */
export interface ProposalSeed {
  org: string;
  mailbox: string;
  method: string;
  team: string;
  plan: string;
  /** Days after loading and 10,000 yuan of each milestone. */
  milestones: readonly (readonly [
    title: string,
    deliverable: string,
    acceptance: string,
    due: number,
    wan: number,
  ])[];
  /** Points for method, team, plan and price with the client's reasons. */
  scores?: readonly (readonly [points: number, reason: string])[];
}

/** What became of a demand's call for proposals. */
export interface CallSeed {
  demand: string;
  state: DemandCallState;
  /** Mailbox of who acts for the client. */
  client: string;
  proposals: readonly ProposalSeed[];
  award?: { org: string; reasons: string; daysAgo: number };
}

export const calls: readonly CallSeed[] = [
  {
    demand: "flexible-sensor",
    state: "receiving",
    client: "sme",
    proposals: [
      {
        org: "qiantang",
        mailbox: "tto",
        method:
          "以疏水改性碳纳米管与微米银片作双尺度导电网络，基体改用低吸水的加成型硅橡胶；先做湿热漂移的机理实验，再定配方。",
        team: "柔性电子课题组 6 人，有丝网印刷线、湿热箱和万次弯折机；做过同类鞋垫传感器。",
        plan: "前两个月做配方筛选，第三、四个月做印刷工艺，最后一个月在贵厂试印两批。需要贵厂提供网版和测试夹具。",
        milestones: [
          ["配方筛选", "三个候选浆料与湿热数据", "85 ℃/85 %RH 168 小时零点漂移≤3 %", 120, 8],
          ["印刷工艺", "工艺卡与 200 片样品", "灵敏度≥0.8 kPa⁻¹，批内偏差≤8 %", 200, 10],
          ["厂内试产", "两批试产报告", "弯折 10 万次变化≤5 %，浆料成本≤600 元/千克", 260, 8],
        ],
      },
      {
        org: "dongqian",
        mailbox: "dongqian.tto",
        method: "用聚苯胺包覆炭黑代替裸炭黑，表面疏水处理后漂移来源少；印刷前做流变匹配。",
        team: "高分子研究所两名教授带三名研究生，有旋转流变仪和原子力显微镜。",
        plan: "四个月完成配方，两个月配合印刷。",
        milestones: [
          ["配方", "浆料 5 千克与测试报告", "湿热漂移≤3 %", 150, 14],
          ["印刷验证", "样品 100 片", "灵敏度与弯折达标", 220, 9],
        ],
      },
      {
        org: "xinan",
        mailbox: "xinan",
        method: "以含氟硅树脂作粘结相，从根上降低吸水；导电相沿用贵厂现有炭黑，成本可控。",
        team: "氟硅材料团队 5 人，自有浆料中试线。",
        plan: "三个月出样，两个月放大。",
        milestones: [
          ["小样", "浆料 2 千克", "湿热漂移≤3 %", 110, 9],
          ["放大", "浆料 50 千克", "三批粘度偏差≤5 %，成本≤600 元/千克", 180, 13],
        ],
      },
    ],
  },
  {
    demand: "sensor-lifetime",
    state: "scoring",
    client: "sme",
    proposals: [
      {
        org: "qiantang",
        mailbox: "tto",
        method: "弯折、温湿、汗液三应力分别做恒定加速试验，以零点漂移超 5 % 为失效判据，用广义艾林模型外推。",
        team: "可靠性实验室 4 人，湿热箱 3 台，弯折机 2 台。",
        plan: "第一个月定判据与样本量，第二、三个月试验并出报告。",
        milestones: [
          ["试验设计", "试验方案与样本量计算", "双方签字确认", 30, 4],
          ["试验与外推", "原始数据与五年外推报告", "置信度≥80 %，报告可对外提供", 95, 10],
        ],
        scores: [
          [88, "模型与判据交代清楚，样本量有计算"],
          [85, "设备齐全，做过类似产品"],
          [80, "三个月能完成，节点合理"],
        ],
      },
      {
        org: "meishan",
        mailbox: "meishan",
        method: "按汽车电子的温湿与振动剖面做步进应力试验，弯折单列。",
        team: "环境可靠性试验室 8 人，有三综合振动台。",
        plan: "试验排期两个月，报告半个月。",
        milestones: [["试验与报告", "试验报告", "按约定剖面完成", 80, 12]],
      },
      {
        org: "ouyue",
        mailbox: "ouyue",
        method: "先在客户床垫上采集半年真实使用谱，再压缩成加速谱做试验。",
        team: "机电产品检测中心 5 人。",
        plan: "采谱六周，试验十周。",
        milestones: [
          ["采谱", "使用谱数据", "不少于 30 名用户", 50, 5],
          ["加速试验", "试验报告", "给出寿命分布", 130, 11],
        ],
      },
    ],
  },
  {
    demand: "storage-fire",
    state: "awarded",
    client: "bianshan",
    proposals: [
      {
        org: "dongqian",
        mailbox: "dongqian.tto",
        method:
          "氢气、一氧化碳与电解液蒸气三路传感，按风道布四个点，用自适应阈值压误报；与本校预警专利配套许可。",
        team: "电池安全团队 7 人，做过两个储能站的预警改造。",
        plan: "两个月定点位与算法，两个月舱内试运行，一个月第三方热箱验证。",
        milestones: [
          ["点位与样机", "四点样机一套", "单舱物料≤3000 元", 60, 14],
          ["试运行", "六十天运行记录", "误报不超过约定次数", 130, 14],
          ["热箱验证", "第三方验证报告", "提前预警≥10 分钟", 165, 12],
        ],
        scores: [
          [92, "三路气体加自适应阈值，误报思路可信"],
          [90, "有储能站改造业绩"],
          [85, "留足试运行时间"],
          [78, "价格居中"],
        ],
      },
      {
        org: "qiantang",
        mailbox: "tto",
        method: "多孔氧化铟阵列识别电解液蒸气，功耗低，可电池供电。",
        team: "传感课题组 5 人。",
        plan: "五个月完成样机与验证。",
        milestones: [
          ["样机", "阵列样机", "响应时间≤30 秒", 90, 18],
          ["验证", "验证报告", "提前预警≥10 分钟", 160, 16],
        ],
        scores: [
          [80, "传感器灵敏，但误报控制说得少"],
          [78, "缺少现场业绩"],
          [76, "试运行时间偏短"],
          [85, "报价最低"],
        ],
      },
      {
        org: "yuanhu",
        mailbox: "yuanhu",
        method: "成熟的氢气传感器加云端判断。",
        team: "集成电路公司应用组 4 人。",
        plan: "三个月交付。",
        milestones: [["交付", "系统一套", "功能测试通过", 100, 45]],
        scores: [
          [62, "只有氢气一路，早期特征不足"],
          [70, "电路能力强，电池经验少"],
          [65, "没有第三方验证安排"],
          [60, "报价最高"],
        ],
      },
    ],
    award: {
      org: "dongqian",
      reasons:
        "综合得分最高：三路气体互相印证、有储能站改造业绩，试运行和第三方验证安排充分，报价在预算之内。",
      daysAgo: 3,
    },
  },
  {
    demand: "mushroom-dry",
    state: "concluded",
    client: "baiyun",
    proposals: [
      {
        org: "qiantang",
        mailbox: "tto",
        method: "热泵梯级干燥，按菇盖含水率分三段控温控湿，余热回收用于预热新风。",
        team: "农业工程研究所 6 人，茶叶热泵干燥系统已在三家合作社使用。",
        plan: "一个月测绘烘房，两个月改造，一季试烘。",
        milestones: [
          ["测绘与方案", "改造图纸", "双方确认", 40, 6],
          ["改造", "一间烘房改造完成", "单位能耗下降 35 % 以上", 110, 16],
          ["试烘", "一季试烘报告", "一级品率≥85 %", 190, 8],
        ],
        scores: [
          [90, "分段控湿针对菇盖开裂"],
          [88, "有同类项目"],
          [84, "赶得上秋季"],
          [82, "报价合理"],
        ],
      },
      {
        org: "fuchun",
        mailbox: "fuchun.tto",
        method: "太阳能集热与电辅热组合，白天少用电。",
        team: "新能源利用研究室 4 人。",
        plan: "四个月建成。",
        milestones: [["建成", "一套系统", "晴天不用电", 130, 26]],
        scores: [
          [70, "阴雨天仍靠电辅热"],
          [75, "集热器经验多"],
          [72, "进度偏紧"],
          [80, "报价较低"],
        ],
      },
    ],
    award: { org: "qiantang", reasons: "分段控温控湿能解决菇盖开裂，已有三家合作社的实例。", daysAgo: 20 },
  },
];
