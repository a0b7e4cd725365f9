import type { Locale } from "#app/i18n/locales.ts";

interface Words {
  title: string;
  detail: string;
  requestId: string;
  /** Of the answer's policy, which lets the page's few lines of style through. */
  nonce: string;
  /** After so many seconds the reader's browser tries again by itself. */
  againSeconds?: number;
}

const style =
  ":root{color-scheme:light dark;font:16px/1.7 system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}" +
  "body{max-width:42rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.75rem;line-height:1.3}" +
  "small{color:GrayText;overflow-wrap:anywhere}a{color:inherit}";

const brands: Record<Locale, string> = { "zh-CN": "科享", en: "Kexiang" };

/** A page that needs nothing: no session, no database, no script, no style sheet of ours. */
export function barePage(locale: Locale, { title, detail, requestId, nonce, againSeconds }: Words): string {
  const again = againSeconds === undefined ? "" : `<meta http-equiv="refresh" content="${againSeconds}">`;
  return (
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${again}` +
    `<title>${escapeHtml(title)}</title><style nonce="${nonce}">${style}</style>` +
    `<body><p><a href="/">${brands[locale]}</a></p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(detail)}</p>` +
    `<p><small>${escapeHtml(requestId)}</small></p></body></html>`
  );
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
