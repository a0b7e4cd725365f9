import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { declineVoucher, grantVoucher } from "#app/domain/vouchers/decide-application.server.ts";
import { giveBackVoucher, withdrawApplication } from "#app/domain/vouchers/end-voucher.server.ts";
import { applyInput, grantInput, noInput, reasonInput } from "#app/domain/vouchers/inputs.ts";
import {
  currentRules,
  type ProgramItem,
  publicProgram,
  publicPrograms,
  type RulesVersion,
} from "#app/domain/vouchers/program-queries.server.ts";
import { closeProgram } from "#app/domain/vouchers/publish-program.server.ts";
import { programProcess, voucherProcess } from "#app/domain/vouchers/states.ts";
import {
  overseenVoucher,
  ownVoucher,
  ownVouchers,
  type VoucherItem,
} from "#app/domain/vouchers/voucher-queries.server.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { serviceWays, smeSizes, voucherKinds } from "#db/schema/vocabulary.ts";
import { pageInput, pageOf } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyInput, moneyShape, sum } from "../money.ts";

const one = z.strictObject({ id: z.uuid() });

const programShape = z.strictObject({
  id: z.uuid(),
  nameZh: z.string(),
  nameEn: z.string(),
  regionCode: z.string(),
  /** What can still be granted. */
  free: moneyShape,
  /** The version of the conditions in force. */
  rules: z.strictObject({
    version: z.int(),
    applyFrom: z.string(),
    applyUntil: z.string(),
    useUntil: z.string(),
    validDays: z.int(),
    sizes: z.array(z.enum(smeSizes)),
    technologyOnly: z.boolean(),
    kinds: z.array(z.enum(voucherKinds)),
    ways: z.array(z.enum(serviceWays)),
    /** Beginnings of NRII class codes; empty: all instruments. */
    classes: z.array(z.string()),
    /** Credit codes of the institutions; empty: every provider. */
    providers: z.array(z.string()),
    sharePercent: z.int(),
    fullPayUpTo: moneyShape,
    applicationCap: moneyShape,
    yearlyCap: moneyShape,
    automaticUpTo: moneyShape,
    excludeRelated: z.boolean(),
    excludeFunded: z.boolean(),
    settlementMonths: z.int(),
  }),
  ...lifecycleShape,
});

function answerProgram(
  { actor }: Context,
  { program, budget }: ProgramItem,
  rules: RulesVersion,
): z.input<typeof programShape> {
  return {
    id: program.id,
    nameZh: program.nameZh,
    nameEn: program.nameEn,
    regionCode: program.regionCode,
    free: sum(budget.amount - budget.committed),
    rules: {
      version: rules.version,
      applyFrom: rules.applyFrom,
      applyUntil: rules.applyUntil,
      useUntil: rules.useUntil,
      validDays: rules.validDays,
      sizes: rules.sizes,
      technologyOnly: rules.technologyOnly,
      kinds: rules.kinds,
      ways: rules.ways,
      classes: rules.classes,
      providers: rules.providers,
      sharePercent: rules.sharePercent,
      fullPayUpTo: sum(rules.fullPayUpTo),
      applicationCap: sum(rules.applicationCap),
      yearlyCap: sum(rules.yearlyCap),
      automaticUpTo: sum(rules.automaticUpTo),
      excludeRelated: rules.excludeRelated,
      excludeFunded: rules.excludeFunded,
      settlementMonths: rules.settlementMonths,
    },
    ...lifecycleOf(programProcess, actor, program),
  };
}

const voucherShape = z.strictObject({
  id: z.uuid(),
  programId: z.uuid(),
  programZh: z.string(),
  programEn: z.string(),
  purpose: z.string(),
  requested: moneyShape,
  reserved: moneyShape,
  captured: moneyShape,
  /** What can still be set aside. */
  left: moneyShape,
  grantedAt: z.iso.datetime().nullable(),
  validUntil: z.iso.datetime().nullable(),
  reason: z.string(),
  ...lifecycleShape,
});

const answerVoucher = (
  { actor }: Context,
  { voucher, programZh, programEn }: VoucherItem,
): z.input<typeof voucherShape> => ({
  id: voucher.id,
  programId: voucher.programId,
  ...{ programZh, programEn, purpose: voucher.purpose, reason: voucher.reason },
  requested: sum(voucher.requested),
  reserved: sum(voucher.reserved),
  captured: sum(voucher.captured),
  left: sum(voucher.state === "granted" ? voucher.amount - voucher.reserved - voucher.captured : 0),
  grantedAt: voucher.grantedAt?.toISOString() ?? null,
  validUntil: voucher.validUntil?.toISOString() ?? null,
  ...lifecycleOf(voucherProcess, actor, voucher),
});

