import { trainingStates } from "#db/schema/vocabulary.ts";
import { defineProcess } from "../process.ts";
import { noInput, reasonInput } from "./inputs.ts";

/** The life of a training session. Its seats are booked while it is planned; closing it settles who has not come. */
export const trainingProcess = defineProcess({
  entity: "training_session",
  initial: ["planned"],
  states: trainingStates,
  parties: { organizer: { action: "booking.manage", organization: "organizationId" } },
  owners: { planned: "organizer" },
  transitions: [
    { name: "close_session", from: ["planned"], to: "held", by: ["organizer"], inputs: noInput },
    { name: "cancel", from: ["planned"], to: "cancelled", by: ["organizer"], inputs: reasonInput },
  ],
});
