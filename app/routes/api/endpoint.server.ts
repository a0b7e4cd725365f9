import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";

/** `public`: anyone. `user`: any signed-in person. Otherwise the action that the caller's roles must allow. */
export type Access = "public" | "user" | Action;

type Method = "GET" | "POST" | "PATCH" | "DELETE";

interface Definition<P, Q, B, A extends z.ZodType> {
  method: Method;
  /** Below `/api/v1`, with names in braces: `/bookings/{id}`. A name matches one segment. */
  path: string;
  /** Heading in the API's documentation. */
  tag:
    | "search"
    | "listings"
    | "demands"
    | "deals"
    | "imports"
    | "bookings"
    | "samples"
    | "services"
    | "instruments"
    | "contracts"
    | "charges"
    | "credit"
    | "assessments"
    | "vouchers"
    | "cases"
    | "payments"
    | "lifecycles";
  access: Access;
  params?: P;
  /** Query parameters: a strict object of strings as they come, coerced by the schema. */
  query?: Q;
  body?: B;
  /** Media types of a body that is a file; the handler gets it as `bytes`, and every upload is counted against its limit. */
  rawBody?: readonly string[];
  answer: A;
  /** A body as somebody would send it, for the documentation. */
  example?: unknown;
  /** Success status; 200 unless given. */
  status?: number;
  /** Creates something: `Idempotency-Key` is honoured. */
  creates?: boolean;
  /** The password in its body that proves who signs: a wrong one is counted before the transaction that a key makes. */
  signs?: (body: unknown) => string;
  /** Transitions that it takes and whose names are not the end of its path: it is called by those as well. */
  transitions?: readonly string[];
  /** For which queries everybody unknown gets the same answer, which may then be given to several of them. */
  shared?: (query: URLSearchParams) => boolean;
  /** Problem codes beyond the common ones, for the documentation: `{ slot_taken: 409 }`. */
  problems?: Record<string, number>;
}

export interface Call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  /** Database, actor and clock. Inside an idempotent call `ctx.db` is the transaction that stores the answer. */
  ctx: Context;
  scope: RequestScope;
  request: Request;
  /** The file that came, for endpoints with a `rawBody`. */
  bytes: Uint8Array<ArrayBuffer>;
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

/** An endpoint with its types erased, as the dispatcher and the OpenAPI document see it. */
export interface Endpoint
  extends Definition<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, z.ZodType> {
  handle(call: RawCall): Promise<Result<unknown>>;
}

interface RawCall {
  ctx: Context;
  scope: RequestScope;
  request: Request;
  bytes: Uint8Array<ArrayBuffer>;
  params: unknown;
  query: unknown;
  body: unknown;
}

const nothing = z.undefined();

/**
 * Declares one endpoint of the API: its schemas are what the handler gets, what the documentation says and what the
 * answer is checked against in tests. Register it in `endpoints/index.server.ts`
 * and say what it is in `api:summaries`, under its method and path as one word. Commands do their own permission
 * check as well: `access` is the door, not the lock.
 *
 * ```ts
 * export const showBooking = endpoint(
 *   { method: "GET", path: "/bookings/{id}", tag: "bookings", access: "booking.use",
 *     params: z.strictObject({ id: z.uuid() }), answer: bookingAnswer },
 *   async ({ ctx, params }) => findBooking(ctx, params.id),
 * );
 * ```
 */
export function endpoint<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  A extends z.ZodType = z.ZodType,
>(
  definition: Definition<P, Q, B, A>,
  handle: (call: Call<P, Q, B>) => Promise<Result<z.input<A>>>,
): Endpoint {
  // The dispatcher parsed the call with these very schemas; this only gives it their types back.
  const checked = z.custom<Call<P, Q, B>>();
  return { ...definition, handle: (call) => handle(checked.parse(call)) };
}
