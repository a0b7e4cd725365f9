/** Words of every demand that say nothing of what is needed; folded. */
const zh =
  "需求 企业 公司 技术 研发 研究 开发 产品 问题 提高 提升 解决 要求 目前 现有 项目 进行 实现 以上 以下 方面 能力 水平 工艺 生产 应用 使用 关键 关键技术 产业化 产业 方法 系统 设备 装置 " +
  "改进 改善 优化 控制 性能 质量 成本 降低 减少 增加 达到 满足 市场 客户 国内 国外 国际 先进 行业 领域 基础 条件 工作 内容 目标 预期 指标 主要 相关 存在 影响 过程 情况 制备 设计 加工 " +
  "制造 材料 效果 效率 稳定 稳定性 可靠 可靠性 安全 合作 团队 希望 寻找 寻求 单位 高校 院所 专家 方案 新型 高效 综合 利用 结构 功能 测试 检测 分析 试验 实验 参数 数据 一定 不足 较大 " +
  "容易 由于 导致 通过 采用 具有 同时 以及 为了 其中 左右 每年 年产 万元 时间 小时 数量 服务 支持 我们 我司 本公司 没有 不能 可以 需要 样品 做到 客户 试过 换过 现在 一种 不同 不超过 " +
  "不低于 不高于 至少 之间 全部 部分 整体 自动 智能 人工 操作 管理 平台 建设 完成 形成 投入 资金 合格 合格率 标准 符合 比例 时候 出现 处理 环境 出口 国产 进口 替代 厂家 小厂 规模";
const en =
  "demand company companies technology technologies research development product products problem improve solve need needs requirement project high low new system systems method methods process device " +
  "equipment performance quality cost reduce increase market customer industry application target main current existing use used using less more than without between after before least most per within " +
  "test testing analysis sample samples result results design production team partner looking seek wants want firm maker years year hours";

const generic = new Set(`${zh} ${en}`.split(" "));

/** Whether a folded word is in every other demand. */
export const isGeneric = (word: string): boolean => generic.has(word);
