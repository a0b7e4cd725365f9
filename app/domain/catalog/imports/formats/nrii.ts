import type { PlaceNames } from "../record.ts";
import type { Words } from "../words.ts";
import type { Finding, Format, FormatField } from "../format.ts";
import {
  choiceField,
  choicesField,
  countField,
  dateField,
  disciplinesField,
  keptField,
  textField,
  worthField,
  yesNoField,
} from "../fields.ts";
import { carrierLabels, fundingLabels, instrumentTypeLabels, sourceLabels } from "../labels.ts";

/** A name of the place where it stands; `check` makes a region code of the three. */
const placeField = (
  key: string,
  level: "province" | "city" | "county",
  headers: FormatField["headers"],
): FormatField => ({
  key,
  headers,
  read: (cell) => ({ set: { place: { [level]: cell } } }),
  write: (record, words) => words.placeNames(record.regionCode)[level],
});

/** The columns of the official form for large research instruments, in its order and with its notes in the headers. */
const fields: FormatField[] = [
  keptField("nrii.code", ["仪器编号（（必填，管理系统中的关联仪器编号））", "仪器编号"]),
  textField("inner_id", "innerId", ["所在单位仪器编号", "innerId"], { required: true }),
  textField("cname", "titleZh", ["仪器设备名称", "cname"]),
  textField("ename", "titleEn", ["英文名称", "ename"]),
  choiceField(
    "carrier",
    "carrier",
    [
      "所属资源载体类型（选择附属于重大科研基础设施、附属于科学仪器中心、附属于国家重点实验室、附属于国家工程技术研究中心、附属于生物种质资源库馆中的一个按全称填写，没有请空缺不填）",
      "所属资源载体类型",
      "instrBelongsType",
    ],
    { ...carrierLabels, none: ["", ...carrierLabels.none] },
  ),
  textField("carrier_name", "carrierName", [
    "所属资源载体内部编号（所属资源载体类型填写重大科研基础设施、科学仪器中心时，填写所属资源载体内部编号，其他填写名称，没有请空缺不填）",
    "所属资源载体内部编号",
    "instrBelongsName",
  ]),
  textField("department", "department", ["所属单位内部门", "所在单位内部门", "insideDepart"]),
  textField("class_code", "classCode", ["仪器分类编码", "instrCategory"]),
  choiceField(
    "source",
    "source",
    ["设备仪器来源（购置、研制、赠送、其他）", "设备仪器来源", "instrSource"],
    sourceLabels,
  ),
  yesNoField(
    "customs",
    "customsSupervised",
    ["是否在海关监管年限内（是/否）", "是否在海关监管年限内", "instrSupervise"],
    ["是", "否"],
  ),
  worthField("worth", ["原值（单位万元、保留小数点后两位）", "原值", "worth"], "万元", 2),
  textField("nation", "nation", ["产地国别", "nation"]),
  textField("maker", "maker", ["生产制造商", "manufacturer"]),
  dateField("begin_date", "commissionedOn", ["建账日期（例：2016-01-01）", "建账日期", "beginDate"]),
  choiceField("type", "instrumentType", ["仪器设备类别（通用/专用）", "仪器设备类别"], instrumentTypeLabels),
  textField("model", "model", ["规格型号", "instrVersion"]),
  textField("technical", "technical", ["主要技术指标（最多500字）", "主要技术指标", "technical"]),
  textField("function", "functions", ["主要功能（最多300字）", "主要功能", "function"]),
  disciplinesField("subject", [
    "主要学科领域（如有多个，用逗号分隔，最多填写4个）",
    "主要学科领域",
    "subject",
  ]),
  choicesField(
    "funds",
    "fundingSources",
    [
      "主要购置经费来源（中央财政资金、地方财政资金、单位自有资金、其他资金，如有多个，用逗号分隔，最多填写4个）",
      "主要购置经费来源",
      "funds",
    ],
    fundingLabels,
    (fundingSources) => ({ fundingSources }),
  ),
  textField("service_content", "serviceContent", [
    "服务内容（分析测试项目等）（最多200字）",
    "服务内容",
    "serviceContent",
  ]),
  keptField("nrii.image", ["图片（仪器图片的文件名称，jpg格式、1M以内大小）", "图片"]),
  countField("run_hours", "yearHours", ["年运行机时（小时）", "年运行机时", "年总运行机时", "runMachine"]),
  textField("requirement", "requirement", [
    "用户须知（最多500字）",
    "用户须知",
    "对外开放共享规定",
    "requirement",
  ]),
  textField("fee", "feeNote", ["参考收费标准（最多500字）", "参考收费标准", "fee"]),
  textField("service_url", "serviceUrl", ["预约服务网址", "serviceUrl"]),
  placeField("province", "province", ["安放地址-省", "安放地址-省份", "province"]),
  placeField("city", "city", ["安放地址-市", "安放地址-城市", "city"]),
  placeField("county", "county", ["安放地址-区县", "county"]),
  textField("street", "street", ["安放地址-街道（乡镇）", "安放地址-街道", "street"]),
  countField("service_hours", "yearSharedHours", [
    "年对外服务机时（小时）",
    "年对外服务机时",
    "serviceMachine",
  ]),
  textField("contact", "contactName", ["联系人", "contact"]),
  textField("phone", "contactPhone", ["电话", "phone"]),
  textField("email", "contactEmail", ["电子邮箱", "email"]),
  keptField("nrii.address", ["通讯地址", "address"]),
  textField("postal_code", "postalCode", ["邮政编码", "postalcode"]),
  textField("declaration", "customsDeclarationNo", [
    "进口报关单编号（18位）",
    "进口报关单编号",
    "declarationNumber",
  ]),
  textField("item", "customsItemNo", ["进口报关单项号（2位数字）", "进口报关单项号", "itemNumber"]),
  dateField("released", "customsReleasedOn", [
    "海关放行日期（例：2016-01-01）",
    "海关放行日期",
    "importDate",
  ]),
  textField("form_name", "customsFormName", ["仪器设备在进口报关单上的名称", "formname"]),
];

