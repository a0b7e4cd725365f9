import { MeilisearchError } from "meilisearch";

/** The client's errors, for those who deliver and those who fall back. */
export { MeilisearchApiError, MeilisearchError, MeilisearchRequestError } from "meilisearch";

/**
 * Whether Meilisearch, or what stands before it, did not do what it was asked. A proxy shows a page when it finds no server
 * behind it: not JSON, which the client reports as it comes.
 */
export const isTheirs = (error: unknown): error is MeilisearchError | SyntaxError =>
  error instanceof MeilisearchError || error instanceof SyntaxError;
