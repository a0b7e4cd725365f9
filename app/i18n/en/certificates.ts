import type { Translation } from "../translation.ts";
import type { certificates as zh } from "../zh-CN/certificates.ts";

export const certificates: Translation<typeof zh> = {
  title: "Certificates of standing",
  one: "Certificate",
  lead: "Says what everybody may know of your standing at the moment it is made out, with an address and a code to verify it, and its SHA-256. It can be kept as a PDF.",
  issue: "Make out a certificate",
  none: "None was made out yet",
  noneDetail: "Certificates are listed here and can be downloaded again.",
  number: "Number",
  issued: "Issued",
  print: "Print",
  download: "Download as PDF",
  verifyAt: "Verify at:",
  hash: "SHA-256:",
  hashNote:
    "Of the text above in UTF-8 with LF line ends. It was made out here when the page of verification shows the same.",
  hashSame: "Must be the same as on the certificate, and as that of the text file enclosed in the PDF.",
  verify: "Verify a certificate of standing",
  verifyLead: "Compare number, organisation and SHA-256 with the certificate.",
  valid: "Valid",
  validNote: "Within its term, and the organisation's public standing is as it was when it was made out.",
  changed: "Changed since",
  changedNote:
    "Within its term, but the organisation's public standing has changed since. What counts is what is asked now.",
  over: "No longer valid",
  overNote: "Its term is over. Please ask for the organisation's standing now.",
  organization: "Organisation",
  uscc: "Credit code",
  until: "Valid until",
  now: "The organisation's standing now",
};
