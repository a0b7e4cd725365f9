import { z } from "zod";
import {
  addEvidenceFile,
  removeEvidenceFile,
} from "#app/domain/money/stripe/disputes/evidence-files.server.ts";
import { noInput } from "#app/domain/money/refunds/states.ts";
import { giveEvidence } from "#app/domain/money/stripe/disputes/give-evidence.server.ts";
import { evidenceInput } from "#app/domain/money/stripe/disputes/policy.ts";
import { acceptAttribute, evidenceRules } from "#app/runtime/files.server.ts";
import { evidenceKinds } from "#db/schema/vocabulary.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { chargeAnswer, showCharge } from "./charge-answer.server.ts";

const refusals = { evidence_closed: 409, cards_not_offered: 404 };

const give = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/give-evidence",
    tag: "charges",
    access: "charge.manage",
    params: z.strictObject({ id: z.uuid() }),
    body: evidenceInput.extend({ dispute: z.uuid() }),
    answer: chargeAnswer,
    problems: refusals,
  },
  async ({ ctx, params, body: { dispute, text } }) => {
    const done = await giveEvidence(ctx, params.id, { disputeId: dispute, text });
    return done.ok ? showCharge(ctx, params.id) : done;
  },
);

const attach = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/disputes/{dispute}/files",
    tag: "charges",
    access: "charge.manage",
    params: z.strictObject({ id: z.uuid(), dispute: z.uuid() }),
    query: z.strictObject({ name: z.string().min(1).max(200), kind: z.enum(evidenceKinds) }),
    rawBody: acceptAttribute(evidenceRules).split(","),
    answer: z.strictObject({ id: z.uuid(), sha256: z.string() }),
    status: 201,
    creates: true,
    problems: refusals,
  },
  async ({ ctx, params: { id, dispute: disputeId }, query: { name, kind }, bytes }) =>
    addEvidenceFile(ctx, id, { disputeId, kind, file: new File([bytes], name) }),
);

const detach = endpoint(
  {
    method: "POST",
    path: "/charges/{id}/disputes/{dispute}/files/{file}/remove",
    tag: "charges",
    access: "charge.manage",
    params: z.strictObject({ id: z.uuid(), dispute: z.uuid(), file: z.uuid() }),
    body: noInput,
    answer: z.strictObject({ id: z.uuid() }),
    problems: refusals,
  },
  async ({ ctx, params: { id, dispute: disputeId, file: fileId } }) =>
    removeEvidenceFile(ctx, id, { disputeId, fileId }),
);

export const evidenceEndpoints: readonly Endpoint[] = [give, attach, detach];
