import type { Bench } from "../bench.ts";
import { againstBare, withMarket } from "../http/servers.ts";

/** `GET /api/v1/search` against a bare route that returns the same bytes. */
export const json: Bench = {
  id: "json",
  run: (tools) =>
    withMarket(tools, async (url) => [
      await againstBare(
        `${url}/api/v1/search?q=%E7%94%B5%E9%95%9C&limit=20`,
        "search by API",
        "json",
        0.6,
        tools.say,
      ),
    ]),
};
