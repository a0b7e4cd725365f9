import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";
import { utils, write } from "@e965/xlsx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectDelimiter } from "#app/runtime/tables/delimiter.ts";
import { detectEncoding } from "#app/runtime/tables/encoding.ts";
import { type Asked, openTable } from "#app/domain/catalog/imports/open-table.server.ts";
import { csvLine, readCsv, UnreadableTable } from "#app/integrations/csv.server.ts";
import { writeWorkbook } from "#app/integrations/spreadsheet.server.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian);
  return new Uint8Array(view.buffer);
}

/** All rows of a file, or the code of what made it unreadable. Any other error fails the test. */
async function read(bytes: Uint8Array, asked: Asked = {}) {
  try {
    const table = await openTable(bytes, asked);
    const rows = [];
    for await (const row of table.rows) rows.push(row);
    return { ...table, rows };
  } catch (error) {
    if (error instanceof UnreadableTable) return error.code;
    throw error;
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

const sheet =
  'Type,Name,ID,Site Location\r\nequipment,扫描电镜,A1,杭州市\r\n\r\nfacility,"中心, ""甲""",A2,宁波市\r\n';

describe("encodings", () => {
  it.each([
    ["utf-8", utf8(sheet)],
    ["utf-8", utf8(`\uFEFF${sheet}`)],
    ["utf-16le", utf16(`\uFEFF${sheet}`, false)],
    ["utf-16be", utf16(`\uFEFF${sheet}`, true)],
    ["gb18030", encodeGb18030(sheet)],
  ])("recognises %s and reads the same table", async (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding);
    const table = await read(bytes);
    expect(table).toMatchObject({
      encoding,
      format: { name: "uniquip" },
      headers: ["Type", "Name", "ID", "Site Location"],
    });
    expect(table).toMatchObject({
      rows: [
        { row: 2, raw: { Name: "扫描电镜", ID: "A1" } },
        { row: 4, raw: { Name: '中心, "甲"', ID: "A2" } },
      ],
    });
  });

  it("says when the file is not in the encoding that was asked for", async () => {
    expect(await read(encodeGb18030(sheet), { encoding: "utf-8" })).toBe("encoding_mismatch");
    expect(await read(utf8("\0\0\0")), "NUL is no text").toBe("encoding_unknown");
    expect(await read(Uint8Array.of(0x80, 0x20, 0xff))).toBe("encoding_unknown");
  });
});

/** As NRII's workbook of service units begins: half of its columns are those of instruments. */
const serviceUnits = `仪器编号（请空缺不填）,所在单位仪器编号（innerId，唯一标识）,所属单位,服务单元名称,服务单元类别（通用/专用）,主要功能（最多300字）,联系人,电话
,U-1,某大学,分析测试服务单元,通用,材料表征,张老师,0571-0000-0000
`;

describe("tables", () => {
  it("recognises the separator outside quotes", () => {
    expect(detectDelimiter('"a,b,c";d;e')).toBe(";");
    expect(detectDelimiter("a\tb,c\td")).toBe("\t");
    expect(detectDelimiter("a")).toBe(",");
  });

  it("finds headers below a title, and numbers rows as a spreadsheet does", async () => {
    const table = await read(
      utf8("2026 年清单,,\n,,\n所在单位仪器编号,仪器设备名称,主要功能（最多300字）\nA1,电镜,成像\n"),
    );
    expect(table).toMatchObject({
      format: { name: "nrii" },
      rows: [{ row: 4, raw: { 仪器设备名称: "电镜" } }],
    });
  });

  it("leaves unknown headers to a person", async () => {
    const table = await read(utf8("编码,品名\nA1,电镜\n"));
    expect(table).toMatchObject({
      recognised: false,
      headers: ["编码", "品名"],
      mapping: {},
      rows: [{ row: 2 }],
    });
  });

  it("names repeated and empty headers apart", async () => {
    expect(await read(utf8("inner_id,title_zh,title_zh,,x\nA,b,c,d,e\n"))).toMatchObject({
      headers: ["inner_id", "title_zh", "title_zh (2)", "#4", "x"],
      mapping: { inner_id: "inner_id", title_zh: "title_zh" },
    });
  });

  it.each([
    ["empty_file", utf8("")],
    ["no_table", utf8("\n\n\n")],
    ["no_table", utf8("one column only\nx\n")],
    ["list_of_units", utf8(serviceUnits)],
    [
      "list_of_centres",
      utf8("所在单位中心编号,仪器中心名称（全称，不可简写）,安放地址-省份,联系人\nC1,中心,浙江省,张\n"),
    ],
    [
      "list_of_infrastructures",
      utf8("清单\n所属单位科学装置编号,装置名称（中文）,英文名称,联系人\nD1,装置,D,张\n"),
    ],
    ["too_many_columns", utf8(`${"h,".repeat(100_000)}h\n`)],
    ["too_many_rows", utf8(`Type,Name,ID\n${"equipment,a,b\n".repeat(20_001)}`)],
    ["quote_not_closed", utf8('Type,Name\nequipment,"open\nand on\n')],
    ["record_too_long", utf8(`Type,Name\nequipment,"${"x".repeat(1_100_000)}"\n`)],
    ["unreadable_workbook", Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3)],
  ])(
    "refuses with %s",
    async (code, bytes) => {
      expect(await read(bytes)).toBe(code);
    },
    30_000,
  );

  it("reads a stray quote inside a cell as it is", async () => {
    expect(await read(utf8('Type,Name\nequipment,12" wafer\n'))).toMatchObject({
      rows: [{ raw: { Name: '12" wafer' } }],
    });
  });
});

