import { z } from "zod";
import { type CaseCommand, caseCommands } from "#app/domain/cases/commands.server.ts";
import { addEvidence, readEvidence } from "#app/domain/cases/evidence.server.ts";
import { openReferral } from "#app/domain/cases/file-complaint.server.ts";
import { evidenceInput, referralInput } from "#app/domain/cases/inputs.ts";
import { caseViews, listCases } from "#app/domain/cases/queries.server.ts";
import type { Action } from "#app/domain/identity/permissions.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { caseStates } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { casePartEndpoints } from "./case-parts.server.ts";
import { evidenceAnswer } from "./evidence-answer.server.ts";
import { ownCaseEndpoints } from "./own-cases.server.ts";
import { answerCaseItem, caseAnswer, caseItem, showCase } from "./case-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });

const createCase = endpoint(
  {
    method: "POST",
    path: "/cases",
    tag: "cases",
    access: "case.handle",
    body: referralInput,
    answer: caseAnswer,
    status: 201,
    creates: true,
  },
  async ({ ctx, body }) => {
    const opened = await openReferral(ctx, body);
    return opened.ok ? showCase(ctx, opened.value.id) : opened;
  },
);

const showCases = endpoint(
  {
    method: "GET",
    path: "/cases",
    tag: "cases",
    access: "case.read",
    query: z.strictObject({
      view: z.enum(caseViews).default("queue"),
      state: z.enum(caseStates).optional(),
      subjectId: z.uuid().optional(),
      offenceCode: z.string().max(20).optional(),
      search: z.string().max(100).optional(),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(caseItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...filter } }) => {
    const { items, nextCursor } = await listCases(ctx, { ...filter, after: cursor });
    return ok({ items: items.map((item) => answerCaseItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/cases/{id}",
    tag: "cases",
    access: "case.read",
    params: oneThing,
    answer: caseAnswer,
  },
  async ({ ctx, params }) => showCase(ctx, params.id),
);

const sendEvidence = endpoint(
  {
    method: "POST",
    path: "/cases/{id}/evidence",
    tag: "cases",
    access: "case.handle",
    params: oneThing,
    query: z.strictObject({ ...evidenceInput.shape, name: z.string().min(1).max(200) }),
    rawBody: acceptAttribute(documentRules).split(","),
    answer: z.strictObject({ id: z.uuid(), sha256: z.string() }),
    status: 201,
    creates: true,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, query: { name, ...about }, bytes }) => {
    const file = new File([bytes], name);
    return addEvidence(ctx, params.id, file, about);
  },
);

const fetchEvidence = endpoint(
  {
    method: "GET",
    path: "/cases/{id}/evidence/{fileId}",
    tag: "cases",
    access: "case.read",
    params: z.strictObject({ id: z.uuid(), fileId: z.uuid() }),
    answer: evidenceAnswer,
  },
  async ({ ctx, params }) => {
    const found = await readEvidence(ctx, params.id, params.fileId);
    return found.ok ? ok({ ...found.value, content: found.value.content.toString("base64") }) : found;
  },
);

/** One step of a case; the answer is the case as it is afterwards. Whose step it is, the command asks. */
function act<I extends z.ZodType>(name: string, access: Action, { input, run }: CaseCommand<I>): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/cases/{id}/${name}`,
      tag: "cases",
      access,
      params: oneThing,
      body: input,
      answer: caseAnswer,
      problems: { not_allowed_now: 409 },
    },
    async ({ ctx, params, body }) => {
      const done = await run(ctx, params.id, body);
      return done.ok ? showCase(ctx, params.id) : done;
    },
  );
}

/** Whoever leaves a case does not see it afterwards. */
const recuse = endpoint(
  {
    method: "POST",
    path: "/cases/{id}/recuse",
    tag: "cases",
    access: "case.read",
    params: oneThing,
    body: caseCommands.recuse.input,
    answer: z.strictObject({ id: z.uuid() }),
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await caseCommands.recuse.run(ctx, params.id, body);
    return done.ok ? ok({ id: params.id }) : done;
  },
);

/** `/cases` is the regulators'; the accused has `/own-cases`, whoever complains `/complaints`. */
export const caseEndpoints: readonly Endpoint[] = [
  createCase,
  showCases,
  showOne,
  sendEvidence,
  fetchEvidence,
  act("accept", "case.handle", caseCommands.accept),
  act("reject", "case.handle", caseCommands.reject),
  act("assign", "case.decide", caseCommands.assign),
  act("remind_officer", "case.decide", caseCommands.remind_officer),
  act("declare", "case.handle", caseCommands.declare),
  recuse,
  act("record", "case.handle", caseCommands.record),
  act("name_responsible", "case.handle", caseCommands.name_responsible),
  act("record_tie", "case.handle", caseCommands.record_tie),
  act("withdraw_tie", "case.handle", caseCommands.withdraw_tie),
  act("extend", "case.decide", caseCommands.extend),
  act("notify", "case.handle", caseCommands.notify),
  act("schedule_hearing", "case.handle", caseCommands.schedule_hearing),
  act("record_hearing", "case.read", caseCommands.record_hearing),
  act("submit", "case.handle", caseCommands.submit),
  act("submit_unfounded", "case.handle", caseCommands.submit_unfounded),
  act("return", "case.decide", caseCommands.return),
  act("dismiss", "case.decide", caseCommands.dismiss),
  act("decide", "case.decide", caseCommands.decide),
  act("serve", "case.handle", caseCommands.serve),
  act("stay", "case.decide", caseCommands.stay),
  act("uphold", "case.decide", caseCommands.uphold),
  act("change", "case.decide", caseCommands.change),
  act("revoke", "case.decide", caseCommands.revoke),
  ...casePartEndpoints,
  ...ownCaseEndpoints,
];
