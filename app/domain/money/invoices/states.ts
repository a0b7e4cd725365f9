import { invoiceStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "#app/domain/process.ts";
import { issueInput, noInput, reasonInput, voidInput } from "./inputs.ts";

const toPayer = (template: string) => ({ template, to: ["payer"] as const });

/**
 * An invoice from the request on. It is issued in the tax authority's system, not here: the payee records number, day and
 * file. One that was issued is never changed; a negative invoice takes it back, and then what it was for may be invoiced anew.
 */
export const invoiceProcess = defineProcess({
  entity: "invoice",
  initial: ["requested"],
  states: invoiceStates,
  parties: {
    payer: { action: "charge.pay", organization: "payerId" },
    payee: { action: "charge.manage", organization: "payeeId" },
  },
  owners: { requested: "payee" },
  transitions: [
    {
      name: "issue-invoice",
      from: ["requested"],
      to: "issued",
      by: ["payee"],
      inputs: issueInput,
      notify: toPayer("invoice-issued"),
    },
    {
      name: "decline-invoice",
      from: ["requested"],
      to: "declined",
      by: ["payee"],
      inputs: reasonInput,
      notify: toPayer("invoice-declined"),
    },
    { name: "withdraw-invoice", from: ["requested"], to: "withdrawn", by: ["payer"], inputs: noInput },
    {
      name: "void-invoice",
      from: ["issued"],
      to: "voided",
      by: ["payee"],
      inputs: voidInput,
      notify: toPayer("invoice-voided"),
    },
  ],
});

/** States in which an invoice takes up what was paid: nobody else may be invoiced for it. */
export const liveInvoiceStates = ["requested", "issued"] as const;
