import { csvLine } from "#app/integrations/csv.server.ts";
import { formats } from "#app/domain/catalog/imports/formats/index.ts";

/** The template's 21 columns, in its order. */
export const uniquipHeaders = formats.uniquip.fields.slice(0, 21).map(({ headers }) => headers[0]);

export type UniquipRow = Record<string, string>;

const kinds = [
  "扫描电子显微镜",
  "核磁共振波谱仪",
  "气相色谱质谱联用仪",
  "X射线衍射仪",
  "激光共聚焦显微镜",
  "万能材料试验机",
];
const cities = ["杭州市西湖区", "宁波市鄞州区", "温州市鹿城区", "嘉兴市南湖区", "绍兴市越城区"];

function goodRow(n: number): UniquipRow {
  const kind = kinds[n % kinds.length] ?? "";
  return {
    Type: n % 10 === 0 ? "facility" : "equipment",
    Name: `${kind}（第 ${n} 台）`,
    Description: `${kind}，配有自动进样器；可做“定性、定量”分析,\n编号 ${n}。`,
    "Related Facility ID": n % 10 === 3 ? `KX-${String(n - 3).padStart(4, "0")}` : "",
    Technique: kind.slice(0, 4),
    Location: n % 7 === 0 ? "https://zh.wikipedia.org/wiki/杭州市" : "",
    "Contact Name": "设备科",
    "Contact Telephone": n % 2 === 0 ? "+86 571 8820 0000" : "",
    "Contact Email": n % 2 === 1 ? `lab${n}@example.edu.cn` : "",
    ID: `KX-${String(n).padStart(4, "0")}`,
    Department: "材料科学与工程学院",
    "Site Location": `${cities[n % cities.length]}学院路 ${n} 号`,
    Building: `第 ${n % 9} 教学楼`,
    "Service Level": n % 3 === 0 ? "=自主上机" : "",
    "Web Address": n % 5 === 0 ? `https://example.edu.cn/equipment/${n}` : "",
  };
}

export interface BrokenRow {
  /** As a spreadsheet numbers it: the header is row 1. */
  row: number;
  column: string;
  code: string;
  value: string;
}

type Damage = Omit<BrokenRow, "row"> & { also?: UniquipRow };

const longName = "仪".repeat(121);

/** One row each, 37 rows apart. */
const damages: Damage[] = [
  { column: "Type", code: "required", value: "" },
  { column: "Type", code: "uniquip_type", value: "apparatus" },
  { column: "Name", code: "name_or_description", value: "", also: { Description: "" } },
  { column: "Site Location", code: "required", value: "" },
  { column: "Contact Email", code: "contact_missing", value: "", also: { "Contact Telephone": "" } },
  { column: "Contact Email", code: "wrong_format", value: "lab at example" },
  { column: "ID", code: "id_repeated?row=4", value: "KX-0003" },
  { column: "Web Address", code: "web_address", value: "example/equipment" },
  { column: "Contact URL", code: "web_address", value: "见院网" },
  { column: "Name", code: "too_long?maximum=120", value: longName },
  {
    column: "Related Facility ID",
    code: "related_only_for_equipment",
    value: "KX-0001",
    also: { Type: "facility" },
  },
  { column: "Department", code: "spreadsheet_error", value: "#REF!" },
];

/** A list of 500 as a university would send it, twelve rows of it broken in twelve ways; always the same. */
export function uniquipList(size = 500): { csv: string; rows: UniquipRow[]; broken: BrokenRow[] } {
  const broken: BrokenRow[] = [];
  const rows = Array.from({ length: size }, (_, at) => {
    const row = goodRow(at + 1);
    const damage = (at + 1) % 37 === 0 ? damages[(at + 1) / 37 - 1] : undefined;
    if (!damage) return row;
    const { also, ...what } = damage;
    broken.push({ ...what, row: at + 2 });
    return { ...row, ...also, [damage.column]: damage.value };
  });
  const csv = [
    csvLine(uniquipHeaders),
    ...rows.map((row) => csvLine(uniquipHeaders.map((header) => row[header] ?? ""))),
  ].join("");
  return { csv, rows, broken };
}
