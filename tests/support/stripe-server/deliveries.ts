import { setTimeout as sleep } from "node:timers/promises";
import { sign } from "./signature.ts";
import type { StripeEvent } from "./world.ts";

export interface Delivery {
  event: StripeEvent;
  /** What the receiver answered; 0 when there was none. */
  status: number;
}

interface Options {
  to: string;
  secret: string;
  /** Signed as of this time, in seconds. */
  at: number;
}

/** Posts one event as Stripe does: the body exactly as it was signed. Answers the receiver's status, 0 when none came. */
export async function deliver(event: StripeEvent, { to, secret, at }: Options): Promise<Delivery> {
  const body = JSON.stringify(event, null, 2);
  const answer = await fetch(to, {
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "Stripe-Signature": sign(body, secret, at),
    },
    body,
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined);
  await answer?.arrayBuffer();
  return { event, status: answer?.status ?? 0 };
}

/** Events on their way to the receiver: at once, or kept back until a test says in which order and how often. */
export class Post {
  /** Where to; none: nobody listens. */
  to: string | undefined;
  /** Keeps events back until `release`. */
  holding = false;
  /** How long an event waits before it is sent, and between attempts after an answer that is not 2xx. */
  delayMs = 0;
  readonly delivered: Delivery[] = [];
  readonly #kept: StripeEvent[] = [];
  readonly #under = new Set<Promise<void>>();
  readonly #secret: string;
  readonly #clock: () => number;

  constructor(secret: string, clock: () => number) {
    this.#secret = secret;
    this.#clock = clock;
  }

  send(event: StripeEvent): void {
    if (this.holding) this.#kept.push(event);
    else this.#start(event);
  }

  /** Sends what was kept, each `times` times, in the order that `arrange` makes of it, one after another. */
  async release({
    times = 1,
    arrange = (events: StripeEvent[]) => events,
  }: {
    times?: number;
    arrange?(events: StripeEvent[]): StripeEvent[];
  } = {}): Promise<Delivery[]> {
    const kept = this.#kept.splice(0);
    const all: Delivery[] = [];
    for (const event of arrange(Array.from({ length: times }, () => kept).flat())) {
      all.push(await this.#deliver(event));
    }
    return all;
  }

  /** Until every event that was sent has been answered, or given up. */
  async settled(): Promise<void> {
    while (this.#under.size > 0) await Promise.all(this.#under);
  }

  #start(event: StripeEvent): void {
    const under = this.#insist(event).finally(() => this.#under.delete(under));
    this.#under.add(under);
  }

  /** Stripe tries for three days, ever more slowly; here five times. */
  async #insist(event: StripeEvent): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      await sleep(this.delayMs * 2 ** attempt);
      const { status } = await this.#deliver(event);
      if (status >= 200 && status < 300) return;
    }
  }

  async #deliver(event: StripeEvent): Promise<Delivery> {
    const { to } = this;
    if (to === undefined) return { event, status: 0 };
    const delivery = await deliver(event, { to, secret: this.#secret, at: this.#clock() });
    this.delivered.push(delivery);
    return delivery;
  }
}
