import type { Reason } from "#app/runtime/problem.ts";

/** One facility that an import touched, as it stands when the import is to be undone. */
export interface Touched {
  title: string;
  outcome: "created" | "updated";
  state: string;
  /** Its version now, and the one the import left behind. */
  version: number;
  leftVersion: number;
  bookings: number;
}

export type UndoStep = "delete" | "withdraw" | "restore" | "nothing";

/** Named at most; the rest is counted. */
const namedAtMost = 20;

/** Every reason why an import cannot be undone, each with the name of the facility that stands in the way. */
export function undoReasons(touched: readonly Touched[]): Reason[] {
  const found = touched.flatMap((one): Reason[] => {
    if (one.outcome === "created" && one.bookings > 0) {
      return [
        {
          rule: "import_facility_booked",
          overridable: false,
          params: { name: one.title, bookings: one.bookings },
        },
      ];
    }
    if (undoStep(one) !== "nothing" && undoStep(one) !== "withdraw" && one.version !== one.leftVersion) {
      return [{ rule: "import_changed_since", overridable: false, params: { name: one.title } }];
    }
    return [];
  });
  const more = found.length - namedAtMost;
  if (more <= 0) return found;
  return [
    ...found.slice(0, namedAtMost),
    { rule: "import_and_more", overridable: false, params: { count: more } },
  ];
}

/**
 * What undoing means for one facility: what was created and nobody else has seen is deleted, what has been published
 * since is withdrawn, what was updated says again what it said before.
 */
export function undoStep({ outcome, state }: Pick<Touched, "outcome" | "state">): UndoStep {
  if (outcome === "updated") return "restore";
  if (state === "withdrawn") return "nothing";
  return state === "published" || state === "suspended" ? "withdraw" : "delete";
}
