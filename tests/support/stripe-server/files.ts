import { refused } from "./errors.ts";
import type { Desk } from "./payments.ts";
import { newId, type StripeFile } from "./world.ts";

const mostBytes = 5_000_000;

/** The first bytes of what Stripe takes as evidence; it does not believe the type that is said. */
const beginnings = { "application/pdf": "25504446", "image/jpeg": "ffd8ff", "image/png": "89504e47" };

interface Upload {
  name: string;
  type: string;
  /** Base64. */
  data: string;
}

/** Keeps a file for a dispute. */
export function keepFile(desk: Desk, { name, type, data }: Upload): StripeFile {
  const bytes = Buffer.from(data, "base64");
  const known = Object.entries(beginnings).find(([, start]) => bytes.toString("hex").startsWith(start));
  if (!known || known[0] !== type)
    throw refused("file_type_invalid", `Files of type ${type} are not supported for disputes.`, "file");
  if (bytes.byteLength > mostBytes)
    throw refused("file_too_large", "The file may have at most 5 MB.", "file");
  return desk.world.files.add({
    ...{ id: newId("file"), object: "file", created: desk.now(), purpose: "dispute_evidence" },
    ...{ filename: name, size: bytes.byteLength, type: type.replace(/^.*\//, ""), url: null, title: null },
    ...{ expires_at: null, links: null, content: bytes.toString("base64") },
  });
}
