import {
  choiceField,
  choicesField,
  countField,
  dateField,
  disciplinesField,
  textField,
  worthField,
  yesNoField,
} from "../fields.ts";
import type { Finding, Format, FormatField } from "../format.ts";
import {
  carrierLabels,
  fundingLabels,
  instrumentTypeLabels,
  runStateLabels,
  serviceWayLabels,
  sourceLabels,
} from "../labels.ts";
import { interchangeField, itemsField, regionField } from "./kexiang-fields.ts";

/** Every field of a facility under its own name, with the Chinese name understood as well. */
const fields: FormatField[] = [
  textField("inner_id", "innerId", ["inner_id", "所在单位仪器编号", "仪器编号"], { required: true }),
  textField("title_zh", "titleZh", ["title_zh", "仪器设备名称", "仪器名称", "设备名称", "名称"]),
  textField("title_en", "titleEn", ["title_en", "英文名称"]),
  textField("summary_zh", "summaryZh", ["summary_zh", "简介"]),
  textField("summary_en", "summaryEn", ["summary_en", "英文简介"]),
  regionField("region_code", ["region_code", "所在地区", "行政区划代码"]),
  disciplinesField("field_codes", ["field_codes", "主要学科领域", "学科领域"], true),
  itemsField("keywords", "keywords", ["keywords", "关键词"]),
  textField("class_code", "classCode", ["class_code", "仪器分类编码"]),
  choiceField("carrier", "carrier", ["carrier", "所属资源载体类型"], carrierLabels, true),
  textField("carrier_name", "carrierName", ["carrier_name", "所属资源载体名称"]),
  textField("department", "department", ["department", "所属单位内部门"]),
  choiceField("source", "source", ["source", "设备仪器来源"], sourceLabels, true),
  choiceField(
    "instrument_type",
    "instrumentType",
    ["instrument_type", "仪器设备类别"],
    instrumentTypeLabels,
    true,
  ),
  choiceField("run_state", "runState", ["run_state", "运行状态"], runStateLabels, true),
  textField("maker", "maker", ["maker", "生产制造商", "生产厂商", "生产厂家", "制造商"]),
  textField("model", "model", ["model", "规格型号", "型号"]),
  textField("nation", "nation", ["nation", "产地国别"]),
  worthField("worth_yuan", ["worth_yuan", "原值（元）", "原值元"], "元", 2),
  choicesField(
    "funding_sources",
    "fundingSources",
    ["funding_sources", "主要购置经费来源"],
    fundingLabels,
    (fundingSources) => ({ fundingSources }),
    true,
  ),
  dateField("commissioned_on", "commissionedOn", ["commissioned_on", "建账日期", "启用日期"]),
  dateField("decommissioned_on", "decommissionedOn", ["decommissioned_on", "停用日期"]),
  textField("technical", "technical", ["technical", "主要技术指标"]),
  textField("functions", "functions", ["functions", "主要功能"]),
  textField("service_content", "serviceContent", ["service_content", "服务内容"]),
  textField("requirement", "requirement", ["requirement", "用户须知"]),
  textField("fee_note", "feeNote", ["fee_note", "参考收费标准"]),
  choicesField(
    "service_ways",
    "serviceWays",
    ["service_ways", "服务方式"],
    serviceWayLabels,
    (serviceWays) => ({ serviceWays }),
    true,
  ),
  itemsField("accreditation", "accreditation", ["accreditation", "资质认定"]),
  countField("year_hours", "yearHours", ["year_hours", "年总运行机时"]),
  countField("year_shared_hours", "yearSharedHours", ["year_shared_hours", "年对外服务机时"]),
  textField("service_url", "serviceUrl", ["service_url", "预约服务网址"]),
  yesNoField(
    "customs_supervised",
    "customsSupervised",
    ["customs_supervised", "是否在海关监管年限内"],
    ["yes", "no"],
  ),
  textField("customs_declaration_no", "customsDeclarationNo", ["customs_declaration_no", "进口报关单编号"]),
  textField("customs_item_no", "customsItemNo", ["customs_item_no", "进口报关单项号"]),
  dateField("customs_released_on", "customsReleasedOn", ["customs_released_on", "海关放行日期"]),
  textField("customs_form_name", "customsFormName", ["customs_form_name", "报关单上名称"]),
  textField("street", "street", ["street", "安放地址", "街道"]),
  textField("building", "building", ["building", "楼宇"]),
  countField("latitude", "latitude", ["latitude", "纬度"], false),
  countField("longitude", "longitude", ["longitude", "经度"], false),
  textField("timezone", "timezone", ["timezone", "时区"]),
  textField("contact_name", "contactName", ["contact_name", "联系人"]),
  textField("contact_phone", "contactPhone", ["contact_phone", "电话"]),
  textField("contact_email", "contactEmail", ["contact_email", "电子邮箱"]),
  textField("postal_code", "postalCode", ["postal_code", "邮政编码"]),
  interchangeField,
];

/** Our own list: nothing of a facility is lost in it. */
export const kexiang: Format = {
  name: "kexiang",
  sheet: "facilities",
  fields,
  check: ({ patch }) => {
    const more = (patch.yearSharedHours ?? 0) > (patch.yearHours ?? Number.POSITIVE_INFINITY);
    const findings: Finding[] = more ? [{ field: "year_shared_hours", code: "more_than_all_hours" }] : [];
    return { patch, findings };
  },
};
