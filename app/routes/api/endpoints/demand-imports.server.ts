import { z } from "zod";
import { importDemands } from "#app/domain/demands/import/import-demands.server.ts";
import { describeRowIssue } from "#app/i18n/describe-row-issue.ts";
import { ok } from "#app/runtime/problem.ts";
import { endpoint } from "../endpoint.server.ts";
import { tableTypes } from "../table-types.ts";

const importAnswer = z.strictObject({
  total: z.int(),
  created: z.array(z.uuid()),
  unchanged: z.int(),
  rejected: z.array(
    z.strictObject({ row: z.int(), column: z.string(), code: z.string(), message: z.string() }),
  ),
});

/** Takes a list of demands in as drafts. Repeating it changes nothing: what is there stays. */
export const importDemandList = endpoint(
  {
    ...{ method: "POST", path: "/demands/imports", tag: "demands", access: "demand.edit" },
    ...{ rawBody: tableTypes, answer: importAnswer, creates: true, problems: { unreadable: 422 } },
  },
  async ({ ctx, scope: { t }, bytes }) => {
    const done = await importDemands(ctx, bytes);
    if (!done.ok) return done;
    const rejected = done.value.rejected.map((one) => ({ ...one, ...describeRowIssue(t, one.code) }));
    return ok({ ...done.value, rejected });
  },
);
