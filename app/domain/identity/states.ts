import { z } from "zod";
import { defineProcess } from "#app/domain/process.ts";
import { verificationStates } from "#db/schema/vocabulary.ts";

/** An organisation's request to be verified; the regulator of its region answers. */
export const verificationProcess = defineProcess({
  entity: "verification",
  initial: ["submitted"],
  states: verificationStates,
  parties: {
    applicant: { action: "organization.edit", organization: "organizationId" },
    officer: { action: "organization.verify", region: "regionCode" },
  },
  owners: { submitted: "officer", returned: "applicant" },
  transitions: [
    {
      name: "verify",
      from: ["submitted"],
      to: "verified",
      by: ["officer"],
      inputs: z.strictObject({}),
      notify: { template: "verification-verified", to: ["applicant"] },
    },
    {
      name: "return",
      from: ["submitted"],
      to: "returned",
      by: ["officer"],
      inputs: z.strictObject({ reasons: z.string().trim().min(5).max(2000) }),
      notify: { template: "verification-returned", to: ["applicant"] },
    },
    {
      name: "resubmit",
      from: ["returned"],
      to: "submitted",
      by: ["applicant"],
      inputs: z.strictObject({ statement: z.string().trim().max(2000) }),
      notify: { template: "verification-submitted", to: ["officer"] },
    },
  ],
});
