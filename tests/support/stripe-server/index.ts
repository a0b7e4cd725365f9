import { freePort } from "#db/embedded.ts";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  closeDispute,
  dispute,
  type Desk,
  expire,
  pay,
  type Paying,
  settle,
  settleRefund,
} from "./payments.ts";
import { completeAccount, type Onboarding, payOut, restrictAccount, topUp } from "./connect.ts";
import { Post } from "./deliveries.ts";
import { ApiError } from "./errors.ts";
import { readForm } from "./form.ts";
import { plainBody } from "./multipart.ts";
import { onboardingPage, type Page, paymentPage } from "./pages.ts";
import { routes } from "./routes.ts";
import { newId, type StripeEvent, World } from "./world.ts";

/** How the server misbehaves, until told otherwise. */
interface Manners {
  /** Answers so many coming POSTs by 500 without doing them. */
  failBefore: number;
  /** Does so many coming POSTs and answers 500: the work is done, the answer lost. */
  failAfter: number;
  /** Does so many coming POSTs and never answers: the connection is cut. */
  silent: number;
  /** The name of a file that it cannot read. */
  unreadable: string | null;
  /** How long every answer takes. */
  delayMs: number;
}

interface Kept {
  hash: string;
  status: number;
  body: string;
}

interface Options {
  secretKey?: string;
  webhookSecret?: string;
  clock?: () => Date;
  port?: number;
}

/**
 * A server that speaks the part of Stripe's HTTP that the market uses, with a state of its own: Checkout with a page on
 * which a browser pays, payment intents, refunds, disputes with files, Connect, transfers, payouts, balance transactions, events,
 * signed webhooks, idempotency keys. It refuses parameters that it does not know, keys that are not its own and amounts
 * above what there is, as Stripe does.
 */
export class StripeServer {
  readonly world = new World();
  readonly manners: Manners = { failBefore: 0, failAfter: 0, silent: 0, unreadable: null, delayMs: 0 };
  readonly post: Post;
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** What was asked of the API: method, path, idempotency key, API version. */
  readonly asked: { method: string; path: string; key: string | undefined; version: string | undefined }[] =
    [];
  port: number;
  readonly #clock: () => Date;
  readonly #links = new Map<string, Onboarding>();
  readonly #kept = new Map<string, Kept>();
  readonly #desk: Desk;
  #server: Server | undefined;

