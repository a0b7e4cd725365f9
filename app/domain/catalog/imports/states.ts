import type { ImportState } from "#db/schema/vocabulary.ts";

/**
 * Where an import can go from where it stands. It is a tool of its owner and not a lifecycle with parties and
 * deadlines, so it has no row in the process tables; `advance` is the only code that sets the state.
 *
 * `mapping`: the file is being read. `preview`: read, waits for a person. `failed`: could not be read or finished.
 */
export const importSteps: Readonly<Record<ImportState, readonly ImportState[]>> = {
  mapping: ["mapping", "preview", "queued", "failed"],
  preview: ["mapping", "queued"],
  failed: ["mapping", "undone"],
  queued: ["running", "failed"],
  running: ["done", "failed"],
  done: ["undone"],
  undone: [],
};

const openStates: readonly ImportState[] = ["mapping", "preview", "failed"];

/** Whether nothing has been imported yet, so that the file may be read in another way or thrown away. */
export const isOpen = ({ state, finishedAt }: { state: ImportState; finishedAt: Date | null }): boolean =>
  openStates.includes(state) && finishedAt === null;

/** Whether something was imported that can be taken back: an import may have broken off in the middle. */
export const isUndoable = ({ state, finishedAt }: { state: ImportState; finishedAt: Date | null }): boolean =>
  state === "done" || (state === "failed" && finishedAt !== null);

/** States in which a job is at work and the page should be looked at again. */
export const busyStates: readonly ImportState[] = ["mapping", "queued", "running"];
