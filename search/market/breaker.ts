const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Remembers that a service does not answer, so that not every request waits for it: after a failure nobody asks for a
 * while, then one request tries, and on success all do again.
 */
export class Breaker {
  #failures = 0;
  #since: Date | undefined;
  #reason = "";
  #closedUntil = 0;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether this request may ask; when it may try after a pause, others may not until it has reported. */
  mayAsk(): boolean {
    if (this.#failures === 0) return true;
    if (this.#now() < this.#closedUntil) return false;
    this.#closedUntil = this.#now() + this.#pause();
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#since = undefined;
  }

  failed(reason: string): void {
    this.#failures++;
    this.#since ??= new Date();
    this.#reason = reason;
    this.#closedUntil = this.#now() + this.#pause();
  }

  /** Since when it has not answered, and what it last said; undefined when it does. */
  get trouble(): { since: Date; reason: string } | undefined {
    return this.#since && { since: this.#since, reason: this.#reason };
  }

  #pause(): number {
    return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(16, Math.max(0, this.#failures - 1)));
  }
}
