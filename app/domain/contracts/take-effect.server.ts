import { eq } from "drizzle-orm";
import { contract, contractMilestone } from "#db/schema/contracts.ts";
import type { Context } from "../context.ts";
import { concludeByContract } from "../deals/bidding/finish.server.ts";
import { demandDealStands } from "../deals/concluded.server.ts";
import { moveContract } from "./draft.server.ts";
import { fundingEnd } from "./milestones/money.server.ts";
import { planRoyalties } from "./royalties/schedule.server.ts";
import { readParties, type Scene, termsOf, type TextRow } from "./scene.server.ts";

/** Puts a contract in force that both have signed: its milestones begin, the first with its time for funding. */
export async function takeEffect(
  ctx: Pick<Context, "actor" | "clock">,
  scene: Pick<Scene, "tx" | "row" | "now">,
  text: TextRow,
): Promise<void> {
  const { tx, row, now } = scene;
  const terms = termsOf(text);
  const { regionCode } = await readParties(tx, row);
  if (row.negotiationId || row.auctionId) await demandDealStands(tx, row, now);
  await moveContract(ctx, scene, { transition: "take-effect", deadline: null });
  await tx
    .update(contract)
    .set({ inForceAt: now, amount: terms.amount, title: terms.title, kind: terms.kind })
    .where(eq(contract.id, row.id));
  const fundBy = await fundingEnd(tx, { regionCode }, now);
  await tx.insert(contractMilestone).values(
    terms.milestones.map(({ title, deliverable, standard, method, dueOn, amount }, index) => ({
      ...{ contractId: row.id, clientId: row.clientId, developerId: row.developerId, regionCode },
      ...{ n: index + 1, title, deliverable, standard, method, dueOn, amount },
      ...{
        deadline: index === 0 ? fundBy : null,
        unpaidFrom: index === 0 ? fundBy : null,
        createdAt: now,
        stateSince: now,
      },
    })),
  );
  if (row.auctionId) await concludeByContract(tx, ctx, row.auctionId);
  await planRoyalties(tx, ctx, row, { id: text.id, terms });
}
