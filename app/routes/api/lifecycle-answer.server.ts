import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { allowedTransitions, type Process, type Staged } from "#app/domain/process.ts";
import { inputSchema } from "./input-schema.server.ts";

/** The four fields of anything with a lifecycle. */
export const lifecycleShape = {
  state: z.string(),
  /** What this caller may do now. */
  allowed: z.array(
    z.strictObject({ name: z.string(), inputs: z.record(z.string(), z.unknown()).nullable() }),
  ),
  /** Whose turn it is; null when nobody's. */
  owner: z.string().nullable(),
  deadline: z.iso.datetime().nullable(),
};

/** Says of a row where it stands in its lifecycle and what `actor` may do with it. */
export function lifecycleOf<S extends string, P extends string>(
  process: Process<S, P>,
  actor: Actor,
  row: Staged & { deadline: Date | null },
) {
  const state = process.states.find((name) => name === row.state);
  return {
    state: row.state,
    allowed: allowedTransitions(process, actor, row).map(({ name, inputs }) => ({
      name,
      inputs: inputSchema(inputs),
    })),
    owner: (state && process.owners[state]) ?? null,
    deadline: row.deadline?.toISOString() ?? null,
  };
}
