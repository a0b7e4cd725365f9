import type { z } from "zod";
import { documentRules, type InspectedFile, inspectUpload } from "#app/runtime/files.server.ts";
import { fail, ok, type Problem, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { transact } from "../transact.server.ts";
import { keepEvidence } from "./evidence.server.ts";
import type { complaintInput, referralInput } from "./inputs.ts";
import { type OpenedCase, openCase, subjectOf } from "./open-case.server.ts";
import { giveQueryCode } from "./query-code.server.ts";
import { sameComplaint } from "./same-complaint.server.ts";

const mostFiles = 10;

interface Sent {
  files: readonly File[];
  /** The client's address, by which visitors are counted. */
  ip: string | null;
}

export interface FiledComplaint {
  id: string;
  caseNo: string;
  /** By which a visitor reads what becomes of it; null for members, who find it under their account. */
  queryCode: string | null;
}

/**
 * Somebody brings up misconduct of an organisation, with evidence. Anybody may: members and visitors, who leave their
 * name and how to reach them. Who they are is known to those who handle the case alone. Refuses `rate_limited`, files by
 * type and size, and what `openCase` refuses.
 */
export async function fileComplaint(
  ctx: Context,
  input: z.output<typeof complaintInput>,
  { files, ip }: Sent,
): Promise<Result<FiledComplaint>> {
  const { user, organization } = ctx.actor;
  const { name, contact, confidential, ...accusation } = input;
  if (!user && (name === "" || contact === "")) return fail(unreachable(name === "" ? "name" : "contact"));
  const counted = user
    ? ([limits.complaintByAccount, user.id] as const)
    : ([limits.complaintByAddress, ip] as const);
  const within = await countAttempt(ctx.db, ctx.clock.now(), [counted]);
  if (!within.ok) return within;
  const inspected = await inspectAll(files);
  if (!inspected.ok) return inspected;
  const complainant = {
    complainantId: user?.id ?? null,
    complainantOrganizationId: organization?.id ?? null,
    complainantName: name || (user?.name ?? ""),
    complainantContact: contact || (user?.email ?? ""),
  };
  return transact(ctx.db, async (tx) => {
    const before = await sameComplaint(tx, ctx.clock.now(), accusation, complainant);
    const queryCode = async (caseId: string) =>
      user ? null : await giveQueryCode(tx, caseId, ctx.clock.now());
    if (before) return { ...before, queryCode: await queryCode(before.id) };
    const opened = await openCase(tx, ctx, accusation, {
      origin: "complaint",
      complainant,
      confidential,
      entry: { kind: "complaint", text: accusation.account, audience: "complainant" },
    });
    for (const file of inspected.value)
      await keepEvidence(tx, ctx, opened, file, { source: "", audience: "complainant" });
    return { id: opened.id, caseNo: opened.caseNo, queryCode: await queryCode(opened.id) };
  });
}

/**
 * A regulator opens a case of its own motion, or takes over what another authority has handed to it: `source` names that
 * authority and its reference. Refuses `outside_region` where another authority is responsible for the accused, files by
 * type and size, and what `openCase` refuses.
 */
export async function openReferral(
  ctx: Context,
  { source, confidential, ...accusation }: z.output<typeof referralInput>,
  files: readonly File[] = [],
): Promise<Result<OpenedCase>> {
  if (!may(ctx.actor, "case.handle")) return fail(problems.forbidden("case.handle"));
  const inspected = await inspectAll(files);
  if (!inspected.ok) return inspected;
  const kind = source === "" ? "own_motion" : "referral";
  return transact(ctx.db, async (tx) => {
    const { regionCode } = await subjectOf(tx, accusation);
    if (!may(ctx.actor, "case.handle", { regionCode }))
      return refuse(problems.invalid([{ path: "subjectId", code: "outside_region" }]));
    const opened = await openCase(tx, ctx, accusation, {
      origin: kind,
      confidential,
      entry: {
        kind,
        text: [source, accusation.account].filter(Boolean).join("\n\n"),
        detail: { source },
      },
    });
    for (const file of inspected.value)
      await keepEvidence(tx, ctx, opened, file, { source, audience: "handlers" });
    return opened;
  });
}

async function inspectAll(files: readonly File[]): Promise<Result<InspectedFile[]>> {
  const given = files.filter(({ size, name }) => size > 0 || name !== "");
  if (given.length > mostFiles) return fail(tooMany());
  const inspected: InspectedFile[] = [];
  for (const file of given) {
    const one = await inspectUpload(file, documentRules);
    if (!one.ok) return one;
    inspected.push(one.value);
  }
  return ok(inspected);
}

const tooMany = (): Problem =>
  problems.invalid([{ path: "file", code: "attachments_full", params: { maximum: mostFiles } }]);

const unreachable = (path: string): Problem => problems.invalid([{ path, code: "required" }]);