  constructor({ secretKey, webhookSecret, clock = () => new Date(), port = 0 }: Options = {}) {
    this.secretKey = secretKey ?? "sk_test_kexianglocal00000000000000";
    this.webhookSecret = webhookSecret ?? "whsec_kexianglocal0000000000000000";
    this.port = port;
    this.#clock = clock;
    this.post = new Post(this.webhookSecret, () => this.#seconds());
    this.#desk = {
      world: this.world,
      now: () => this.#seconds(),
      emit: (type, object, account) => this.#emit(type, object, account),
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What configures the application for this server. */
  get environment(): { STRIPE_SECRET_KEY: string; STRIPE_WEBHOOK_SECRET: string; STRIPE_API_BASE: string } {
    return {
      STRIPE_SECRET_KEY: this.secretKey,
      STRIPE_WEBHOOK_SECRET: this.webhookSecret,
      STRIPE_API_BASE: this.url,
    };
  }

  /** Listens, on the same port as before if it had one. */
  async open(): Promise<void> {
    const server = createServer((req, res) => void this.#answer(req, res));
    // Outside the range lent to outgoing connections: while it is gone, nobody else gets it by chance.
    server.listen(this.port || (await freePort()), "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address && typeof address === "object") this.port = address.port;
    this.#server = server;
  }

  /** Disappears; what it knows stays. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }

  pay(session: string, paying: Paying = { method: "card", card: "4242424242424242" }): void {
    pay(this.#desk, session, paying);
  }

  /** What a method that took its time answers at last. */
  settle(session: string, succeeded: boolean): void {
    settle(this.#desk, session, succeeded);
  }

  expire(session: string): void {
    expire(this.#desk, session);
  }

  /** What the bank says at last to a refund. */
  settleRefund(id: string, succeeded: boolean): void {
    settleRefund(this.#desk, id, succeeded);
  }

  dispute(charge: string, reason?: string): string {
    return dispute(this.#desk, charge, reason).id;
  }

  closeDispute(id: string, outcome: "won" | "lost"): void {
    closeDispute(this.#desk, id, outcome);
  }

  completeAccount(id: string): void {
    completeAccount(this.#desk, id);
  }

  restrictAccount(id: string): void {
    restrictAccount(this.#desk, id);
  }

  payOut(account: string, outcome?: "paid" | "failed"): string {
    return payOut(this.#desk, account, outcome).id;
  }

  topUp(amount: number): void {
    topUp(this.#desk, amount);
  }

  /** An event that nothing here has caused, as others' systems on one account cause them. */
  emit(type: string, object: object, account?: string): StripeEvent {
    return this.#emit(type, object, account);
  }

  #seconds(): number {
    return Math.floor(this.#clock().getTime() / 1000);
  }

  #emit(type: string, object: object, account?: string): StripeEvent {
    const event = this.world.events.add({
      ...{ id: newId("evt"), object: "event", api_version: "2026-10-28.endive", created: this.#seconds() },
      ...{ livemode: this.secretKey.startsWith("sk_live"), pending_webhooks: 1, type },
      ...(account === undefined ? {} : { account }),
      ...{ data: { object: structuredClone(object) }, request: { id: newId("req"), idempotency_key: null } },
    });
    this.post.send(event);
    return event;
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = await plainBody(req.headers, Buffer.concat(chunks));
    const url = new URL(req.url ?? "/", this.url);
    if (this.manners.delayMs > 0) await sleep(this.manners.delayMs);
    try {
      if (url.pathname.startsWith("/v1/")) this.#answerApi(req, res, url, body);
      else this.#answerPage(req, res, url, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      send(res, error.status, JSON.stringify(error.body));
    }
  }

  #answerPage(req: IncomingMessage, res: ServerResponse, { pathname }: URL, body: string): void {
    const form = req.method === "POST" ? new URLSearchParams(body) : undefined;
    const [, id = ""] = /^\/(?:c\/pay|setup\/e)\/(\w+)$/.exec(pathname) ?? [];
    const page: Page = pathname.startsWith("/c/")
      ? paymentPage(this.#desk, id, form)
      : onboardingPage(this.#desk, this.#links, id, form);
    if (page.location) res.setHeader("Location", page.location);
    res.writeHead(page.status, { "Content-Type": "text/html; charset=utf-8" }).end(page.html ?? "");
  }

  #answerApi(req: IncomingMessage, res: ServerResponse, url: URL, body: string): void {
    const { method = "GET" } = req;
    const key = one(req.headers["idempotency-key"]);
    this.asked.push({ method, path: url.pathname, key, version: one(req.headers["stripe-version"]) });
    if (req.headers.authorization !== `Bearer ${this.secretKey}`)
      throw new ApiError(401, "Invalid API Key provided: sk_test_****", { code: "api_key_invalid" });
    if (method === "POST" && this.manners.failBefore > 0) {
      this.manners.failBefore--;
      throw new ApiError(500, "Something went wrong on our end.", { type: "api_error" });
    }
    const answer = this.#once(method === "POST" ? key : undefined, url, body, () =>
      this.#handle(req, method, url, body),
    );
    if (method === "POST" && this.manners.silent > 0) {
      this.manners.silent--;
      req.socket.destroy();
      return;
    }
    if (method === "POST" && this.manners.failAfter > 0) {
      this.manners.failAfter--;
      throw new ApiError(500, "Something went wrong on our end.", { type: "api_error" });
    }
    if (answer.replayed) res.setHeader("Idempotent-Replayed", "true");
    send(res, answer.status, answer.body);
  }

  /** The same key and body get the first answer again; another body under the same key is refused. */
  #once(key: string | undefined, url: URL, body: string, work: () => Kept): Kept & { replayed: boolean } {
    if (key === undefined) return { ...work(), replayed: false };
    const hash = createHash("sha256").update(`${url.pathname}\n${body}`).digest("hex");
    const known = this.#kept.get(key);
    if (known && known.hash !== hash)
      throw new ApiError(400, "Keys for idempotent requests can only be used with the same parameters.", {
        type: "idempotency_error",
      });
    const answer = known ?? { ...work(), hash };
    this.#kept.set(key, answer);
    return { ...answer, replayed: known !== undefined };
  }

  #handle(req: IncomingMessage, method: string, url: URL, body: string): Kept {
    const account = one(req.headers["stripe-account"]) ?? this.world.platform;
    for (const { method: known, path, answer } of routes) {
      const match = path.exec(url.pathname);
      if (known !== method || !match) continue;
      try {
        const { unreadable } = this.manners;
        const call = {
          desk: this.#desk,
          unreadable,
          account,
          links: this.#links,
          base: this.url,
          id: match[1] ?? "",
        };
        const livemode = this.secretKey.startsWith("sk_live");
        const value = answer({ ...call, livemode, form: readForm(body), query: url.searchParams });
        return { hash: "", status: 200, body: JSON.stringify(value) };
      } catch (error) {
        // What was refused is kept under its key as well.
        if (!(error instanceof ApiError)) throw error;
        return { hash: "", status: error.status, body: JSON.stringify(error.body) };
      }
    }
    throw new ApiError(404, `Unrecognized request URL (${method}: ${url.pathname}).`);
  }
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function send(res: ServerResponse, status: number, body: string): void {
  res.setHeader("Request-Id", newId("req"));
  res.writeHead(status, { "Content-Type": "application/json" }).end(body);
}
