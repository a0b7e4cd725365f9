import { z } from "zod";
import {
  dismissObjection,
  extendObjection,
  sustainObjection,
  withdrawObjection,
} from "#app/domain/cases/objection/answer.server.ts";
import { answerInput, noInput, reasonInput } from "#app/domain/cases/inputs.ts";
import { fileObjection } from "#app/domain/cases/objection/file.server.ts";
import { objectInput } from "#app/domain/cases/objection/inputs.ts";
import {
  findObjection,
  type ObjectionItem,
  objectionQueue,
  ownObjections,
} from "#app/domain/cases/objection/queries.server.ts";
import { objectionProcess } from "#app/domain/cases/objection/states.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const objectionAnswer = z.strictObject({
  id: z.uuid(),
  uscc: z.string(),
  about: z.string(),
  aboutId: z.uuid(),
  caseNo: z.string().nullable(),
  documentNo: z.string().nullable(),
  grounds: z.string(),
  filedAt: z.iso.datetime(),
  complex: z.boolean(),
  answer: z.string(),
  answeredAt: z.iso.datetime().nullable(),
  ...lifecycleShape,
});

function answerOf({ actor }: Context, { objection, uscc, caseNo, documentNo }: ObjectionItem) {
  const { id, about, aboutId, grounds, complex, answer } = objection;
  return {
    ...{ id, uscc, about, aboutId, caseNo, documentNo, grounds, complex, answer },
    filedAt: objection.filedAt.toISOString(),
    answeredAt: objection.answeredAt?.toISOString() ?? null,
    ...lifecycleOf(objectionProcess, actor, objection),
  };
}

async function show(ctx: Context, id: string): Promise<Result<z.input<typeof objectionAnswer>>> {
  const found = await findObjection(ctx, id);
  return found.ok ? ok(answerOf(ctx, found.value)) : found;
}

const list = endpoint(
  {
    method: "GET",
    path: "/credit/objections",
    tag: "credit",
    access: "user",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(objectionAnswer), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, limit } }) => {
    const oversees = may(ctx.actor, "case.read");
    const { items, next } = oversees
      ? await objectionQueue(ctx, "open", cursor, limit)
      : await ownObjections(ctx, cursor, limit);
    return ok({ items: items.map((item) => answerOf(ctx, item)), nextCursor: next });
  },
);

const file = endpoint(
  {
    method: "POST",
    path: "/credit/objections",
    tag: "credit",
    access: "case.answer",
    body: objectInput,
    answer: objectionAnswer,
    status: 201,
    creates: true,
    problems: { objection_open: 409 },
  },
  async ({ ctx, body }) => {
    const made = await fileObjection(ctx, body);
    return made.ok ? show(ctx, made.value.id) : made;
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/credit/objections/{id}",
    tag: "credit",
    access: "user",
    params: oneThing,
    answer: objectionAnswer,
  },
  ({ ctx, params }) => show(ctx, params.id),
);

/** A step of an objection; the answer is the objection as it is afterwards. */
const step = <I extends z.ZodType>(
  name: string,
  body: I,
  command: (ctx: Context, id: string, input: z.output<I>) => Promise<Result<void>>,
): Endpoint =>
  endpoint(
    {
      method: "POST",
      path: `/credit/objections/{id}/${name}`,
      tag: "credit",
      access: "user",
      params: oneThing,
      body,
      answer: objectionAnswer,
      problems: { not_allowed_now: 409, took_part: 403, level_too_low: 403 },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? show(ctx, params.id) : done;
    },
  );

export const objectionEndpoints: readonly Endpoint[] = [
  list,
  file,
  showOne,
  step("extend", reasonInput, extendObjection),
  step("sustain", answerInput, sustainObjection),
  step("dismiss", answerInput, dismissObjection),
  step("withdraw", noInput, (ctx, id) => withdrawObjection(ctx, id)),
];
