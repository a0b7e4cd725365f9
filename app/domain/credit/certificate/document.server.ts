import { type PdfBlock, writePdf } from "#app/integrations/pdf.server.ts";

interface MadeOut {
  code: string;
  /** Word for word, in both languages. */
  text: string;
  sha256: string;
  issuedAt: Date;
  /** Where whoever holds it verifies it. */
  address: string;
}

/**
 * A certificate of standing as a PDF: its text line by line, the address of its verification as words and as a code to
 * scan. The text is enclosed as a file, so that whoever has the PDF can compute its SHA-256.
 */
export const certificatePdf = ({ code, text, sha256, issuedAt, address }: MadeOut): Promise<Uint8Array> =>
  writePdf({
    title: `信用证明 Certificate of standing ${code}`,
    foot: `SHA-256 ${sha256}`,
    at: issuedAt,
    blocks: [...linesOf(text), ...verification(sha256, address)],
    enclosed: { name: "certificate.txt", text },
  });

const linesOf = (text: string): PdfBlock[] =>
  text
    .trimEnd()
    .split("\n")
    .flatMap((line, index): PdfBlock[] =>
      index === 0
        ? [{ kind: "title", text: line }, { kind: "gap" }, { kind: "gap" }]
        : [{ kind: "line", text: line }],
    );

const verification = (sha256: string, address: string): PdfBlock[] => [
  { kind: "gap" },
  { kind: "heading", text: "核验 Verification" },
  { kind: "line", text: address },
  { kind: "line", text: `SHA-256: ${sha256}` },
  { kind: "gap" },
  { kind: "scan", text: address },
];
