import type { TechnologySeed } from "../shapes.ts";

/** Materials and surfaces. */
export const materials: TechnologySeed[] = [
  {
    key: "ceramic-separator",
    org: "qiantang",
    title: ["耐热陶瓷涂覆锂电池隔膜及其制备方法", "Heat-resistant ceramic-coated battery separator"],
    summary: [
      "在聚烯烃隔膜上涂覆两微米厚的勃姆石与芳纶复合层，180摄氏度下热收缩不超过百分之三。水性体系，不用有机溶剂，现有涂布线改换料槽即可生产。已在两家电芯厂做过千米级试涂。",
      "A two-micrometre boehmite–aramid coating that keeps separator shrinkage below 3 % at 180 °C, applied from water on existing lines.",
    ],
    fields: ["430", "480"],
    keywords: ["隔膜", "陶瓷涂层", "锂电池", "热收缩"],
    ip: "invention",
    application: [2022, 1048213],
    legal: "granted",
    ipc: ["H01M 50/451", "H01M 50/403"],
    inventors: "先进电池材料课题组",
    trl: 7,
    modes: ["ordinary_licence", "exclusive_licence"],
    priceForm: "agreement",
    price: 180,
    state: "public_notice",
    noticeDays: 11,
    problem: "常规隔膜在130摄氏度以上收缩，引起电芯内短路；溶剂型芳纶涂覆环保成本高。",
    advantage: "水性涂覆，每平方米材料成本约0.35元，比溶剂型芳纶低四成；透气增量小于30秒。",
    proof: "第三方测得180 ℃/1 h纵横向收缩2.6 %、2.1 %；50安时电芯通过针刺和热箱试验。",
    applications: "动力电池、储能电池、电动工具电池隔膜厂与涂覆加工厂。",
    wanted: "有涂布线、年产能五千万平方米以上的隔膜企业，接受独占许可谈判。",
  },
];
