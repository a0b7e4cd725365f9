import type { OrganizationSeed } from "../shapes.ts";

/** Regulators, the operator and a society. */
export const bodies: OrganizationSeed[] = [
  {
    key: "society",
    name: ["浙里技术转移促进会", "Zheli Technology Transfer Society"],
    kind: "social_organization",
    region: "330106",
    address: "杭州市西湖区示范技术市场大厦9层",
    introduction: "技术经纪人和中小企业组成的社会团体，办对接会，代会员发布需求。",
    verified: 120,
  },
  {
    key: "province",
    name: [
      "浙江省科技资源监管办公室（示范）",
      "Zhejiang Research Resources Oversight Office (demonstration)",
    ],
    kind: "government",
    region: "330106",
    address: "杭州市西湖区示范行政中心1号楼",
    introduction: "示范用的省级监管机构，负责全省范围内的审核、核验与监督。",
    territory: "33",
    verified: 365,
  },
  {
    key: "hangzhou",
    name: [
      "杭州市科技资源监管办公室（示范）",
      "Hangzhou Research Resources Oversight Office (demonstration)",
    ],
    kind: "government",
    region: "330102",
    address: "杭州市上城区示范市民中心D座",
    introduction: "示范用的市级监管机构，负责杭州市范围内的审核、核验与监督。",
    territory: "3301",
    verified: 364,
  },
  {
    key: "xihu",
    name: [
      "西湖区科技资源监管办公室（示范）",
      "Xihu District Research Resources Oversight Office (demonstration)",
    ],
    kind: "government",
    region: "330106",
    address: "杭州市西湖区示范区政府2号楼",
    introduction: "示范用的区级监管机构。",
    territory: "330106",
    verified: 363,
  },
  {
    key: "operator",
    name: ["科享平台运营中心（示范）", "Kexiang Platform Operations Centre (demonstration)"],
    kind: "public_service",
    region: "330108",
    address: "杭州市滨江区示范数字港1号",
    introduction: "运行本平台的单位：处理技术问题、维护参数与词表，不参与交易。",
    publicInstitution: true,
    verified: 366,
  },
];
