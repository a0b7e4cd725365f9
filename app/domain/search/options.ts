/** The choices of the search page, without what reading them needs: this is also sent to the browser. */
export const sorts = ["relevance", "newest", "price", "-price"] as const;

export const views = ["list", "table"] as const;
export type View = (typeof views)[number];

/** `offset + limit` of the engines ends here. */
export const deepestHit = 1000;
