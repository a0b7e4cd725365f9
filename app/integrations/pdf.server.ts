import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { create, type Font } from "fontkit";
import PDFDocument from "pdfkit";
import { encode } from "uqr";

/** Not relative to this module: the server's bundle holds this module, the font stays where it is. */
const fontFile = resolve("app/integrations/fonts/noto-sans-cjk-sc.otf");

/** What a document is made of, from top to bottom. */
export type PdfBlock =
  | { kind: "title" | "heading" | "line"; text: string }
  /** A text as a QR code. */
  | { kind: "scan"; text: string }
  | { kind: "new_page" }
  | { kind: "gap" };

export interface PdfContent {
  title: string;
  /** Small, at the foot of every page, before the page's number. */
  foot: string;
  /** When what it says was settled; the same content gives the same file. */
  at: Date;
  blocks: readonly PdfBlock[];
  /** A file carried inside the document. */
  enclosed?: { name: string; text: string };
}

/** Points of the A4 page; text in the lowest `foot` points is the foot's. */
export const pdfMargins = { side: 64, top: 64, bottom: 72, foot: 56 } as const;

const sizes = { title: 17, heading: 12.5, line: 10.5, foot: 8 } as const;

let bytes: Buffer | undefined;
const fontBytes = (): Buffer => {
  bytes ??= readFileSync(fontFile);
  return bytes;
};

let opened: Font | undefined;

/** The characters of a text that the document's font has no picture for, each once. */
export function unprintable(text: string): string[] {
  if (!opened) {
    const font = create(fontBytes());
    if (!("hasGlyphForCodePoint" in font)) throw new Error("the PDF font is a collection");
    opened = font;
  }
  const font = opened;
  return [...new Set(text)].filter(
    (character) => character !== "\n" && !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  );
}

/** Writes a PDF (A4, tagged as Chinese) whose font is embedded as far as it is used, so that it reads the same everywhere. */
export async function writePdf({ title, foot, at, blocks, enclosed }: PdfContent): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    bufferPages: true,
    lang: "zh-CN",
    displayTitle: true,
    margins: {
      left: pdfMargins.side,
      right: pdfMargins.side,
      top: pdfMargins.top,
      bottom: pdfMargins.bottom,
    },
    info: { Title: title, Subject: foot, Creator: "Kexiang", CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((settle, fail) => {
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    document.on("end", settle);
    document.on("error", fail);
  });
  document.registerFont("text", fontBytes()).font("text");
  for (const block of blocks) writeBlock(document, block);
  writeFeet(document, foot);
  if (enclosed)
    document.file(Buffer.from(enclosed.text, "utf8"), {
      name: enclosed.name,
      type: "text/plain",
      creationDate: at,
      modifiedDate: at,
    });
  document.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}

function writeBlock(document: PDFKit.PDFDocument, block: PdfBlock): void {
  if (block.kind === "new_page") {
    document.addPage();
    return;
  }
  if (block.kind === "scan") {
    drawCode(document, block.text);
    return;
  }
  if (block.kind === "gap") {
    document.moveDown(0.6);
    return;
  }
  document.fontSize(sizes[block.kind]);
  const align = block.kind === "title" ? "center" : "left";
  document.text(block.text, { align, lineGap: 4 });
}

/** Points of a code's side. */
const codeSide = 96;

/** Draws a QR code where the text has come to, on the next page when it does not fit. */
function drawCode(document: PDFKit.PDFDocument, text: string): void {
  const { data, size } = encode(text, { border: 0 });
  if (document.y + codeSide > document.page.height - pdfMargins.bottom) document.addPage();
  const [left, top, cell] = [document.x, document.y, codeSide / size];
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) document.rect(left + x * cell, top + y * cell, cell, cell);
    });
  });
  document.fill("black");
  document.y = top + codeSide;
}

/** Page numbers, once it is known how many pages there are. */
function writeFeet(document: PDFKit.PDFDocument, foot: string): void {
  const { start, count } = document.bufferedPageRange();
  for (let at = start; at < start + count; at++) {
    document.switchToPage(at);
    // Below the margin a text would begin a new page.
    document.page.margins.bottom = 0;
    const y = document.page.height - pdfMargins.foot + 16;
    document.fontSize(sizes.foot).text(`${foot}　${at - start + 1} / ${count}`, pdfMargins.side, y, {
      lineBreak: false,
    });
  }
}