const customsBlock = [
  ["declaration", "customsDeclarationNo"],
  ["item", "customsItemNo"],
  ["released", "customsReleasedOn"],
  ["form_name", "customsFormName"],
] as const;

/** The equipment workbook of the national instrument register (NRII). */
export const nrii: Format = {
  name: "nrii",
  sheet: "大型科研仪器",
  groups: [
    { title: "仪器基本信息", columns: 31 },
    { title: "联系人信息", columns: 5 },
    { title: "海关管理", columns: 4 },
  ],
  fields,
  check: ({ patch, words }) => {
    const { place, ...rest } = patch;
    const findings: Finding[] = [];
    const unknown = place && unknownLevel(place, words);
    if (unknown) findings.push({ field: unknown, code: "unknown_place" });
    if (patch.customsSupervised) {
      findings.push(
        ...customsBlock
          .filter(([, key]) => !patch[key])
          .map(([field]) => ({ field, code: "customs_required" })),
      );
    }
    if ((patch.yearSharedHours ?? 0) > (patch.yearHours ?? Number.POSITIVE_INFINITY)) {
      findings.push({ field: "service_hours", code: "more_than_all_hours" });
    }
    const regionCode = place && !unknown ? words.regionCode(place) : undefined;
    return { patch: regionCode ? { ...rest, regionCode } : rest, findings };
  },
};

/** The first of the names that leads nowhere. */
function unknownLevel(
  { province, city, county }: PlaceNames,
  { regionCode }: Words,
): "province" | "city" | "county" | undefined {
  if (province && !regionCode({ province })) return "province";
  if (city && !regionCode({ province, city })) return "city";
  return county && !regionCode({ province, city, county }) ? "county" : undefined;
}
