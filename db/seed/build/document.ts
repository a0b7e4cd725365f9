import { createHash } from "node:crypto";
import type { fileContent } from "../../schema/shared.ts";

/** A page that says in ASCII what it stands for, as a PDF with its hash. */
export function documentOf(...lines: readonly string[]): typeof fileContent.$inferInsert {
  const content = pdfOf(lines);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { sha256, mediaType: "application/pdf", bytes: content.length, content };
}

function pdfOf(lines: readonly string[]): Buffer {
  const text = `BT /F1 14 Tf 60 760 Td ${lines.map((line) => `(${line}) Tj`).join(" 0 -28 Td ")} ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  const starts: number[] = [];
  let body = "%PDF-1.4\n";
  for (const [index, object] of objects.entries()) {
    starts.push(body.length);
    body += `${index + 1} 0 obj${object}endobj\n`;
  }
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`,
    "latin1",
  );
}
