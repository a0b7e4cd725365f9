/** Lengths and counts of proposals; ours, chosen so that a client can read ten of them in a day. */
export const proposalLimits = {
  prose: 5000,
  line: 120,
  milestones: 12,
  criteria: 8,
  files: 10,
  reasons: 2000,
  question: 1000,
} as const;
