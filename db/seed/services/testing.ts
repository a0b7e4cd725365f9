import type { ServiceSeed } from "../shapes.ts";

/** Testing services. */
export const testing: ServiceSeed[] = [
  {
    key: "rohs",
    org: "jianhu",
    title: ["电子电气产品有害物质十项检测", "RoHS ten-substance test"],
    summary: [
      "按国家标准和欧盟指令测定铅、汞、镉、六价铬、多溴联苯、多溴二苯醚和四种邻苯二甲酸酯。均质材料拆分由检测员完成，报告中英文对照，出口企业可直接提交客户。",
      "Ten restricted substances in electrical products, with a bilingual report that buyers accept.",
    ],
    fields: ["535", "150"],
    keywords: ["RoHS", "有害物质", "邻苯二甲酸酯", "出口检测"],
    category: "testing",
    turnaround: 5,
    deliverable: "中英文检测报告（盖章电子版与纸质版）",
    method: "IEC 62321系列；GB/T 39560系列",
    sample: "每种均质材料不少于10克；整机请附物料清单。",
    accreditation: ["CMA", "CNAS"],
    perMonth: 300,
    prices: [{ item: "十项全套", unit: "sample", yuan: [null, 380, 480] }],
  },
];
