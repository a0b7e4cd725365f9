import { LRUCache } from "lru-cache";

/** How long an answer may be given again, in milliseconds: half of the second within which everybody sees a change. */
const sharedForMs = 500;
/** So many different questions of one kind are remembered unless said otherwise. */
const mostAnswers = 200;

/** Every kind of answer in this process, to forget them together. */
const kinds = new Set<{ forget(): void }>();
let sharing = false;

/** Allows answers to be shared, or not: only while this process hears of every change. Whatever it has is forgotten. */
export function shareAnswers(allowed: boolean): void {
  sharing = allowed;
  forgetAnswers();
}

/** Something that answers depend on has changed. */
export function forgetAnswers(): void {
  for (const kind of kinds) kind.forget();
}

/**
 * Answers that do not depend on who asks, each found out once for all who ask at about the same time. An answer counts
 * from the moment its reading began; one that was being read when something changed is given to those who waited for
 * it and to nobody after. Decision 0023 says what may be shared.
 */
export class SharedAnswers<T> {
  readonly #known: LRUCache<string, Promise<T>>;

  constructor(lastingMs = sharedForMs, most = mostAnswers) {
    this.#known = new LRUCache({ max: most, ttl: lastingMs });
    kinds.add(this);
  }

  /**
   * What `read` answers, or has answered just now to the same question. `key` must hold all that the answer depends on. One
   * that is not for `keeping` is given to those who waited for it and to nobody after, as a failure is.
   */
  answer(key: string, read: () => Promise<T>, keeping: (answer: T) => boolean = () => true): Promise<T> {
    if (!sharing) return read();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const reading = read();
    this.#known.set(key, reading);
    const drop = () => {
      if (this.#known.peek(key) === reading) this.#known.delete(key);
    };
    reading.then((answer) => keeping(answer) || drop(), drop);
    return reading;
  }

  forget(): void {
    this.#known.clear();
  }
}
