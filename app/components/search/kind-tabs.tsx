import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Tabs } from "#app/components/navigation-bits.tsx";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { withParam } from "./address.ts";

/** The four kinds with how many of each were found. */
export function KindTabs({ counts }: { counts: SearchPage["facets"][string] }) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const { t: common } = useTranslation("common");
  const chosen = params.getAll("kind").filter(Boolean);
  const countOf = (kind: string) => counts.find(({ value }) => value === kind)?.count ?? 0;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  // The other kinds have no free times to be put in order by.
  const unordered = new URLSearchParams([...params].filter(([, value]) => value !== "free"));
  const everything = withParam(params, "kind", undefined);
  const tabs = [
    {
      to: everything === "/?" ? "/?view=list" : everything,
      label: t("allKinds"),
      count: all,
      current: chosen.length === 0,
    },
    ...listingKinds.map((kind) => ({
      to: withParam(kind === "facility" ? params : unordered, "kind", kind),
      label: common(`kinds.${kind}`),
      count: countOf(kind),
      current: chosen.includes(kind),
    })),
  ];
  return <Tabs tabs={tabs} label={t("kinds")} />;
}
