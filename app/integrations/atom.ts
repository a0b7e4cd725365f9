/** RFC 4287, as far as a list of listings needs it. */
export interface Entry {
  /** A UUID that stays the thing's own. */
  id: string;
  title: string;
  author: string;
  summary: string;
  /** Words of the kind. */
  category: string;
  link: string;
  published: Date | null;
  updated: Date;
}

export interface Feed {
  id: string;
  title: string;
  language: string;
  self: string;
  alternate: string;
  updated: Date;
  entries: readonly Entry[];
}

/** The feed as a document; whatever its texts hold is text. */
export function atomXml({ id, title, language, self, alternate, updated, entries }: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(language)}">
<id>urn:uuid:${escaped(id)}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
<link rel="alternate" type="text/html" href="${escaped(alternate)}"/>
<generator>Kexiang</generator>
${entries.map(entryXml).join("")}</feed>
`;
}

function entryXml({ id, title, author, summary, category, link, published, updated }: Entry): string {
  return `<entry>
<id>urn:uuid:${escaped(id)}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
${published ? `<published>${published.toISOString()}</published>\n` : ""}<author><name>${escaped(author)}</name></author>
<link rel="alternate" type="text/html" href="${escaped(link)}"/>
<category term="${escaped(category)}"/>
<summary>${escaped(summary)}</summary>
</entry>
`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for an element or a quoted attribute, without the characters that XML 1.0 cannot hold. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
