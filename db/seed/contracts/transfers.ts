import type { ContractSeed } from "./contract-seed.ts";

const method = "按资料目录逐项核对，并在甲方现场复测";

/** A patent that a company has taken over and had registered, and a licence that a bidding led to. Invented, like the whole market. */
export const transfers: ContractSeed[] = [
  {
    key: "dryer-accepted",
    kind: "licence",
    offer: "heat-pump-dryer",
    title: "茶叶与食用菌热泵梯级干燥系统许可",
    subject: "许可甲方制造和销售茶叶与食用菌热泵梯级干燥系统。",
    ...{ targets: "", plan: "", place: "" },
    client: "baiyun",
    developer: "qiantang",
    clientBy: "baiyun",
    developerBy: "tto",
    proposed: -12,
    signed: -12,
    counter: { note: "", change: {} },
    milestones: [
      {
        title: "交付技术资料并支付使用费",
        deliverable: "整机图纸、控制程序、二十种物料的干燥曲线、调试与检验规程",
        standard: "资料目录所列各项齐备，按规程调试的样机每千克脱水耗电不高于 0.45 千瓦时",
        ...{ method: "", state: "funded", due: 18, amount: 26_000_000, paid: -9 },
      },
    ],
  },
  {
    key: "printed-electrode",
    kind: "assignment",
    title: "印刷电极防潮封装结构专利权转让",
    subject: "将发明专利“一种印刷电极的防潮封装结构”的专利权转让给甲方。",
    targets: "按专利资料封装的样品，85 ℃、相对湿度 85% 下 500 小时后阻值变化 ≤ 5%。",
    plan: "合同生效后移交技术资料，双方在三十日内共同办理著录项目变更。",
    place: "杭州市滨江区示范创业园5幢602室",
    client: "yanchi",
    developer: "qiantang",
    clientBy: "sme",
    developerBy: "tto",
    proposed: -86,
    signed: -74,
    counter: { note: "补充现场指导的天数。", change: { guidance: "现场指导 5 个工作日" } },
    milestones: [
      {
        title: "交付技术资料并办理著录项目变更",
        deliverable: "专利证书副本、说明书附图、封装工艺卡与检验规程，以及著录项目变更手续合格通知书",
        standard: "资料齐备，专利登记簿记载甲方为专利权人",
        ...{ method, state: "accepted", due: -30, amount: 18_000_000, paid: -68, accepted: -34 },
        delivered: [{ at: -40, note: "技术资料全套与著录项目变更手续合格通知书。" }],
      },
    ],
    registered: {
      applied: -66,
      decided: -52,
      number: "2026330100DEMO0342",
      office: "杭州市技术合同登记处（示例）",
    },
    evaluations: {
      client: "资料齐全，变更手续办得快，样品复测一次通过。",
      developer: "付款及时，现场配合到位。",
      at: -28,
    },
  },
  {
    key: "mould-twin",
    kind: "licence",
    bidding: "digital-twin",
    title: "注塑模具数字孪生工艺优化软件许可",
    subject: "许可甲方在本单位的模具开发中使用“注塑模具数字孪生工艺优化软件”。",
    targets: "接入甲方八种机台；推荐参数首次合格率不低于 75%。",
    plan: "合同生效后交付软件与资料，随后在甲方车间接入机台并培训。",
    place: "宁波市余姚市示范模具城27号",
    client: "chaojian",
    developer: "qiantang",
    clientBy: "chaojian",
    developerBy: "tto",
    proposed: -24,
    signed: -17,
    counter: { note: "接入的机台按甲方清单写明为八种。", change: { guidance: "现场接入与培训 10 个工作日" } },
    milestones: [
      {
        title: "交付软件与资料",
        deliverable: "软件安装包、授权文件、接口说明与操作手册",
        standard: "在甲方服务器上安装运行，功能与手册一致",
        ...{ method, state: "accepted", due: -3, amount: 20_000_000, paid: -14, accepted: -4 },
        delivered: [{ at: -7, note: "软件、授权文件与全部手册，已在甲方服务器上安装。" }],
      },
      {
        title: "机台接入与培训",
        deliverable: "八种机台的接入记录与培训记录",
        standard: "三副试验模具的推荐参数首次合格率达到指标",
        ...{ method, state: "funded", due: 32, amount: 23_000_000, paid: -2 },
      },
    ],
  },
];
