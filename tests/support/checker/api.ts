import type { Seen } from "./knowledge.ts";

export interface Reply {
  status: number;
  body: unknown;
  requestId: string | null;
  replayed: boolean;
}

/** Longer than a restart takes. */
const patienceMs = 20_000;

/** One request to the API; rejects when no whole answer came. */
export async function call(
  url: string,
  token: string,
  path: string,
  { body, key }: { body?: unknown; key?: string | null } = {},
): Promise<Reply> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(key && { "Idempotency-Key": key }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
  return {
    status: answer.status,
    body: await answer.json(),
    requestId: answer.headers.get("X-Request-Id"),
    replayed: answer.headers.has("Idempotency-Replayed"),
  };
}

export const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;

export const textOf = (body: unknown, name: string): string | null => {
  const value = fieldOf(body, name);
  return typeof value === "string" ? value : null;
};

/** The booking in an answer; undefined when it is something else. */
export function bookingIn(body: unknown): Seen | undefined {
  const [id, state, start, end] = ["id", "state", "start", "end"].map((name) => textOf(body, name));
  const facilityId = textOf(fieldOf(body, "facility"), "id");
  if (!id || !state || !start || !end || !facilityId) return undefined;
  return { id, state, facilityId, start: Date.parse(start), end: Date.parse(end) };
}
