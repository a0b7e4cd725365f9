import { mostFieldCodes } from "../values.ts";

/**
 * Lengths and counts of a listing. The facility's come from the national instrument register's forms, the demand's from
 * the provincial call for technology demands; a longer text could not be reported upward.
 */
export const limits = {
  title: 120,
  summary: 1000,
  fieldCodes: mostFieldCodes,
  keywords: 5,
  keyword: 30,
  line: 120,
  technical: 500,
  functions: 300,
  serviceContent: 200,
  requirement: 500,
  feeNote: 500,
  prose: 500,
  /** The provincial call's 500 are too few for a third of what companies write; a report upward takes the beginning. */
  demandProse: 1000,
  confidential: 2000,
  ipc: 20,
  accreditation: 10,
  units: 50,
  prices: 60,
  images: 12,
  documents: 12,
  reasons: 2000,
} as const;
