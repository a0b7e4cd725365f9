import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header: scheme v1 is the HMAC-SHA256 of `timestamp.body`; v0 is another that receivers must not accept. */
export function sign(body: string, secret: string, atSeconds: number): string {
  const hmac = (key: string) => createHmac("sha256", key).update(`${atSeconds}.${body}`).digest("hex");
  return `t=${atSeconds},v1=${hmac(secret)},v0=${hmac(`${secret}-test`)}`;
}
