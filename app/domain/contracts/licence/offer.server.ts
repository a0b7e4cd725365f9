import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { licenceOffer } from "#db/schema/licences.ts";
import { isUniqueViolation } from "#db/errors.ts";
import { unprintable } from "#app/integrations/pdf.server.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { demandNoBidding, demandStillToBeHad } from "../../deals/concluded.server.ts";
import { technologyOf } from "../../deals/made-deal.server.ts";
import { may } from "../../identity/permissions.ts";
import { proveSigner } from "../../identity/prove.server.ts";
import { move, recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { Finding } from "../finding.ts";
import { contractProblems } from "../problems.ts";
import type { Terms } from "../terms.ts";
import { hashOf } from "../text/canonical.ts";
import type { LicenceTermsInput } from "./inputs.ts";
import {
  demandSignable,
  licenceFindings,
  lockOffered,
  namesOf,
  type Offered,
  opensAt,
} from "./offerable.server.ts";
import { whyNotOffered } from "./policy.ts";
import { licenceOfferProcess } from "./states.ts";
import { offerText, termsOfLicence } from "./text.ts";

/** A standing offer before it is signed: what is to be read, the digest that is signed, and what there is to say of it. */
export interface OfferPreview {
  canonical: string;
  english: string;
  sha256: string;
  opensAt: Date;
  findings: Finding[];
}

/** Writes the text of an offer without making it. Refuses as `offerLicence` does, but for what the findings say. */
export function previewOffer(
  ctx: Context,
  technologyId: string,
  input: LicenceTermsInput,
): Promise<Result<OfferPreview>> {
  return onOwnTechnology(ctx, technologyId, async (tx, offered) => {
    const { terms, text } = await written(tx, offered, input, ctx.clock.now());
    const { regionCode } = offered.listing;
    const now = ctx.clock.now();
    return {
      ...text,
      sha256: hashOf(text.canonical),
      opensAt: await opensAt(tx, offered, input, now),
      findings: await licenceFindings(tx, terms, { deliverDays: input.deliverDays, regionCode }, now),
    };
  });
}

/**
 * Offers a licence of a published technology to everybody at a fixed price: the signer proves themselves and signs the text
 * that was read. Refuses `contract_other_text` when it is another one, `contract_not_signable` with what is missing,
 * `licence_offer_exists`, `bidding_exists`, `technology_gone` when a deal rules it out, `standing`.
 */
export async function offerLicence(
  ctx: Context,
  technologyId: string,
  { sha256, password, ...input }: LicenceTermsInput & { sha256: string; password: string },
): Promise<Result<{ id: string }>> {
  const signer = await proveSigner(ctx, password);
  if (!signer.ok) return signer;
  return onOwnTechnology(ctx, technologyId, async (tx, offered) => {
    const now = ctx.clock.now();
    const { terms, text } = await written(tx, offered, input, ctx.clock.now());
    if (hashOf(text.canonical) !== sha256) return refuse(contractProblems.otherText());
    const { regionCode, demo, organizationId } = offered.listing;
    const { mode, price, deliverDays } = input;
    await demandSignable(tx, terms, { deliverDays, regionCode }, now);
    const id = await insertOnce(tx, {
      ...{ technologyId, organizationId, mode, price, deliverDays, terms, sha256, demo },
      ...text,
      ...{ signedById: signer.value.id, signerName: signer.value.name },
      ...{ opensAt: await opensAt(tx, offered, input, now), createdAt: now, stateSince: now },
    });
    await recordAudit(tx, ctx, {
      ...{ entity: "licence_offer", entityId: id, transition: "offer_licence", toState: "licence_offered" },
      detail: { technologyId, mode, price, sha256 },
    });
    return { id };
  });
}

/** Takes a standing offer back; contracts that were made by it stay as they are. */
export function withdrawLicence(ctx: Context, id: string): Promise<Result<{ id: string }>> {
  return transact(ctx.db, async (tx) => {
    const [row] = validate(id)
      ? await tx.select().from(licenceOffer).where(eq(licenceOffer.id, id)).for("no key update")
      : [];
    if (!row) return refuse(problems.notFound("licence_offer"));
    await move(tx, ctx, licenceOfferProcess, licenceOffer, row, { transition: "withdraw_licence" });
    return { id };
  });
}

async function onOwnTechnology<T>(
  ctx: Context,
  technologyId: string,
  work: (tx: Tx, offered: Offered) => Promise<T>,
): Promise<Result<T>> {
  const mine = ctx.actor.organization;
  if (!mine || !may(ctx.actor, "deal.sell") || !may(ctx.actor, "contract.sign"))
    return fail(problems.forbidden("contract.sign"));
  if (!mine.verified) return fail({ code: "not_verified", status: 403 });
  if (!validate(technologyId)) return fail(problems.notFound("technology"));
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, mine.id, "list", ctx.clock.now());
    await demandStanding(tx, mine.id, "sign", ctx.clock.now());
    const offered = await lockOffered(tx, technologyId);
    if (offered.owner.id !== mine.id) return refuse(problems.notFound("technology"));
    return work(tx, offered);
  });
}

/** The terms and the text of an offer, if the technology can be offered so. */
async function written(
  tx: Tx,
  offered: Offered,
  input: LicenceTermsInput,
  now: Date,
): Promise<{ terms: Terms; text: { canonical: string; english: string } }> {
  const { id } = offered.listing;
  const { transferModes: modes, ipType, legalStatus } = offered.technology;
  const why = whyNotOffered(input.mode, { modes, ipType, legalStatus });
  if (why) refuse(problems.invalid([{ path: "mode", code: why }]));
  await demandNoBidding(tx, id);
  await demandStillToBeHad(tx, id, [input.mode], now);
  const terms = termsOfLicence(await technologyOf(tx, id), input);
  const text = offerText(terms, input.deliverDays, namesOf(offered.owner));
  const missing = unprintable(text.canonical);
  if (missing.length > 0) refuse(contractProblems.unprintable(missing));
  return { terms, text };
}

async function insertOnce(tx: Tx, values: typeof licenceOffer.$inferInsert): Promise<string> {
  try {
    const [row] = await tx.insert(licenceOffer).values(values).returning({ id: licenceOffer.id });
    if (!row) throw new Error("an offer was not returned by its insert");
    return row.id;
  } catch (error) {
    if (!isUniqueViolation(error, "licence_offer_one_live")) throw error;
    return refuse({ code: "licence_offer_exists", status: 409 });
  }
}