async function showProgram(ctx: Context, id: string): Promise<Result<z.input<typeof programShape>>> {
  const found = await publicProgram(ctx, id);
  const rules = found && (await currentRules(ctx, [id])).get(id);
  return found && rules ? ok(answerProgram(ctx, found, rules)) : fail(problems.notFound("voucher_program"));
}

/** A voucher of the caller's organisation, or of the territory that they oversee. */
async function showVoucher(ctx: Context, id: string): Promise<Result<z.input<typeof voucherShape>>> {
  const found = (await ownVoucher(ctx, id)) ?? (await overseenVoucher(ctx, id));
  return found ? ok(answerVoucher(ctx, found)) : fail(problems.notFound("voucher"));
}

const list = endpoint(
  {
    method: "GET",
    path: "/voucher-programs",
    tag: "vouchers",
    access: "public",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(programShape), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) => {
    const programs = await publicPrograms(ctx);
    const ids = programs.map(({ program }) => program.id);
    const rules = await currentRules(ctx, ids);
    const items = programs.flatMap((item) => {
      const current = rules.get(item.program.id);
      return current ? [answerProgram(ctx, item, current)] : [];
    });
    return ok(pageOf(items, query));
  },
);

const show = endpoint(
  {
    method: "GET",
    path: "/voucher-programs/{id}",
    tag: "vouchers",
    access: "public",
    params: one,
    answer: programShape,
  },
  ({ ctx, params }) => showProgram(ctx, params.id),
);

const apply = endpoint(
  {
    method: "POST",
    path: "/voucher-programs/{id}/vouchers",
    tag: "vouchers",
    access: "voucher.use",
    params: one,
    body: applyInput.omit({ requested: true }).extend({ requested: moneyInput }),
    answer: voucherShape,
    status: 201,
    creates: true,
    problems: { policy: 422, budget_short: 409, standing: 403 },
  },
  async ({ ctx, params, body }) => {
    const checked = applyInput.safeParse(body);
    if (!checked.success)
      return fail(problems.invalid([{ path: "requested", code: "too_small", params: { minimum: 1 } }]));
    const made = await applyForVoucher(ctx, params.id, checked.data);
    return made.ok ? showVoucher(ctx, made.value.id) : made;
  },
);

const mine = endpoint(
  {
    method: "GET",
    path: "/vouchers",
    tag: "vouchers",
    access: "voucher.use",
    query: z.strictObject(pageInput),
    answer: z.strictObject({ items: z.array(voucherShape), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query }) => {
    const items = (await ownVouchers(ctx)).map((item) => answerVoucher(ctx, item));
    return ok(pageOf(items, query));
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/vouchers/{id}",
    tag: "vouchers",
    access: "user",
    params: one,
    answer: voucherShape,
  },
  async ({ ctx, params }) => showVoucher(ctx, params.id),
);

/** One step of a voucher; the answer is the voucher as it is afterwards. */
function step<B extends z.ZodType>(
  name: string,
  access: "voucher.use" | "voucher.run",
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<void>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/vouchers/{id}/${name}`,
      tag: "vouchers",
      access,
      params: one,
      body,
      answer: voucherShape,
      problems: { not_allowed_now: 409, ...(access === "voucher.run" && { budget_short: 409 }) },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? showVoucher(ctx, params.id) : done;
    },
  );
}

const close = endpoint(
  {
    method: "POST",
    path: "/voucher-programs/{id}/close-program",
    tag: "vouchers",
    access: "voucher.run",
    params: one,
    body: reasonInput,
    answer: programShape,
    problems: { not_allowed_now: 409 },
  },
  async ({ ctx, params, body }) => {
    const done = await closeProgram(ctx, params.id, body);
    return done.ok ? showProgram(ctx, params.id) : done;
  },
);

export const voucherEndpoints: readonly Endpoint[] = [
  close,
  list,
  show,
  apply,
  mine,
  showOne,
  step("grant-voucher", "voucher.run", grantInput, grantVoucher),
  step("decline-voucher", "voucher.run", reasonInput, declineVoucher),
  step("withdraw-application", "voucher.use", noInput, (ctx, id) => withdrawApplication(ctx, id)),
  step("give-back-voucher", "voucher.use", noInput, (ctx, id) => giveBackVoucher(ctx, id)),
];
