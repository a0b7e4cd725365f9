/** The client's errors, for those who deliver and those who fall back. */
export { MeilisearchApiError, MeilisearchError, MeilisearchRequestError } from "meilisearch";
