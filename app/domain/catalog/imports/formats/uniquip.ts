import { createHash } from "node:crypto";
import { isWebAddress, kept, outputOnly } from "./uniquip-fields.ts";
import type { Derived, Finding, Format, FormatField, RowFacts } from "../format.ts";
import { textField } from "../fields.ts";
import { isLatin, titleFrom } from "../titles.ts";

const typeField: FormatField = {
  key: "uniquip.type",
  headers: ["Type", "类型"],
  required: true,
  read: (cell) => {
    const type = cell.toLowerCase();
    return type === "equipment" || type === "facility"
      ? { set: { interchange: { "uniquip.type": type } } }
      : { error: "uniquip_type" };
  },
  write: ({ interchange, carrier }) =>
    interchange["uniquip.type"] ?? (carrier === "major_facility" ? "facility" : "equipment"),
};

/** The template's 21 columns in its order (v1.0). */
const template: FormatField[] = [
  typeField,
  textField("name", "titleZh", ["Name", "名称"]),
  textField("description", "summaryZh", ["Description", "描述"]),
  kept("related_facility_id", ["Related Facility ID", "所属设施编号"]),
  textField("technique", "functions", ["Technique", "技术方法"]),
  kept("location", ["Location", "位置网页"], (cell) =>
    isWebAddress(cell) ? {} : { warning: "not_web_address" },
  ),
  textField("contact_name", "contactName", ["Contact Name", "联系人"]),
  textField("contact_telephone", "contactPhone", ["Contact Telephone", "联系电话"]),
  kept("contact_url", ["Contact URL", "联系网页"], (cell) =>
    isWebAddress(cell) ? {} : { error: "web_address" },
  ),
  textField("contact_email", "contactEmail", ["Contact Email", "联系邮箱"]),
  kept("contact2_name", ["Secondary Contact Name", "第二联系人"]),
  kept("contact2_telephone", ["Secondary Contact Telephone", "第二联系电话"]),
  kept("contact2_url", ["Secondary Contact URL", "第二联系网页"]),
  kept("contact2_email", ["Secondary Contact Email", "第二联系邮箱"]),
  textField("id", "innerId", ["ID", "编号"]),
  kept("photo", ["Photo", "照片网址"], (cell) => (isWebAddress(cell) ? {} : { warning: "not_web_address" })),
  textField("department", "department", ["Department", "部门"]),
  textField("site_location", "street", ["Site Location", "安放地点"], { required: true }),
  textField("building", "building", ["Building", "楼宇"]),
  kept("service_level", ["Service Level", "服务方式"]),
  textField("web_address", "serviceUrl", ["Web Address", "仪器网页"]),
];

/** Coded techniques that some lists carry beside or instead of the plain one. */
const codedTechniques: FormatField[] = [
  kept("technique_cpv", ["Technique(:cpv)", "技术方法（CPV 代码）"]),
  kept("technique_n8", ["Technique(:N8)", "技术方法（N8 代码）"]),
];

const contacts = ["contact_telephone", "uniquip.contact_url", "contact_email"];

/** UNIQUIP v1.0, the list format of universities' equipment catalogues. */
export const uniquip: Format = {
  name: "uniquip",
  sheet: "Equipment",
  fields: [...template, ...codedTechniques, ...outputOnly],
  check: (row) => {
    const innerId = row.patch.innerId ?? generatedId(row.cells);
    return { patch: { ...row.patch, innerId }, findings: findingsOf(row), derived: derivedFrom(row) };
  },
};

function findingsOf({ patch, cells }: RowFacts): Finding[] {
  const findings: Finding[] = [];
  if (!cells.has("name")) {
    findings.push({
      field: "name",
      code: cells.has("description") ? "name_from_description" : "name_or_description",
    });
  }
  if (!cells.has("id")) findings.push({ field: "id", code: "id_generated" });
  if (!contacts.some((key) => cells.has(key)))
    findings.push({ field: "contact_email", code: "contact_missing" });
  if (cells.has("uniquip.related_facility_id") && patch.interchange?.["uniquip.type"] === "facility") {
    findings.push({ field: "uniquip.related_facility_id", code: "related_only_for_equipment" });
  }
  return findings;
}

function derivedFrom({ cells, words }: RowFacts): Derived[] {
  const name = cells.get("name") ?? titleFrom(cells.get("description") ?? "");
  const region = words.regionIn(cells.get("site_location") ?? "");
  return [
    { from: null, set: { titleZh: name, titleEn: isLatin(name) ? name : "" } },
    ...(region ? [{ from: "site_location", set: { regionCode: region } }] : []),
  ];
}

/**
 * The standard does not demand an ID, but a second import must find the row again: one is made of what the row says
 * of name and place, so that it stays the same as long as they do.
 */
function generatedId(cells: ReadonlyMap<string, string>): string {
  const identity = ["name", "description", "department", "site_location", "building"].map(
    (key) => cells.get(key)?.toLowerCase() ?? "",
  );
  return `KX-${createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 12)}`;
}
