import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import { acceptLicence } from "#app/domain/contracts/licence/accept.server.ts";
import { acceptLicenceInput, noInput, offerLicenceInput } from "#app/domain/contracts/licence/inputs.ts";
import { offerLicence, previewOffer, withdrawLicence } from "#app/domain/contracts/licence/offer.server.ts";
import { licenceOf } from "#app/domain/contracts/licence/queries.server.ts";
import { licenceOfferProcess } from "#app/domain/contracts/licence/states.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import { standardLicences } from "#db/schema/vocabulary.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { lifecycleOf, lifecycleShape } from "../lifecycle-answer.server.ts";
import { moneyShape } from "../money.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "deals" as const;

const licenceAnswer = z.strictObject({
  id: z.uuid(),
  ...lifecycleShape,
  technologyId: z.uuid(),
  seller: z.strictObject({ id: z.uuid(), nameZh: z.string(), nameEn: z.string() }),
  mode: z.enum(standardLicences),
  price: moneyShape,
  termMonths: z.int().nullable(),
  territory: z.string(),
  manner: z.string(),
  deliverDays: z.int(),
  canonical: z.string(),
  english: z.string(),
  sha256: z.string(),
  intact: z.boolean(),
  signedBy: z.string(),
  opensAt: z.iso.datetime(),
});

async function show(ctx: Context, technologyId: string): Promise<Result<z.input<typeof licenceAnswer>>> {
  const found = await licenceOf(ctx, technologyId);
  if (!found) return fail(problems.notFound("licence_offer"));
  const { row, seller, termMonths, territory, manner, intact } = found;
  const { id, mode, deliverDays, canonical, english, sha256 } = row;
  return ok({
    ...lifecycleOf(licenceOfferProcess, ctx.actor, row),
    ...{ id, technologyId, mode, deliverDays, canonical, english, sha256, intact },
    ...{ termMonths, territory, manner, signedBy: row.signerName, opensAt: row.opensAt.toISOString() },
    seller: { id: seller.id, nameZh: seller.nameZh, nameEn: seller.nameEn },
    price: { amount: row.price, currency: "CNY" },
  });
}

const terms = offerLicenceInput.omit({ sha256: true, password: true });

const refusals = {
  technology_gone: 409,
  bidding_exists: 409,
  contract_other_text: 409,
  contract_not_signable: 422,
  standing: 403,
} as const;

const passwordIn = (body: unknown): string => z.object({ password: z.string() }).parse(body).password;

const showOne = endpoint(
  {
    ...{ method: "GET", path: "/technologies/{id}/licence-offer", tag, access: "public" },
    ...{ params: oneThing, answer: licenceAnswer },
  },
  ({ ctx, params }) => show(ctx, params.id),
);

const preview = endpoint(
  {
    ...{ method: "POST", path: "/technologies/{id}/licence-offer/preview", tag, access: "contract.sign" },
    ...{ params: oneThing, body: terms, problems: refusals },
    answer: z.strictObject({
      canonical: z.string(),
      english: z.string(),
      sha256: z.string(),
      opensAt: z.iso.datetime(),
      findings: z.array(
        z.looseObject({ code: z.string(), weight: z.string(), part: z.string(), article: z.string() }),
      ),
    }),
  },
  async ({ ctx, params, body }) => {
    const made = await previewOffer(ctx, params.id, body);
    if (!made.ok) return made;
    const { opensAt, findings, ...text } = made.value;
    return ok({
      ...text,
      opensAt: opensAt.toISOString(),
      findings: findings.map(({ code, weight, part, article }) => ({ code, weight, part, article })),
    });
  },
);

const offer = endpoint(
  {
    ...{ method: "POST", path: "/technologies/{id}/licence-offer", tag, access: "contract.sign" },
    ...{ params: oneThing, body: offerLicenceInput, answer: licenceAnswer },
    ...{
      status: 201,
      creates: true,
      signs: passwordIn,
      problems: { ...refusals, licence_offer_exists: 409 },
    },
  },
  async ({ ctx, params, body }) => {
    const made = await offerLicence(ctx, params.id, body);
    return made.ok ? show(ctx, params.id) : made;
  },
);

const accept = endpoint(
  {
    ...{ method: "POST", path: "/licence-offers/{id}/accept", tag, access: "contract.sign" },
    ...{ params: oneThing, body: acceptLicenceInput, status: 201, creates: true, signs: passwordIn },
    answer: z.strictObject({ contractId: z.uuid() }),
    problems: { ...refusals, licence_gone: 409, licence_held: 409, own_technology: 403 },
  },
  async ({ ctx, params, body }) => {
    const made = await acceptLicence(ctx, params.id, body);
    return made.ok ? ok({ contractId: made.value.id }) : made;
  },
);

const withdraw = endpoint(
  {
    ...{ method: "POST", path: "/licence-offers/{id}/withdraw", tag, access: "contract.sign" },
    transitions: ["withdraw_licence"],
    ...{ params: oneThing, body: noInput, answer: oneThing, problems: { not_allowed_now: 409 } },
  },
  ({ ctx, params }) => withdrawLicence(ctx, params.id),
);

export const licenceEndpoints: readonly Endpoint[] = [showOne, preview, offer, accept, withdraw];
