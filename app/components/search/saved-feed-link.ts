/** The entry of a results page's `meta` that lets feed readers find the feed of the same search. */
export const feedLink = (search: string, lang: string, title: string) => {
  const params = new URLSearchParams(search);
  for (const name of ["page", "view", "sort"]) params.delete(name);
  params.set("lang", lang);
  const type = "application/atom+xml";
  return { tagName: "link", rel: "alternate", type, title, href: `/search.atom?${params}` } as const;
};
