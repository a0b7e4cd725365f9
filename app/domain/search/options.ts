/** The choices of the search page, without what reading them needs: this is also sent to the browser. */
export const sorts = ["relevance", "newest", "price", "-price", "distance", "free"] as const;
export type Sort = (typeof sorts)[number];

export const views = ["list", "table"] as const;
export type View = (typeof views)[number];

/** `offset + limit` of the engines ends here. */
export const deepestHit = 1000;

/** How many facilities can be compared side by side. */
export const mostCompared = 4;
