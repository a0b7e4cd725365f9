/** What graphile-worker takes for "the database is not there yet": the only loss after which it tries again. */
const notThereYet = "57P03";

const losses = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "57P01", "57P02"];

/**
 * A pool, or one of its connections, whose losses all say that the database is not there yet. graphile-worker writes down
 * what became of a job without waiting for that to succeed; when it cannot because PostgreSQL is being restarted, it tries
 * again after this error, and ends the process after any other.
 */
export function patient<T extends object>(target: T): T {
  return new Proxy(target, {
    get: (on, name) => {
      const value: unknown = Reflect.get(on, name);
      if (typeof value !== "function") return value;
      if (name !== "connect" && name !== "query") return value.bind(on);
      return (...given: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, on, given);
        return answer instanceof Promise ? answer.then(name === "connect" ? wrapped : same, renamed) : answer;
      };
    },
  });
}

const same = (value: unknown): unknown => value;

const wrapped = (client: unknown): unknown =>
  typeof client === "object" && client !== null ? patient(client) : client;

function renamed(error: unknown): never {
  if (error instanceof Error && isLoss(error)) Object.assign(error, { code: notThereYet });
  throw error;
}

const isLoss = (error: Error): boolean =>
  losses.includes(String(Reflect.get(error, "code"))) || error.message.startsWith("Connection terminated");
