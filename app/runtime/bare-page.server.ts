import type { Locale } from "#app/i18n/locales.ts";

interface Words {
  title: string;
  detail: string;
  requestId: string;
  /** After so many seconds the reader's browser tries again by itself. */
  againSeconds?: number;
}

/** A page that needs nothing: no session, no database, no script, no style sheet of ours. */
export function barePage(locale: Locale, { title, detail, requestId, againSeconds }: Words): string {
  const again = againSeconds === undefined ? "" : `<meta http-equiv="refresh" content="${againSeconds}">`;
  return (
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${again}` +
    `<title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)} (${escapeHtml(requestId)})</p></html>`
  );
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
