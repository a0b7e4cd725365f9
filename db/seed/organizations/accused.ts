import type { OrganizationSeed } from "../shapes.ts";

/** Companies that have nothing on the market: decisions against them are in force. */
export const accused: OrganizationSeed[] = [
  {
    key: "qiongyu",
    name: ["衢州穹屿检测技术有限公司", "Quzhou Qiongyu Testing Technology Co., Ltd."],
    kind: "enterprise",
    region: "330802",
    size: "small",
    address: "衢州市柯城区示范科创园11号",
    introduction: "面向建材企业的第三方检测公司。",
    verified: 320,
  },
  {
    key: "mozhen",
    name: ["杭州墨榛新材料有限公司", "Hangzhou Mozhen New Materials Co., Ltd."],
    kind: "enterprise",
    region: "330110",
    size: "micro",
    address: "杭州市余杭区示范孵化器6幢410室",
    introduction: "研发导热填料的初创公司。",
    verified: 310,
  },
];
