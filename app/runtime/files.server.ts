import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import { eq } from "drizzle-orm";
import { fileTypeFromBuffer } from "file-type";
import type { Tx } from "#db/client.ts";
import { attachment } from "#db/schema/catalog.ts";
import { fileContent } from "#db/schema/shared.ts";
import { fail, ok, type Problem, type Result } from "./problem.ts";

/** What may be uploaded, by group; the type is read from the bytes, never believed from the name or the browser. */
export const mediaGroups = {
  image: ["image/jpeg", "image/png", "image/webp"],
  scan: ["image/jpeg", "image/png"],
  pdf: ["application/pdf"],
  office: [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ],
} as const;

export type MediaGroup = keyof typeof mediaGroups;

export interface UploadRules {
  accept: readonly MediaGroup[];
  maxBytes: number;
}

const megabyte = 1_000_000;

/** Scans of certificates and other proof. */
export const proofRules: UploadRules = { accept: ["pdf", "image"], maxBytes: 10 * megabyte };
/** Pictures of what is listed. */
export const imageRules: UploadRules = { accept: ["image"], maxBytes: 5 * megabyte };
/** Manuals, data sheets, descriptions. */
export const documentRules: UploadRules = { accept: ["pdf", "image", "office"], maxBytes: 20 * megabyte };

/** Evidence for a payer's bank. Stripe takes 4.5 MB in all, and no other pictures. */
export const evidenceRules: UploadRules = { accept: ["pdf", "scan"], maxBytes: 4 * megabyte };

/** A file that passed inspection and may be stored. */
export interface InspectedFile {
  name: string;
  mediaType: string;
  sha256: string;
  content: Uint8Array;
}

/**
 * Checks an upload: not empty, not larger than `maxBytes`, and of an accepted type by its own bytes. Refuses with a
 * problem whose errors name `field` and one of `file_missing`, `file_empty`, `file_too_big`, `file_type`.
 */
export async function inspectUpload(
  upload: File,
  rules: UploadRules,
  field = "file",
): Promise<Result<InspectedFile>> {
  // Browsers send a nameless empty file when none was chosen.
  if (upload.size === 0) return fail(refused(field, upload.name ? "file_empty" : "file_missing"));
  if (upload.size > rules.maxBytes) {
    return fail(refused(field, "file_too_big", { megabytes: Math.floor(rules.maxBytes / megabyte) }));
  }
  const content = new Uint8Array(await upload.arrayBuffer());
  const found = await fileTypeFromBuffer(content);
  const accepted: readonly string[] = rules.accept.flatMap((group) => [...mediaGroups[group]]);
  if (!found || !accepted.includes(found.mime)) return fail(refused(field, "file_type"));
  return ok({
    name: safeName(upload.name, found.ext),
    mediaType: found.mime,
    sha256: encodeHexLowerCase(sha256(content)),
    content,
  });
}

/**
 * Checks all uploads of a form's field; entries without content are left out. Refuses as `inspectUpload` does, and with
 * `too_many_files`.
 */
export async function inspectAll(
  entries: readonly FormDataEntryValue[],
  rules: UploadRules,
  field: string,
  most: number,
): Promise<Result<InspectedFile[]>> {
  const uploads = entries.filter((entry) => entry instanceof File && entry.size > 0);
  if (uploads.length > most) return fail(refused(field, "too_many_files", { maximum: most }));
  const files: InspectedFile[] = [];
  for (const upload of uploads) {
    if (!(upload instanceof File)) continue;
    const inspected = await inspectUpload(upload, rules, field);
    if (!inspected.ok) return inspected;
    files.push(inspected.value);
  }
  return ok(files);
}

/** The value for an `accept` attribute, so that the file dialogue offers what we take. */
export const acceptAttribute = (rules: UploadRules): string =>
  rules.accept.flatMap((group) => [...mediaGroups[group]]).join(",");

export interface AttachmentPlace {
  ownerType:
    | "listing"
    | "verification"
    | "sample_order"
    | "service_order"
    | "qualification"
    | "proposal"
    | "transfer_claim"
    | "invoice"
    | "dispute"
    | "card_rectification";
  ownerId: string;
  organizationId: string;
  role: "image" | "document" | "proof";
  visibility: "public" | "organization" | "reviewer";
  uploadedBy: string | null;
  position?: number;
}

/** Stores the content once per hash. */
export async function storeContent(
  tx: Tx,
  { sha256: hash, mediaType, content }: InspectedFile,
): Promise<void> {
  await tx
    .insert(fileContent)
    .values({ sha256: hash, mediaType, bytes: content.byteLength, content: Buffer.from(content) })
    .onConflictDoNothing();
}

/** Stores the content once per hash and hangs it on its owner; returns the attachment's id. */
export async function attachFile(tx: Tx, file: InspectedFile, place: AttachmentPlace): Promise<string> {
  const { sha256: hash, mediaType, content, name } = file;
  await storeContent(tx, file);
  const [row] = await tx
    .insert(attachment)
    .values({ ...place, sha256: hash, mediaType, bytes: content.byteLength, name })
    .returning({ id: attachment.id });
  if (!row) throw new Error("attachment was not inserted");
  return row.id;
}

/** The bytes behind a hash. Whether somebody may see them is the caller's to check. */
export async function readContent(db: Tx, hash: string): Promise<Buffer | undefined> {
  const [row] = await db
    .select({ content: fileContent.content })
    .from(fileContent)
    .where(eq(fileContent.sha256, hash));
  return row?.content;
}

/** The name without folders, control characters or a misleading ending, at most 120 characters. */
export function safeName(name: string, extension: string): string {
  const base = name
    .normalize("NFC")
    .replace(/^.*[/\\]/, "")
    .replace(/\.[^.]{1,8}$/, "")
    // Control and bidirectional characters can make a name read differently from what it is.
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return `${[...base].slice(0, 120).join("") || "file"}.${extension}`;
}

const refused = (path: string, code: string, params?: Record<string, number>): Problem => ({
  code: "invalid",
  status: 422,
  errors: [{ path, code, params }],
});
