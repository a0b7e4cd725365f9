import { openApiText } from "./openapi.server.ts";

/** The OpenAPI 3.1 document of the API. */
export const loader = () =>
  new Response(openApiText(), {
    headers: { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" },
  });
