import { z } from "zod";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { readCursor, writeCursor } from "#app/domain/catalog/cursor.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { createInput, kindInput } from "#app/domain/catalog/inputs.ts";
import { listOwnListings } from "#app/domain/catalog/own-queries.server.ts";
import { type ListingLists, saveListing } from "#app/domain/catalog/save-listing.server.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { listingSteps } from "#app/domain/catalog/take-step.server.ts";
import type { Context } from "#app/domain/context.ts";
import { transact } from "#app/domain/transact.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { listingStates } from "#db/schema/vocabulary.ts";
import { pageInput } from "../cursors.server.ts";
import { endpoint } from "../endpoint.server.ts";
import { lifecycleOf } from "../lifecycle-answer.server.ts";
import { answerListing } from "./listing-answer.server.ts";
import { createBody, listAnswer, listingAnswer, updateBody } from "./listing-schemas.server.ts";
import { stepBody, stepProblems, takeListingStep } from "./listing-step.server.ts";

type Answer = z.input<typeof listingAnswer>;

const oneListing = z.strictObject({ id: z.uuid() });

const show = async (ctx: Context, id: string): Promise<Result<Answer>> => {
  const found = await findListing(ctx, id);
  return found.ok ? ok(answerListing(ctx.actor, found.value)) : found;
};

export const listListings = endpoint(
  {
    method: "GET",
    path: "/listings",
    tag: "listings",
    access: "user",
    query: z.strictObject({
      kind: kindInput.optional(),
      state: z.enum(listingStates).optional(),
      q: z.string().max(100).optional(),
      ...pageInput,
    }),
    answer: listAnswer,
  },
  async ({ ctx, query: { cursor, ...filter } }) => {
    const { items, next } = await listOwnListings(ctx, { ...filter, after: readCursor(cursor) });
    return ok({
      items: items.map((row) => ({
        ...{ id: row.id, kind: row.kind, titleZh: row.titleZh, titleEn: row.titleEn, version: row.version },
        updatedAt: row.updatedAt.toISOString(),
        ...lifecycleOf(listingProcesses[row.kind], ctx.actor, row),
      })),
      nextCursor: writeCursor(next),
    });
  },
);

export const showListing = endpoint(
  {
    method: "GET",
    path: "/listings/{id}",
    tag: "listings",
    access: "public",
    params: oneListing,
    answer: listingAnswer,
  },
  async ({ ctx, params }) => show(ctx, params.id),
);

export const newListing = endpoint(
  {
    method: "POST",
    path: "/listings",
    tag: "listings",
    access: "user",
    body: createBody,
    answer: listingAnswer,
    status: 201,
    creates: true,
    example: {
      ...{ kind: "facility", titleZh: "热场发射扫描电镜", titleEn: "Thermal FE-SEM", regionCode: "330106" },
      ...{ fieldCodes: ["430"], facility: { innerId: "SEM-04", maker: "ZEISS", model: "Sigma 500" } },
    },
  },
  async ({ ctx, body: { units, openings, prices, ...fields } }) => {
    const input = createInput.safeParse(fields, { error: codeErrorMap });
    if (!input.success) return fail(problems.invalid(fieldErrors(input.error)));
    return transact(ctx.db, async (tx) => {
      const inside: Context = { ...ctx, db: tx };
      const { id, version } = accepted(await createListing(inside, input.data));
      await saveLists(inside, id, version, { units, openings, prices });
      return accepted(await show(inside, id));
    });
  },
);

export const changeListing = endpoint(
  {
    method: "PATCH",
    path: "/listings/{id}",
    tag: "listings",
    access: "user",
    params: oneListing,
    body: updateBody,
    answer: listingAnswer,
    problems: { changed_meanwhile: 409, not_allowed_now: 409, not_publishable: 422, unit_booked: 409 },
  },
  async ({ ctx, params, body: { units, openings, prices, ...input } }) => {
    const saved = await saveListing(ctx, params.id, input, { units, openings, prices });
    return saved.ok ? show(ctx, params.id) : saved;
  },
);

export const stepListing = endpoint(
  {
    method: "POST",
    path: "/listings/{id}/{transition}",
    tag: "listings",
    access: "user",
    params: z.strictObject({ id: z.uuid(), transition: z.enum(listingSteps) }),
    body: stepBody,
    answer: listingAnswer,
    problems: stepProblems,
  },
  async ({ ctx, params: { id, transition }, body }) => {
    const moved = await takeListingStep(ctx, id, transition, body);
    return moved.ok ? show(ctx, id) : moved;
  },
);

async function saveLists(ctx: Context, id: string, version: number, lists: ListingLists): Promise<void> {
  if (Object.values(lists).some((list) => list !== undefined)) {
    accepted(await saveListing(ctx, id, { version }, lists));
  }
}

const accepted = <T>(result: Result<T>): T => (result.ok ? result.value : refuse(result.problem));

export const listingEndpoints = [listListings, showListing, newListing, changeListing, stepListing];
