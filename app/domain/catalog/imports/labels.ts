import type { FacilityRecord } from "./record.ts";
import type { Labels } from "./fields.ts";
import type { FundingSource, ServiceWay } from "#db/schema/vocabulary.ts";

/** The national register's words for closed lists: the first is written, the others are understood too. */

export const carrierLabels: Labels<FacilityRecord["carrier"]> = {
  none: ["无", "没有"],
  major_facility: ["重大科研基础设施", "附属于重大科研基础设施", "2"],
  instrument_centre: ["科学仪器中心", "附属于科学仪器中心", "1"],
  state_key_laboratory: ["国家重点实验室", "附属于国家重点实验室", "6"],
  engineering_centre: ["国家工程技术研究中心", "附属于国家工程技术研究中心", "7"],
  germplasm_bank: ["生物种质资源库馆", "附属于生物种质资源库馆", "生物种质资源库（馆）", "8"],
};

export const sourceLabels: Labels<FacilityRecord["source"]> = {
  purchased: ["购置", "购买", "采购"],
  developed: ["研制", "自研", "自制"],
  donated: ["赠送", "捐赠"],
  other: ["其他", "其它"],
};

export const instrumentTypeLabels: Labels<FacilityRecord["instrumentType"]> = {
  general: ["通用"],
  special: ["专用"],
};

export const runStateLabels: Labels<FacilityRecord["runState"]> = {
  normal: ["正常"],
  standby: ["待机"],
  remote: ["提供远程服务"],
  occasional_fault: ["偶有故障"],
  frequent_fault: ["故障频繁"],
  awaiting_repair: ["待修"],
  awaiting_scrapping: ["待报废"],
};

export const fundingLabels: Labels<FundingSource> = {
  central_government: ["中央财政资金", "中央财政"],
  local_government: ["地方财政资金", "地方财政"],
  own: ["单位自有资金", "自有资金"],
  other: ["其他资金", "其它资金", "其他"],
};

export const serviceWayLabels: Labels<ServiceWay> = {
  self_use: ["占用共享", "自主上机"],
  assisted: ["技术共享"],
  commissioned: ["委托共享", "送样检测"],
  remote: ["远程共享"],
  other: ["其他", "其它"],
};
