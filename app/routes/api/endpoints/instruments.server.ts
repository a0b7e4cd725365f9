import { z } from "zod";
import { readingsInput } from "#app/domain/instrument/meter-inputs.ts";
import { takeReadings } from "#app/domain/instrument/take-readings.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";

const ids = z.array(z.uuid());

export const instrumentEndpoints: readonly Endpoint[] = [
  endpoint(
    {
      method: "POST",
      path: "/meters/{unitId}/readings",
      tag: "instruments",
      access: "booking.manage",
      params: z.strictObject({ unitId: z.uuid() }),
      body: readingsInput,
      creates: true,
      answer: z.strictObject({
        accepted: z.int(),
        repeated: z.int(),
        checkedIn: ids,
        checkedOut: ids,
      }),
    },
    async ({ ctx, params, body }) => takeReadings(ctx, params.unitId, body),
  ),
];
