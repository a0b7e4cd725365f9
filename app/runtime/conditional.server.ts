/** RFC 9110, 13.1.2: whether the asker already has what stands here under `etag`. */
export function isKnown(request: Request, etag: string): boolean {
  const tags = request.headers.get("If-None-Match");
  if (tags === null) return false;
  // Weak comparison: a proxy that compresses marks the tag it passes on as weak.
  return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
