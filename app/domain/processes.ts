import { bookingProcess } from "./booking/states.ts";
import { listingProcesses } from "./catalog/states.ts";
import { verificationProcess } from "./identity/states.ts";
import type { Process } from "./process.ts";

/** Every lifecycle of the platform; loading this validates their tables. */
export const processes: readonly Process[] = [
  ...Object.values(listingProcesses),
  bookingProcess,
  verificationProcess,
];
