import type { RequestHandler } from "express";
import { env } from "#app/runtime/env.server.ts";
import { factsOf } from "./facts.server.ts";

/** The policy of every page: scripts only with this answer's nonce, nothing from elsewhere, nobody may frame us. */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  const directives = {
    "default-src": "'self'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'`,
    // Vite's development server adds styles of its own without a nonce and talks over a socket.
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // Widths of bars and positions of popovers are set on elements.
    "style-src-attr": "'unsafe-inline'",
    "connect-src": development ? "'self' ws:" : "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    // Paying and opening an account for payouts lead from a form of ours to Stripe's own pages.
    "form-action": ["'self'", ...stripePages()].join(" "),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Where Stripe's pages are; of a server that only speaks its language, that server. */
function stripePages(): string[] {
  const { stripe, STRIPE_API_BASE } = env();
  if (!stripe) return [];
  return STRIPE_API_BASE
    ? [new URL(STRIPE_API_BASE).origin]
    : ["https://checkout.stripe.com", "https://connect.stripe.com"];
}

const oneYear = "max-age=31536000; includeSubDomains";

/** Headers that hold for every answer, files included. */
export const securityHeaders =
  ({ development = false } = {}): RequestHandler =>
  (req, res, next) => {
    res.setHeaders(
      new Map([
        ["Content-Security-Policy", contentSecurityPolicy(factsOf(res).nonce, development)],
        ["X-Content-Type-Options", "nosniff"],
        ["Referrer-Policy", "strict-origin-when-cross-origin"],
        ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
        ["Cross-Origin-Opener-Policy", "same-origin"],
        ["Cross-Origin-Resource-Policy", "same-origin"],
      ]),
    );
    if (req.secure || env().secureCookies) res.setHeader("Strict-Transport-Security", oneYear);
    next();
  };
