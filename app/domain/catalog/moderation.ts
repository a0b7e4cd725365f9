/** Why a listing waits for a moderator: submitted, changed since they last looked, under notice, or suspended. */
export const queueNames = ["submitted", "changed", "notice", "suspended"] as const;
export type QueueName = (typeof queueNames)[number];

/** Transitions that must say why. */
export const needsReasons: readonly string[] = ["return", "suspend"];
