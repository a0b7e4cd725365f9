import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract, contractSignature } from "#db/schema/contracts.ts";
import { licenceOffer } from "#db/schema/licences.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Actor, Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { refuseInsider } from "../../deals/bidding/enter.server.ts";
import { demandNoBidding, demandStillToBeHad } from "../../deals/concluded.server.ts";
import { may } from "../../identity/permissions.ts";
import { proveSigner } from "../../identity/prove.server.ts";
import { transact } from "../../transact.server.ts";
import { today } from "../../working-days.ts";
import { moveContract } from "../draft.server.ts";
import { fundRow } from "../milestones/fund.server.ts";
import { daysAfter } from "../milestones/policy.ts";
import { lockMilestone } from "../milestones/step.server.ts";
import { contractProblems } from "../problems.ts";
import { asPlatform, type ContractRow, termsOf, type TextRow } from "../scene.server.ts";
import { openContract } from "../start.server.ts";
import { takeEffect } from "../take-effect.server.ts";
import { hashOf } from "../text/canonical.ts";
import { writeText } from "../write-text.server.ts";
import {
  demandSignable,
  type LicenceOfferRow,
  lockOffered,
  namesOf,
  type Offered,
} from "./offerable.server.ts";
import { isOpen } from "./policy.ts";
import { offerText, termsAccepted } from "./text.ts";

type User = NonNullable<Actor["user"]>;

/**
 * Accepts a standing offer for the actor's organisation: the signer proves themselves and names the digest of the offer that
 * was read. The contract is in force at once, by the owner's signature on the offer and this one, and its price is charged.
 * Refuses `licence_gone` when the offer was taken back or is not open yet, `contract_other_text` when it is another one or
 * the owner is called otherwise since, `licence_held`, `technology_gone`, `bidding_exists`, `contract_not_signable`,
 * `own_technology`, `not_verified`, `standing` of either side.
 */
export async function acceptLicence(
  ctx: Context,
  id: string,
  { sha256, password }: { sha256: string; password: string },
): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "deal.buy") || !may(ctx.actor, "contract.sign"))
    return fail(problems.forbidden("contract.sign"));
  if (!organization.verified) return fail({ code: "not_verified", status: 403 });
  const proved = await proveSigner(ctx, password);
  if (!proved.ok) return proved;
  return transact(ctx.db, async (tx) => {
    const { offer, offered } = await lockOffer(tx, id);
    const now = ctx.clock.now();
    if (!isOpen(offer, now)) refuse({ code: "licence_gone", status: 409 });
    if (offer.sha256 !== sha256 || !stillSays(offer, offered)) refuse(contractProblems.otherText());
    await refuseInsider(tx, offer.organizationId, organization.id, user.id);
    await demandBothStand(tx, offer.organizationId, organization.id, now);
    if (!offered.owner.verifiedAt) refuse(contractProblems.unverified());
    await demandNoBidding(tx, offer.technologyId);
    await demandStillToBeHad(tx, offer.technologyId, [offer.mode], now);
    const { deliverDays } = offer;
    const { regionCode } = offered.listing;
    await demandSignable(tx, termsOf(offer), { deliverDays, regionCode }, now);
    await demandNotHeld(tx, offer.id, organization.id);
    return conclude(tx, ctx, offer, user, organization.id);
  });
}

async function lockOffer(tx: Tx, id: string): Promise<{ offer: LicenceOfferRow; offered: Offered }> {
  const gone = () => refuse(problems.notFound("licence_offer"));
  if (!validate(id)) return gone();
  const [known] = await tx.select().from(licenceOffer).where(eq(licenceOffer.id, id));
  if (!known) return gone();
  // The technology first, as everybody who concludes something on it does; then the offer as it stands now.
  const offered = await lockOffered(tx, known.technologyId);
  const [offer] = await tx.select().from(licenceOffer).where(eq(licenceOffer.id, id)).for("no key update");
  return offer ? { offer, offered } : gone();
}

/** Whether the offer's terms still give the text that its owner signed, with the owner's name of today. */
function stillSays(offer: LicenceOfferRow, { owner }: Offered): boolean {
  const { canonical } = offerText(termsOf(offer), offer.deliverDays, namesOf(owner));
  return canonical === offer.canonical && hashOf(canonical) === offer.sha256;
}

async function demandBothStand(tx: Tx, sellerId: string, buyerId: string, now: Date): Promise<void> {
  await demandStanding(tx, sellerId, "list", now);
  await demandStanding(tx, sellerId, "sign", now);
  await demandStanding(tx, buyerId, "propose", now);
  await demandStanding(tx, buyerId, "sign", now);
}

async function demandNotHeld(tx: Tx, licenceOfferId: string, clientId: string): Promise<void> {
  const held = await heldBy(tx, licenceOfferId, clientId);
  if (held) refuse({ code: "licence_held", status: 409 });
}

/** The contract that an organisation has by this offer and that is not over. */
export async function heldBy(tx: Tx, licenceOfferId: string, clientId: string): Promise<string | undefined> {
  const [held] = await tx
    .select({ id: contract.id })
    .from(contract)
    .where(
      and(
        eq(contract.licenceOfferId, licenceOfferId),
        eq(contract.clientId, clientId),
        eq(contract.state, "in_force"),
      ),
    );
  return held?.id;
}

async function conclude(
  tx: Tx,
  ctx: Context,
  offer: LicenceOfferRow,
  user: User,
  clientId: string,
): Promise<{ id: string }> {
  const now = ctx.clock.now();
  const terms = termsAccepted(termsOf(offer), today(daysAfter(now, offer.deliverDays)), offer.sha256);
  const developerId = offer.organizationId;
  const { id } = await openContract(tx, ctx, {
    ...{ clientId, developerId, side: "client", user, terms, licenceOfferId: offer.id },
  });
  const row = await lockContract(tx, id);
  const signer = { id: offer.signedById, name: offer.signerName, email: "" };
  const text = await writeText({ tx, row, side: "developer", user: signer, now }, terms, "");
  await moveContract(asPlatform(ctx), { tx, row }, { transition: "conclude-by-offer" });
  await tx.update(contract).set({ textId: text.id, draft: null }).where(eq(contract.id, id));
  await sign(tx, ctx, { row, text, offer, user });
  await takeEffect(asPlatform(ctx), { tx, row: await lockContract(tx, id), now }, text);
  await fundRow(tx, ctx, await lockMilestone(tx, id, 1));
  return { id };
}

interface Signing {
  row: ContractRow;
  text: TextRow;
  offer: LicenceOfferRow;
  user: User;
}

/** The owner's signature, given with the offer, and that of who accepts it now. */
async function sign(tx: Tx, ctx: Context, { row, text, offer, user }: Signing): Promise<void> {
  const now = ctx.clock.now();
  const on = { contractId: row.id, textId: text.id, sha256: text.sha256, createdAt: now };
  await tx.insert(contractSignature).values([
    {
      ...on,
      ...{ side: "developer", organizationId: row.developerId, method: "standing_offer" },
      ...{ userId: offer.signedById, signerName: offer.signerName, at: offer.createdAt },
    },
    {
      ...on,
      ...{ side: "client", organizationId: row.clientId, userId: user.id, signerName: user.name, at: now },
      method: ctx.actor.via === "token" ? "password_over_api" : "password",
    },
  ]);
}

async function lockContract(tx: Tx, id: string): Promise<ContractRow> {
  const [row] = await tx.select().from(contract).where(eq(contract.id, id)).for("update");
  if (!row) throw new Error(`contract ${id} is gone`);
  return row;
}
