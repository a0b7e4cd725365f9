import type { Bench } from "../bench.ts";
import { againstBare, withMarket } from "../http/servers.ts";

/**
 * The results page, 20 hits and facets, against the same framework rendering a static page of the same elements: asked for by
 * many visitors, who share what is rendered for one of them, and rendered for each of them, as for people who are signed in.
 */
export const page: Bench = {
  id: "page",
  run: (tools) =>
    withMarket(tools, async (url) => {
      const page = `${url}/?q=%E6%A3%80%E6%B5%8B`;
      return [
        await againstBare(page, "results page", "page", 0.7, tools.say),
        await againstBare(`${page}&n={n}`, "results page, each its own", "page", undefined, tools.say),
      ];
    }),
};
