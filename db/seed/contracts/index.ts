import { transfers } from "./transfers.ts";
import type { ContractSeed } from "./contract-seed.ts";

const report = "技术报告、原始数据与样品";
const method = "由甲方指定的第三方检测机构检测，费用由乙方承担";

/** Commissioned research: two contracts under way, one being drafted, one fulfilled and registered. Invented, like the whole market. */
const commissioned: ContractSeed[] = [
  {
    key: "gas-sensor",
    title: "柔性气体传感器低湿漂敏感材料研究开发",
    subject: "研究开发一种在高湿环境下零点漂移小的二氧化氮敏感材料，及其在柔性基底上的印刷工艺。",
    targets:
      "相对湿度 30%–90% 范围内零点漂移 ≤ 5%；对 1 ppm 二氧化氮的响应 ≥ 20%；连续工作 1000 小时后响应衰减 ≤ 10%。",
    plan: "先筛选材料体系并完成小样评价，再优化印刷配方，最后制备 200 片中试样品并完成寿命试验。",
    place: "杭州市西湖区示范路1号",
    client: "yanchi",
    developer: "qiantang",
    clientBy: "sme",
    developerBy: "tto",
    proposed: -78,
    signed: -70,
    counter: { note: "修改轮次改为三轮，并补充湿度漂移的检测方法。", change: { changeRounds: 3 } },
    milestones: [
      {
        ...{ title: "材料筛选与小样评价", deliverable: report, method, state: "accepted" },
        standard: "至少两种材料达到湿度漂移指标",
        ...{ due: -30, amount: 8_000_000, paid: -66, accepted: -24 },
        delivered: [
          { at: -33, note: "五种材料的评价报告，其中两种达标。" },
          { at: -26, note: "补充 90% 湿度下的重复性数据。" },
        ],
      },
      {
        ...{ title: "印刷配方与工艺", deliverable: report, method, state: "delivered" },
        standard: "印刷后响应与漂移均达到指标",
        ...{ due: -1, amount: 7_000_000, paid: -20 },
        delivered: [{ at: -3, note: "印刷配方、工艺卡与三批次样品的检测报告。" }],
      },
      {
        ...{
          title: "中试样品与寿命试验",
          deliverable: "200 片中试样品与寿命试验报告",
          method,
          state: "planned",
        },
        standard: "样品合格率不低于 90%，寿命达到指标",
        ...{ due: 75, amount: 9_000_000 },
      },
    ],
  },
  {
    key: "sodium-electrolyte",
    title: "钠离子电芯低温电解液配方研究开发",
    subject: "研究开发适用于储能钠离子电芯的低温电解液配方，兼顾高温产气与循环寿命。",
    targets: "−20 ℃ 放电容量保持率 ≥ 80%；45 ℃ 循环 1000 次容量保持率 ≥ 85%；产气量不高于现有配方。",
    plan: "先建立电解液数据库并完成扣式电池筛选，再以软包电芯验证并交付配方。",
    place: "宁波市鄞州区示范大道88号",
    client: "bianshan",
    developer: "dongqian",
    clientBy: "bianshan",
    developerBy: "dongqian.tto",
    proposed: -34,
    signed: -27,
    counter: { note: "验收期改为十日。", change: { acceptanceDays: 10 } },
    milestones: [
      {
        ...{ title: "电解液筛选", deliverable: report, method, state: "funded" },
        standard: "不少于三个配方达到低温指标",
        ...{ due: 28, amount: 12_000_000, paid: -22 },
      },
      {
        ...{
          title: "软包电芯验证与配方交付",
          deliverable: "配方、工艺说明与 50 只软包电芯",
          method,
          state: "planned",
        },
        standard: "软包电芯全部达到指标",
        ...{ due: 150, amount: 18_000_000 },
      },
    ],
  },
  {
    key: "powder-reuse",
    title: "激光选区熔化铝合金粉末循环使用评价",
    subject: "研究开发铝合金粉末循环使用的判废准则与在线评价方法，形成企业可用的操作规程。",
    targets: "给出氧含量、流动性与力学性能的判废阈值；以该规程使用粉末 15 次后抗拉强度下降 ≤ 3%。",
    plan: "先完成 15 次循环试验与数据分析，再编写规程并在甲方车间验证。",
    place: "金华市婺城区示范工业园8号",
    client: "wujiang",
    developer: "ouyue",
    clientBy: "wujiang",
    developerBy: "ouyue",
    proposed: -260,
    signed: -250,
    counter: { note: "补充车间验证的安排。", change: { clientDuties: "提供粉末、设备机时与车间验证条件" } },
    milestones: [
      {
        ...{ title: "循环试验与数据", deliverable: report, method, state: "accepted" },
        standard: "数据完整，可重复",
        ...{ due: -170, amount: 9_000_000, paid: -245, accepted: -168 },
        delivered: [{ at: -175, note: "15 次循环的粉末与试样数据。" }],
      },
      {
        ...{ title: "规程与车间验证", deliverable: "操作规程与验证报告", method, state: "accepted" },
        standard: "验证达到指标，规程经甲方确认",
        ...{ due: -110, amount: 6_000_000, paid: -160, accepted: -104 },
        delivered: [{ at: -114, note: "规程第二稿与车间验证报告。" }],
      },
    ],
    registered: {
      applied: -240,
      decided: -228,
      number: "2026330300DEMO0117",
      office: "温州市技术合同登记处（示例）",
    },
    evaluations: {
      client: "规程直接可用，现场配合很好。",
      developer: "需求清楚，粉末和机时都按时提供，付款及时。",
      at: -100,
    },
  },
  {
    key: "soft-coating",
    title: "纺织品无氟防水涂层研究开发",
    subject: "研究开发不含全氟化合物的纺织品防水涂层及其水性施工工艺。",
    targets: "沾水等级 ≥ 4 级；水洗 20 次后 ≥ 3 级；透湿量 ≥ 5000 g/(m²·24h)。",
    plan: "先筛选树脂与交联体系，再完成涂布工艺与耐洗评价。",
    place: "杭州市西湖区示范路1号",
    client: "shaoshang",
    developer: "qiantang",
    clientBy: "shaoshang",
    developerBy: "tto",
    proposed: -9,
    counter: {
      note: "请确认成果归属：建议申请专利的权利归我校，贵司免费实施。",
      change: { patent: "developer" },
    },
    milestones: [
      {
        ...{ title: "树脂体系筛选", deliverable: report, method, state: "planned" },
        standard: "不少于两种体系达到沾水等级",
        ...{ due: 60, amount: 5_000_000 },
      },
      {
        ...{ title: "涂布工艺与耐洗评价", deliverable: "工艺说明与 100 米样布", method, state: "planned" },
        standard: "水洗 20 次后达到指标",
        ...{ due: 140, amount: 5_000_000 },
      },
    ],
  },
];

export const contracts: readonly ContractSeed[] = [...commissioned, ...transfers];
