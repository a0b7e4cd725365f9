/** The terms under which the confidential part of a demand is read; their words are `demands:terms.text`. Raise the version with them. */
export const confidentialityTerms = { version: 1 } as const;
