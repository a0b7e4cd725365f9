import { type Deadline, lastDay } from "#app/domain/deadline.ts";
import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { allowedTransitions, type Process, type Staged } from "#app/domain/process.ts";
import { inputSchema } from "./input-schema.server.ts";

/** The fields of anything with a lifecycle. */
export const lifecycleShape = {
  state: z.string(),
  /** What this caller may do now. */
  allowed: z.array(
    z.strictObject({ name: z.string(), inputs: z.record(z.string(), z.unknown()).nullable() }),
  ),
  /** Whose turn it is; null when nobody's. */
  owner: z.string().nullable(),
  /** The instant from which on it is too late. */
  deadline: z.iso.datetime().nullable(),
  /** The last day on which it is not, in the platform's zone. */
  lastDay: z.iso.date().nullable(),
};

/** When a thing has to be acted on: the instant at which the period is over, and its last day. */
export const deadlineFields = (deadline: Deadline | null) => ({
  deadline: deadline?.toISOString() ?? null,
  lastDay: deadline && lastDay(deadline),
});

/** Says of a row where it stands in its lifecycle and what `actor` may do with it. */
export function lifecycleOf<S extends string, P extends string>(
  process: Process<S, P>,
  actor: Actor,
  row: Staged & { deadline: Deadline | null },
) {
  const state = process.states.find((name) => name === row.state);
  return {
    state: row.state,
    allowed: allowedTransitions(process, actor, row).map(({ name, inputs }) => ({
      name,
      inputs: inputSchema(inputs),
    })),
    owner: (state && process.owners[state]) ?? null,
    ...deadlineFields(row.deadline),
  };
}
