import type { Bench } from "../bench.ts";
import { againstBare, withMarket } from "../http/servers.ts";

/** The results page, 20 hits and facets, against the same framework rendering a static page of the same elements. */
export const page: Bench = {
  id: "page",
  run: (tools) =>
    withMarket(tools, async (url) => [
      await againstBare(`${url}/?q=%E6%A3%80%E6%B5%8B`, "results page", "page", 0.7, tools.say),
    ]),
};