describe("workbooks", () => {
  it("come back cell by cell, formulas as text", async () => {
    const book = writeWorkbook("设备", [
      ["Type", "Name", "ID"],
      ["equipment", "=1+1", "00012"],
      ["", "", ""],
      ["facility", "a\n“b”", "'x"],
    ]);
    expect(await read(book)).toMatchObject({
      encoding: "xlsx",
      rows: [
        { row: 2, raw: { Name: "=1+1", ID: "00012" } },
        { row: 4, raw: { Name: "a\n“b”", ID: "'x" } },
      ],
    });
  });

  it("say dates, numbers and formulas as a person reads them", async () => {
    const cells = [
      { t: "d", v: new Date(Date.UTC(2016, 0, 31)), z: "yyyy-mm-dd" },
      { t: "n", v: 42_400, z: "yyyy/m/d" },
      { t: "n", v: 0.1 + 0.2 },
      { t: "n", v: 306 },
      { t: "n", v: 12, z: "00000" },
      { t: "n", v: 123_456_789_012_345 },
      { t: "n", v: 7, f: "3+4" },
      { t: "s", v: "甲", f: '"甲"' },
      { t: "b", v: true },
      { t: "e", v: 0x17, w: "#REF!" },
    ];
    const headers = cells.map((_, at) => ({ t: "s", v: `h${at}` }));
    const book = utils.book_new(utils.aoa_to_sheet([headers, cells]), "x");
    const bytes: unknown = write(book, { type: "buffer", bookType: "xlsx", cellDates: true });
    const found = await read(bytes instanceof Uint8Array ? bytes : new Uint8Array());
    if (typeof found === "string") throw new Error(found);
    expect(Object.values(found.rows[0]?.raw ?? {})).toEqual([
      "2016-01-31",
      "2016-01-31",
      "0.3",
      "306",
      "00012",
      "123456789012345",
      "7",
      "甲",
      "true",
      "#REF!",
    ]);
  });

  it("that claim to be huge are refused before they are unpacked", async () => {
    expect(await read(zipClaiming(500 * 1024 * 1024))).toBe("workbook_too_large");
  });

  it("cut off anywhere are refused or empty, never half read", async () => {
    const book = writeWorkbook("x", [
      ["Type", "Name"],
      ["equipment", "a"],
    ]);
    for (const length of [10, 100, 500, book.length - 30, book.length - 1]) {
      expect(await read(book.subarray(0, length))).toBe("unreadable_workbook");
    }
  }, 30_000);
});

/** A ZIP file with one entry whose directory claims `size` bytes. */
function zipClaiming(size: number): Uint8Array {
  const content = deflateRawSync(Buffer.from("<xml/>"));
  const name = Buffer.from("xl/workbook.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32("<xml/>"), 14);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + content.length, 16);
  return Buffer.concat([local, name, content, central, name, end]);
}

describe("anything at all", () => {
  it("is either a table or refused with a reason", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: "binary", maxLength: 200 }).map((text) => utf8(`Type,Name\n${text}`)),
      fc.string({ maxLength: 200 }).map((text) => utf16(`\uFEFF${text}`, false)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const found = await read(content);
        expect(typeof found === "string" || Array.isArray(found.rows)).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("separated values", () => {
  it("come back exactly, whatever is in a cell", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
      fc
        .array(fc.constantFrom("=", "'", "+", "-", "@", "\t", "\r\n", "\n", '"', ",", ";", "1", "甲", " "))
        .map((parts) => parts.join("")),
    );
    const row = fc.array(cell, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(row, fc.constantFrom(",", "\t", ";"), async (cells, delimiter) => {
        const back = [];
        for await (const record of readCsv(once(csvLine(cells, delimiter)), delimiter)) back.push(record);
        expect(back).toEqual([cells]);
      }),
      { numRuns: 500 },
    );
  });

  it("never begin with what a spreadsheet runs", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [first = ""] = csvLine([text]).slice(0, -2).replace(/^"/, "");
        expect("=+@\t\r".includes(first) && first !== "").toBe(false);
      }),
    );
  });
});

/** Official forms lie beside the clone on machines that have them; they are not ours to distribute. */
const forms = "../shared/data/real/nrii-templates-zh";

/** Those that are no lists of equipment. */
const others: Record<string, string> = {
  "unit.xls": "list_of_units",
  "center.xls": "list_of_centres",
  "device.xls": "list_of_infrastructures",
};

describe.skipIf(!existsSync(forms))("the national register's own form", () => {
  it("is recognised with all its columns", async () => {
    const found = await read(readFileSync(`${forms}/equipment.xls`));
    expect(found).toMatchObject({ format: { name: "nrii" }, rows: [] });
    if (typeof found === "string") throw new Error(found);
    expect(Object.keys(found.mapping)).toEqual(found.headers);
    expect(found.format.fields.map(({ headers }) => headers[0])).toEqual(found.headers);
  });

  it("and its sisters are read without harm", async () => {
    for (const name of readdirSync(forms).filter((file) => file.endsWith(".xls"))) {
      const found = await read(readFileSync(`${forms}/${name}`));
      expect(typeof found === "string" ? found : "read", name).toBe(others[name] ?? "read");
    }
  }, 60_000);
});

const template = "../shared/data/real/uniquip-template-en/UniquipTemplate.xlsx";

describe.skipIf(!existsSync(template))("the UNIQUIP template", () => {
  it("has the columns that we write, in our order", async () => {
    const found = await read(readFileSync(template));
    if (typeof found === "string") throw new Error(found);
    expect(found.format.name).toBe("uniquip");
    expect(found.format.fields.slice(0, 21).map(({ headers }) => headers[0])).toEqual(found.headers);
  });
});
