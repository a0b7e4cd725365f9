import { openApiDocument } from "./openapi.server.ts";

/** The OpenAPI 3.1 document of the API. */
export const loader = () =>
  Response.json(openApiDocument(), { headers: { "Cache-Control": "public, max-age=300" } });
