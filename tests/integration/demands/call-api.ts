import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { readFen } from "#app/routes/api/fen-fields.server.ts";
import { matchPath } from "#app/routes/api/match.server.ts";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { fieldErrors } from "#app/runtime/validation.ts";

/** Calls an endpoint as the dispatcher does, and checks the answer against the schema that documents it. */
export async function callApi(
  ctx: Context,
  method: string,
  path: string,
  body?: unknown,
): Promise<Result<unknown>> {
  for (const target of endpoints) {
    const names = target.method === method ? matchPath(target.path, path.split("?")[0] ?? "") : undefined;
    if (!names) continue;
    const url = new URL(path, "http://localhost");
    const given = [
      [target.params, names],
      [target.query, Object.fromEntries(url.searchParams)],
      [target.body, target.body && readFen(target.body, body ?? {})],
    ] as const;
    const values: unknown[] = [];
    for (const [schema, value] of given) {
      const result = schema?.safeParse(value);
      if (result && !result.success) return fail(problems.invalid(fieldErrors(result.error)));
      values.push(result?.data);
    }
    const [params, query, parsed] = values;
    const request = new Request(url);
    const bytes = new Uint8Array();
    const parts = { params, query, body: parsed };
    const answer = await target.handle({ ctx, scope: scopeOf(ctx), request, bytes, ...parts });
    if (answer.ok) target.answer.parse(answer.value);
    return answer;
  }
  throw new Error(`no endpoint ${method} ${path}`);
}

const scopeOf = (ctx: Context): RequestScope => ({
  ctx,
  session: null,
  locale: "en",
  theme: "system",
  t: translatorFor("en").t,
  requestId: "test",
  nonce: "",
  ip: null,
});
