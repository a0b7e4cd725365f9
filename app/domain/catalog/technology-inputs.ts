import { z } from "zod";
import { ipTypes, legalStatuses, priceForms, transferModes } from "#db/schema/vocabulary.ts";
import { readIpc } from "./ipc.ts";
import { limits } from "./limits.ts";
import { readPatentNumber, readPublicationNumber } from "./patent-number.ts";
import { day, distinct, fen, text } from "../values.ts";
import { normalised } from "./values.ts";

/** The technology's own part. */
export const technologyShape = {
  ipType: z.enum(ipTypes),
  /** Kept with its `ZL` when it was written so; the command turns that into `zlMarked`. */
  applicationNo: normalised(readApplicationNo, "patent_number").nullable(),
  publicationNo: normalised(orNothing(readPublicationNumber), "publication_number").nullable(),
  zlMarked: z.boolean(),
  ipc: distinct(normalised(readIpc, "ipc"), limits.ipc),
  legalStatus: z.enum(legalStatuses),
  legalStatusCheckedOn: day.nullable(),
  filedOn: day.nullable(),
  grantedOn: day.nullable(),
  inventors: text(300),
  trl: z.int().min(1).max(9).nullable(),
  transferModes: distinct(z.enum(transferModes), transferModes.length),
  priceForm: z.enum(priceForms),
  askingPrice: fen.nullable(),
  problemSolved: text(limits.prose),
  advantage: text(limits.prose),
  proof: text(limits.prose),
  applications: text(limits.prose),
  wanted: text(limits.prose),
  insiderDeal: z.boolean(),
};

/** IP types whose number is a patent application number with a check digit. */
export const patentTypes: readonly string[] = ["invention", "utility_model", "design"];

/**
 * A patent application number in normal form, or another register's number (software `2020SR0123456`, plant variety
 * `CNA20191000123`) as written. What looks like a patent number must be a true one.
 */
function readApplicationNo(written: string): string | undefined {
  const plain = written.normalize("NFKC").trim().toUpperCase();
  if (plain === "") return "";
  const patent = readPatentNumber(plain);
  if (patent) return (patent.zlMarked ? "ZL" : "") + patent.applicationNo;
  return /^(ZL|CN)?[\d\s.]+X?$/.test(plain) || plain.startsWith("ZL") ? undefined : plain.replace(/\s+/g, "");
}

function orNothing(read: (written: string) => string | undefined) {
  return (written: string) => (written.trim() === "" ? "" : read(written));
}
