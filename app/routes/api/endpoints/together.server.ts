import { z } from "zod";
import {
  type CancelledPart,
  cancelBundle,
  previewCancelBundle,
} from "#app/domain/booking/bundle/cancel-bundle.server.ts";
import { bundleInput } from "#app/domain/booking/bundle/inputs.ts";
import {
  type BundleLine,
  previewBundle,
  reserveBundle,
} from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import {
  type Change,
  cancelSeries,
  previewCancelSeries,
  previewRetimeSeries,
  retimeSeries,
} from "#app/domain/booking/series/change-series.server.ts";
import { optionalReasonInput } from "#app/domain/booking/inputs.ts";
import { retimeSeriesInput, seriesInput } from "#app/domain/booking/series/inputs.ts";
import { makeSeries, type Occurrence, previewSeries } from "#app/domain/booking/series/make-series.server.ts";
import type { Context } from "#app/domain/context.ts";
import { ok, type Problem, type Result } from "#app/runtime/problem.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { money, moneyShape } from "../money.ts";

const common = { method: "POST", tag: "bookings", access: "booking.use" } as const;

const oneThing = z.strictObject({ id: z.uuid() });

/** Why a part of several cannot be: the code, and every rule against it. */
const problemShape = z.strictObject({ code: z.string(), rules: z.array(z.string()) }).nullable();

const answerProblem = (problem: Problem | null): z.input<typeof problemShape> =>
  problem && { code: problem.code, rules: (problem.reasons ?? []).map(({ rule }) => rule) };

const times = { start: z.iso.datetime(), end: z.iso.datetime() };

/** A part of several: what it became or would become, or why not. */
const partShape = z.strictObject({
  ...times,
  bookingId: z.uuid().nullable(),
  state: z.string().nullable(),
  price: moneyShape.nullable(),
  problem: problemShape,
});

/** `kept`: it was made; else its booking is only what would come of it, and has no id yet. */
const answerPart = (
  { start, end, booked, problem }: Occurrence | BundleLine,
  kept: boolean,
): z.input<typeof partShape> => ({
  start,
  end,
  bookingId: kept ? (booked?.id ?? null) : null,
  state: booked?.state ?? null,
  price: money(booked?.price?.amount ?? null),
  problem: answerProblem(problem),
});

const parts = z.strictObject({ items: z.array(partShape) });
const madeParts = z.strictObject({ id: z.uuid(), items: z.array(partShape) });

const bookingProblems = { policy: 422, standing: 403 };

const changeShape = z.strictObject({
  items: z.array(
    z.strictObject({ bookingId: z.uuid(), ...times, charge: moneyShape.nullable(), problem: problemShape }),
  ),
});

const answerChanges = (changes: readonly Change[]): z.input<typeof changeShape> => ({
  items: changes.map(({ id, start, end, charge, problem }) => ({
    ...{ bookingId: id, start, end },
    charge: money(charge),
    problem: answerProblem(problem),
  })),
});

/** Cancelling a bundle, or what that would cost. */
function cancelTogether<B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<CancelledPart[]>>,
): Endpoint {
  return endpoint(
    {
      ...{ ...common, path: `/booking-bundles/{id}/${name}`, params: oneThing, body, answer: changeShape },
      problems: { bundle_over: 409 },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? ok(answerChanges(done.value.map((one) => ({ ...one, problem: null })))) : done;
    },
  );
}

/** From which occurrence on; all that have not begun unless given. */
const reach = { from: z.uuid().optional() };
const cancelInput = z.strictObject({ ...reach, reason: z.string().trim().max(500).default("") });
const retimeInput = retimeSeriesInput.extend(reach);

/** One change of a series, or what it would come to. */
function change<B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<Change[]>>,
): Endpoint {
  return endpoint(
    {
      method: "POST",
      path: `/booking-series/{id}/${name}`,
      tag: "bookings",
      access: "booking.use",
      params: oneThing,
      body,
      answer: changeShape,
      problems: { series_conflicts: 409, series_over: 409, standing: 403 },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? ok(answerChanges(done.value)) : done;
    },
  );
}

/** Bookings that are made together: again and again by a rule, or several facilities at once. */
export const togetherEndpoints: readonly Endpoint[] = [
  endpoint(
    {
      ...{ ...common, path: "/booking-series", body: seriesInput, answer: madeParts, status: 201 },
      creates: true,
      problems: { series_conflicts: 409, ...bookingProblems },
    },
    async ({ ctx, body }) => {
      const made = await makeSeries(ctx, body);
      if (!made.ok) return made;
      return ok({ id: made.value.id, items: made.value.occurrences.map((one) => answerPart(one, true)) });
    },
  ),
  endpoint(
    {
      ...common,
      path: "/booking-series/preview",
      body: seriesInput,
      answer: parts,
      problems: bookingProblems,
    },
    async ({ ctx, body }) => {
      const seen = await previewSeries(ctx, body);
      return seen.ok ? ok({ items: seen.value.map((one) => answerPart(one, false)) }) : seen;
    },
  ),
  change("retime", retimeInput, (ctx, id, { from, ...input }) => retimeSeries(ctx, id, { from }, input)),
  change("preview-retime", retimeInput, (ctx, id, { from, ...input }) =>
    previewRetimeSeries(ctx, id, { from }, input),
  ),
  change("cancel", cancelInput, (ctx, id, { from, reason }) => cancelSeries(ctx, id, { from }, { reason })),
  change("preview-cancel", z.strictObject(reach), (ctx, id, from) => previewCancelSeries(ctx, id, from)),
  endpoint(
    {
      ...{ ...common, path: "/booking-bundles", body: bundleInput, answer: madeParts, status: 201 },
      creates: true,
      problems: { bundle_refused: 409, ...bookingProblems },
    },
    async ({ ctx, body }) => {
      const made = await reserveBundle(ctx, body);
      if (!made.ok) return made;
      return ok({ id: made.value.id, items: made.value.lines.map((one) => answerPart(one, true)) });
    },
  ),
  endpoint(
    {
      ...common,
      path: "/booking-bundles/preview",
      body: bundleInput,
      answer: parts,
      problems: bookingProblems,
    },
    async ({ ctx, body }) => {
      const seen = await previewBundle(ctx, body);
      return seen.ok ? ok({ items: seen.value.map((one) => answerPart(one, false)) }) : seen;
    },
  ),
  cancelTogether("cancel", optionalReasonInput, (ctx, id, input) => cancelBundle(ctx, id, input)),
  cancelTogether("preview-cancel", z.strictObject({}), (ctx, id) => previewCancelBundle(ctx, id)),
];
