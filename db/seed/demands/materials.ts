import type { DemandSeed } from "../shapes.ts";

/** Demands about materials. */
export const materialDemands: DemandSeed[] = [
  {
    key: "flexible-sensor",
    org: "yanchi",
    title: ["柔性压力传感器高灵敏度敏感层配方", "Sensitive-layer formulation for flexible pressure sensors"],
    summary: [
      "我公司做床垫和鞋垫用的柔性压力传感器，现有碳系敏感层在潮湿环境下漂移大。希望找到团队合作开发新的敏感层配方和印刷工艺。样品测试条件我们可以提供。",
      "We need a printable sensitive layer whose reading does not drift in humid air.",
    ],
    fields: ["430", "510"],
    keywords: ["柔性传感器", "导电复合材料", "丝网印刷", "湿度漂移"],
    problem: "碳黑/硅橡胶敏感层在85 %相对湿度下放置72小时，零点漂移超过12 %，客户要求3 %以内。",
    keyTechnology: "疏水导电填料的分散与界面结合，丝网印刷浆料的流变控制。",
    target: "0–200 kPa内灵敏度≥0.8 kPa⁻¹；85 ℃/85 %RH 168小时后零点漂移≤3 %；弯折10万次后灵敏度变化≤5 %；浆料成本≤600元/千克。",
    tried: "换过三种碳黑和一种石墨烯浆料，湿度漂移最好做到7 %。",
    budget: [20, 35],
    dueIn: 150,
    ways: ["commission", "cooperate"],
    industry: "智能家居传感器",
    partner: "高校导电高分子或柔性电子团队",
    confidential: "目标客户为两家床垫厂，对方要求2027年二季度定点，未定点前不得披露名称。",
  },
];
