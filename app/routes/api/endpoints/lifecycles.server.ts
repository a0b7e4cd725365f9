import { z } from "zod";
import type { Process, Transition } from "#app/domain/process.ts";
import { processes } from "#app/domain/processes.ts";
import { ok } from "#app/runtime/problem.ts";
import { endpoint } from "../endpoint.server.ts";
import { inputSchema } from "../input-schema.server.ts";

const transition = z.strictObject({
  name: z.string(),
  from: z.array(z.string()),
  to: z.string(),
  by: z.array(z.string()),
  after: z.string().nullable(),
  inputs: z.record(z.string(), z.unknown()).nullable(),
});

const answer = z.array(z.strictObject({ entity: z.string(), transitions: z.array(transition) }));

/** Every transition table, with the inputs of each transition as JSON Schema. */
export const listLifecycles = endpoint(
  {
    method: "GET",
    path: "/lifecycles",
    tag: "lifecycles",
    access: "public",
    answer,
  },
  async () => ok(processes.map(describe)),
);

const describe = ({ entity, transitions }: Process) => ({
  entity,
  transitions: transitions.map(describeTransition),
});

const describeTransition = ({ name, from, to, by, after, inputs }: Transition) => ({
  name,
  from: [...from],
  to,
  by: [...by],
  after: after ?? null,
  inputs: inputSchema(inputs),
});
