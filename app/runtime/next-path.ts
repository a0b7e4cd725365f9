/** Whether `path` leads somewhere on this site: `//host` and `/\host` are other sites to a browser. */
export const isLocalPath = (path: string): boolean => /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(path);

/** The local path that a page was asked to return to (`?next=`), or `fallback`. */
export function nextPath(request: Request, fallback = "/"): string {
  const next = new URL(request.url).searchParams.get("next");
  return next !== null && isLocalPath(next) ? next : fallback;
}

/** `?next=` for a link between pages that pass it on; nothing when there is nowhere to return to. */
export const nextQuery = (next: string, fallback = "/"): string =>
  next === fallback ? "" : `?next=${encodeURIComponent(next)}`;
