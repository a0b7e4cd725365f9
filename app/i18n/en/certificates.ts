import type { Translation } from "../translation.ts";
import type { certificates as zh } from "../zh-CN/certificates.ts";

export const certificates: Translation<typeof zh> = {
  title: "Certificates of standing",
  one: "Certificate",
  lead: "Says what everybody may know of your standing at the moment it is made out, with an address to verify it and its SHA-256. Print it, or keep it as a PDF when printing.",
  issue: "Make out a certificate",
  none: "None was made out yet",
  noneDetail: "Certificates are listed here and can be printed again.",
  number: "Number",
  issued: "Issued",
  print: "Print or keep as PDF",
  verifyAt: "Verify at:",
  hash: "SHA-256:",
  hashNote:
    "Of the text above in UTF-8 with LF line ends. It was made out here when the page of verification shows the same.",
  verify: "Verify a certificate of standing",
  verifyLead:
    "Compare number, organisation and SHA-256 with the certificate. The standing may have changed since; what counts is what is asked now.",
  speaks: "Valid",
  over: "No longer valid",
  organization: "Organisation",
  uscc: "Credit code",
  until: "Valid until",
  now: "The organisation's standing now",
};
