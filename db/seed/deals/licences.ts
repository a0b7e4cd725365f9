import type { StandardLicence } from "../../schema/vocabulary.ts";

/** A standing offer of a licence at a fixed price, signed by its owner; money in yuan, the time in days before loading. */
export interface LicenceSeed {
  technology: string;
  signedBy: string;
  mode: StandardLicence;
  yuan: number;
  deliverDays: number;
  daysAgo: number;
}

export const licences: readonly LicenceSeed[] = [
  {
    technology: "heat-pump-dryer",
    signedBy: "tto",
    ...{ mode: "ordinary_licence", yuan: 260_000, deliverDays: 30, daysAgo: 38 },
  },
];
