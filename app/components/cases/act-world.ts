import type { Term } from "./measure-choices.tsx";

export interface Handler {
  id: string;
  name: string;
  /** Why they may not; null when they may. */
  conflict: string | null;
}

export interface ActWorld {
  /** Measures that may be named, with their terms. */
  terms: readonly Term[];
  /** Who may be given the case, or chair its hearing. */
  officers: readonly Handler[];
  chairs: readonly Handler[];
  /** Files that the accused has not seen yet. */
  evidence: readonly { id: string; name: string }[];
  /** Ties on record that can be taken back. */
  ties: readonly { id: string; name: string }[];
  /** The reader handles the case and says who may see what they file. */
  internal: boolean;
  /** Kinds of files that may be handed in. */
  accept: string;
}
