/** A file for saving, for nobody else's cache. `name` is ASCII. */
export const fileAnswer = (name: string, mediaType: string, body: BodyInit): Response =>
  new Response(body, {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
