/** In force: a measure of the decision is. Ended: none is any more, but it is still published. */
export const registerStates = ["in_force", "ended"] as const;
