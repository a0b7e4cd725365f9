import { type PdfBlock, writePdf } from "#app/integrations/pdf.server.ts";

/** A signature as the last sheet of a document names it. */
export interface SheetSignature {
  party: string;
  signer: string;
  at: Date;
  sha256: string;
}

interface SignedDocument {
  title: string;
  canonical: string;
  sha256: string;
  /** When the text was written. */
  at: Date;
  signatures: readonly SheetSignature[];
}

/** The heading of the sheet behind the contract's own text. */
export const signatureSheet = "签署页";

/**
 * The contract as a PDF: the canonical text line by line and, behind it, the sheet of signatures. The text itself is
 * enclosed as a file, so that whoever has the PDF can compute its SHA-256.
 */
export const contractPdf = ({ title, canonical, sha256, at, signatures }: SignedDocument) =>
  writePdf({
    title,
    at,
    foot: `SHA-256 ${sha256}`,
    blocks: [...bodyOf(canonical), ...sheetOf(sha256, signatures)],
    enclosed: { name: "contract.txt", text: canonical },
  });

function bodyOf(canonical: string): PdfBlock[] {
  return canonical
    .replace(/\n$/, "")
    .split("\n")
    .map((text, index): PdfBlock => {
      if (text === "") return { kind: "gap" };
      if (index < 2) return { kind: "title", text };
      return { kind: /^第[一二三四五六七八九十]+条　/.test(text) ? "heading" : "line", text };
    });
}

const sheetOf = (sha256: string, signatures: readonly SheetSignature[]): PdfBlock[] => [
  { kind: "new_page" },
  { kind: "title", text: signatureSheet },
  { kind: "gap" },
  { kind: "line", text: `文本摘要（SHA-256）：${sha256}` },
  ...(signatures.length === 0
    ? [{ kind: "line", text: "尚未签署。" } as const]
    : signatures.flatMap(({ party, signer, at, sha256: signed }): PdfBlock[] => [
        { kind: "gap" },
        { kind: "heading", text: party },
        { kind: "line", text: `授权签署人：${signer}` },
        { kind: "line", text: `签署时间：${at.toISOString()}` },
        { kind: "line", text: `所签摘要：${signed}` },
      ])),
];
