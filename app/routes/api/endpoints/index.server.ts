import type { Endpoint } from "../endpoint.server.ts";
import { listLifecycles } from "./lifecycles.server.ts";
import { listingEndpoints } from "./listings.server.ts";

/** The API's map: every endpoint, in the order the documentation shows them. */
export const endpoints: readonly Endpoint[] = [listLifecycles, ...listingEndpoints];
