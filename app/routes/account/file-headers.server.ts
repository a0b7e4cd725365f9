interface Sent {
  mediaType: string;
  name: string;
  bytes: number;
}

/**
 * The head of an answer that is a file. A browser must neither guess another type nor run anything in it: only pictures
 * open in place, everything else is saved.
 */
export const fileHeaders = ({ mediaType, name, bytes }: Sent): Headers =>
  new Headers({
    "Content-Type": mediaType,
    "Content-Length": String(bytes),
    "Content-Disposition": disposition(mediaType, name),
    "Content-Security-Policy": "default-src 'none'; sandbox",
  });

/** RFC 6266: the name in UTF-8, and a plain one for those who cannot read that. */
function disposition(mediaType: string, name: string): string {
  const kind = mediaType.startsWith("image/") ? "inline" : "attachment";
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
