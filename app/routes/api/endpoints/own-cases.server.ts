import { z } from "zod";
import { type CaseCommand, caseCommands } from "#app/domain/cases/commands.server.ts";
import { addEvidence, readEvidence } from "#app/domain/cases/evidence.server.ts";
import { fileComplaint } from "#app/domain/cases/file-complaint.server.ts";
import { complaintInput, repairInput, textInput } from "#app/domain/cases/inputs.ts";
import { casesAgainstOwn, ownComplaints } from "#app/domain/cases/queries.server.ts";
import { reportRectification } from "#app/domain/cases/rectification/report.server.ts";
import { requestRepair, withdrawRepair } from "#app/domain/cases/repair/repair.server.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { fail, ok, problems } from "#app/runtime/problem.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { answerOwnItem, ownCaseAnswer, ownCaseItem, showOwnCase } from "./case-answer.server.ts";
import { evidenceAnswer } from "./evidence-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const partOfCase = z.strictObject({ id: z.uuid(), partId: z.uuid() });

const sendComplaint = endpoint(
  {
    method: "POST",
    path: "/complaints",
    tag: "cases",
    access: "user",
    body: complaintInput,
    answer: z.strictObject({ id: z.uuid(), caseNo: z.string() }),
    status: 201,
    creates: true,
    problems: { rate_limited: 429 },
  },
  async ({ ctx, scope, body }) => {
    const filed = await fileComplaint(ctx, body, { files: [], ip: scope.ip });
    return filed.ok ? ok({ id: filed.value.id, caseNo: filed.value.caseNo }) : filed;
  },
);

/** What became of it, as far as it is who complained's to know. */
const showComplaints = endpoint(
  {
    method: "GET",
    path: "/complaints",
    tag: "cases",
    access: "user",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(ownCaseItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) =>
    ok(
      pageOf(
        (await ownComplaints(ctx)).map((one) => answerOwnItem(ctx, one)),
        query,
      ),
    ),
);

const showCases = endpoint(
  {
    method: "GET",
    path: "/own-cases",
    tag: "cases",
    access: "case.answer",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(ownCaseItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) =>
    ok(
      pageOf(
        (await casesAgainstOwn(ctx)).map((one) => answerOwnItem(ctx, one)),
        query,
      ),
    ),
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/own-cases/{id}",
    tag: "cases",
    access: "case.answer",
    params: oneThing,
    answer: ownCaseAnswer,
  },
  ({ ctx, params }) => showOwnCase(ctx, params.id),
);

const sendEvidence = endpoint(
  {
    method: "POST",
    path: "/own-cases/{id}/evidence",
    tag: "cases",
    access: "case.answer",
    params: oneThing,
    query: z.strictObject({
      name: z.string().min(1).max(200),
      source: z.string().trim().max(500).default(""),
    }),
    rawBody: acceptAttribute(documentRules).split(","),
    answer: z.strictObject({ id: z.uuid(), sha256: z.string() }),
    status: 201,
    creates: true,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, query: { name, source }, bytes }) => {
    const own = await showOwnCase(ctx, params.id);
    if (!own.ok) return own;
    const file = new File([bytes], name);
    return addEvidence(ctx, params.id, file, { source, audience: "subject" });
  },
);

const fetchEvidence = endpoint(
  {
    method: "GET",
    path: "/own-cases/{id}/evidence/{partId}",
    tag: "cases",
    access: "case.answer",
    params: partOfCase,
    answer: evidenceAnswer,
  },
  async ({ ctx, params }) => {
    const own = await showOwnCase(ctx, params.id);
    if (!own.ok) return own;
    const found = await readEvidence(ctx, params.id, params.partId);
    return found.ok ? ok({ ...found.value, content: found.value.content.toString("base64") }) : found;
  },
);

/** A step of the accused; the answer is the case as it is afterwards. */
const act = <I extends z.ZodType>(name: string, { input, run }: CaseCommand<I>): Endpoint =>
  endpoint(
    {
      method: "POST",
      path: `/own-cases/{id}/${name}`,
      tag: "cases",
      access: "case.answer",
      params: oneThing,
      body: input,
      answer: ownCaseAnswer,
      problems: { not_allowed_now: 409 },
    },
    async ({ ctx, params, body }) => {
      const done = await run(ctx, params.id, body);
      return done.ok ? showOwnCase(ctx, params.id) : done;
    },
  );

const report = endpoint(
  {
    method: "POST",
    path: "/own-cases/{id}/rectifications/{partId}/report",
    tag: "cases",
    access: "case.answer",
    params: partOfCase,
    body: textInput,
    answer: ownCaseAnswer,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const own = await showOwnCase(ctx, params.id);
    if (!own.ok) return own;
    if (!own.value.rectifications.some(({ id }) => id === params.partId))
      return fail(problems.notFound("rectification"));
    const done = await reportRectification(ctx, params.partId, body);
    return done.ok ? showOwnCase(ctx, params.id) : done;
  },
);

const askRepair = endpoint(
  {
    method: "POST",
    path: "/own-cases/{id}/repairs",
    tag: "cases",
    access: "case.answer",
    params: oneThing,
    body: repairInput,
    answer: ownCaseAnswer,
    status: 201,
    creates: true,
    problems: { repair_too_early: 409, not_repairable: 409, rectification_open: 409, repair_open: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await requestRepair(ctx, params.id, body);
    return done.ok ? showOwnCase(ctx, params.id) : done;
  },
);

const takeRepairBack = endpoint(
  {
    method: "POST",
    path: "/own-cases/{id}/repairs/{partId}/withdraw",
    tag: "cases",
    access: "case.answer",
    params: partOfCase,
    answer: ownCaseAnswer,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params }) => {
    const done = await withdrawRepair(ctx, params.partId);
    return done.ok ? showOwnCase(ctx, params.id) : done;
  },
);

/** What whoever complains and the accused do; regulators work under `/cases`. */
export const ownCaseEndpoints: readonly Endpoint[] = [
  sendComplaint,
  showComplaints,
  showCases,
  showOne,
  sendEvidence,
  fetchEvidence,
  act("defend", caseCommands.defend),
  act("request_hearing", caseCommands.request_hearing),
  act("withdraw_hearing", caseCommands.withdraw_hearing),
  act("apply_for_review", caseCommands.apply_for_review),
  report,
  askRepair,
  takeRepairBack,
];
