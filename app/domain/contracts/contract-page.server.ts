import { and, asc, desc, eq, inArray, notInArray } from "drizzle-orm";
import {
  contractAmendment,
  contractDelivery,
  contractDeliveryFile,
  contractDispute,
  contractFile,
  contractMilestone,
  contractRegistration,
  contractSignature,
  contractText,
} from "#db/schema/contracts.ts";
import { charge } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { allowedTransitions } from "../process.ts";
import { amendmentProcess } from "./amendments/states.ts";
import { arePublished, evaluationsOf } from "./after/evaluate.server.ts";
import { disputeProcess } from "./disputes/states.ts";
import { milestoneProcess } from "./milestones/states.ts";
import { contractItem } from "./queries.server.ts";
import { contractRowFor } from "./read.server.ts";
import { rewardsOf } from "./registration/announce-reward.server.ts";
import { registrationProcess } from "./registration/states.ts";
import { royaltiesOf } from "./royalties/queries.server.ts";
import { idOf, sideOf, type TextRow } from "./scene.server.ts";
import { contractProcess } from "./states.ts";
import { groundsOf } from "./terminate.server.ts";
import { hashOf } from "./text/canonical.ts";

export type ContractPage = Awaited<ReturnType<typeof readPage>>;

/** Everything that a reader of a contract may know of it, and what they may do now. */
export async function contractPage(ctx: Context, id: string): Promise<Result<ContractPage>> {
  const row = await contractRowFor(ctx, id);
  const item = row && (await contractItem(ctx, id));
  if (!item) return fail(problems.notFound("contract"));
  const side = sideOf(ctx.actor, item.row);
  const texts = await textsOf(ctx.db, id);
  // A first draft that was never shown is its author's alone.
  if (texts.length === 0 && side && item.row.turnId !== idOf(item.row, side))
    return fail(problems.notFound("contract"));
  return ok(await readPage(ctx, item, texts));
}

async function readPage(
  ctx: Context,
  item: NonNullable<Awaited<ReturnType<typeof contractItem>>>,
  texts: TextRow[],
) {
  const { db, actor } = ctx;
  const { row } = item;
  const now = ctx.clock.now();
  const side = sideOf(actor, row);
  const milestones = await milestonesOf(ctx, row.id);
  const royalties = await royaltiesOf(ctx, row.id);
  const all = texts.map((one) => ({ ...one, intact: hashOf(one.canonical) === one.sha256 }));
  const text = all.find(({ id }) => id === row.textId) ?? all.at(-1);
  const evaluations = await evaluationsOf(db, row.id);
  const published = arePublished(row, evaluations.length, now);
  const mine = side && idOf(row, side);
  return {
    ...item,
    side,
    text,
    /** Every version; `intact`: it still hashes to what was signed. */
    texts: all,
    /** Whether the reader's side has the turn, and may see what it has saved. */
    mineToDraft: mine !== undefined && mine === row.turnId,
    signatures: await signaturesOf(db, row.id),
    milestones,
    royalties,
    amendments: await amendmentsOf(ctx, row.id, texts),
    files: await filesOf(db, row.id),
    registration: await registrationOf(ctx, row.id),
    rewards: mine === row.developerId ? await rewardsOf(db, row.id) : [],
    evaluations: evaluations.filter(({ byOrganizationId }) => published || byOrganizationId === mine),
    published,
    /** Whether the reader may open what was charged for a milestone. */
    seesCharges: mine !== undefined && may(actor, "charge.read", { organizationId: mine }),
    grounds:
      side && row.state === "in_force"
        ? groundsOf(
            row,
            side,
            milestones.map(({ milestone }) => milestone),
            now,
          )
        : [],
    acts: allowedTransitions(contractProcess, actor, row).map(({ name }) => name),
    history: await historyOf(db, row.id, [
      ...milestones.map(({ milestone }) => milestone.id),
      ...royalties.map(({ period }) => period.id),
    ]),
  };
}

const textsOf = (db: Tx, id: string): Promise<TextRow[]> =>
  db.select().from(contractText).where(eq(contractText.contractId, id)).orderBy(asc(contractText.n));

const signaturesOf = (db: Tx, id: string) =>
  db
    .select()
    .from(contractSignature)
    .where(eq(contractSignature.contractId, id))
    .orderBy(asc(contractSignature.at));

const filesOf = (db: Tx, id: string) =>
  db.select().from(contractFile).where(eq(contractFile.contractId, id)).orderBy(asc(contractFile.at));

/** The milestones with what was handed over, what is in dispute, and what the reader may do with each. */
async function milestonesOf({ db, actor }: Context, contractId: string) {
  const rows = await db
    .select()
    .from(contractMilestone)
    .where(eq(contractMilestone.contractId, contractId))
    .orderBy(asc(contractMilestone.n));
  const ids = rows.map(({ id }) => id);
  const deliveries =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(contractDelivery)
          .where(inArray(contractDelivery.milestoneId, ids))
          .orderBy(asc(contractDelivery.round));
  const links =
    deliveries.length === 0
      ? []
      : await db
          .select()
          .from(contractDeliveryFile)
          .where(
            inArray(
              contractDeliveryFile.deliveryId,
              deliveries.map(({ id }) => id),
            ),
          );
  const disputes = await db
    .select()
    .from(contractDispute)
    .where(eq(contractDispute.contractId, contractId))
    .orderBy(desc(contractDispute.createdAt));
  const owed = await chargesOf(db, ids);
  return rows.map((milestone) => ({
    milestone,
    /** Whose turn it is; null once it has come to rest. */
    owner: ownerOf(milestone.state),
    /** What the client pays for it, once it has asked to. */
    charge: owed.find(({ causeId }) => causeId === milestone.id),
    deliveries: deliveries
      .filter(({ milestoneId }) => milestoneId === milestone.id)
      .map((delivery) => ({
        ...delivery,
        files: links.filter(({ deliveryId }) => deliveryId === delivery.id).map(({ fileId }) => fileId),
      })),
    disputes: disputes
      .filter(({ milestoneId }) => milestoneId === milestone.id)
      .map((dispute) => ({
        dispute,
        acts: allowedTransitions(disputeProcess, actor, dispute).map(({ name }) => name),
      })),
    acts: allowedTransitions(milestoneProcess, actor, milestone)
      .map(({ name }) => name)
      // What a mediator does to a milestone it does by resolving the dispute.
      .filter((name) => !name.startsWith("resolve-")),
  }));
}

function ownerOf(state: string): string | null {
  const known = milestoneProcess.states.find((one) => one === state);
  return (known && milestoneProcess.owners[known]) ?? null;
}

/** The charges of milestones that have not ended, the latest of each first: one that was paid back stands behind its successor. */
const chargesOf = async (db: Tx, milestoneIds: string[]) =>
  milestoneIds.length === 0
    ? []
    : db
        .select({ id: charge.id, causeId: charge.causeId, reference: charge.reference, paid: charge.paid })
        .from(charge)
        .where(
          and(
            eq(charge.causeType, "milestone"),
            inArray(charge.causeId, milestoneIds),
            notInArray(charge.state, ["cancelled", "expired"]),
          ),
        )
        .orderBy(desc(charge.id));

async function amendmentsOf({ db, actor }: Context, id: string, texts: readonly TextRow[]) {
  const rows = await db
    .select()
    .from(contractAmendment)
    .where(eq(contractAmendment.contractId, id))
    .orderBy(desc(contractAmendment.n));
  return rows.map((amendment) => ({
    amendment,
    text: texts.find((text) => text.id === amendment.textId),
    acts: allowedTransitions(amendmentProcess, actor, amendment).map(({ name }) => name),
  }));
}

async function registrationOf({ db, actor }: Context, id: string) {
  const [row] = await db.select().from(contractRegistration).where(eq(contractRegistration.contractId, id));
  return row
    ? { row, acts: allowedTransitions(registrationProcess, actor, row).map(({ name }) => name) }
    : undefined;
}

/** What happened to the contract, its milestones and its royalties, one line of time for both sides. */
function historyOf(db: Tx, id: string, partIds: string[]) {
  return db
    .select({
      seq: auditEntry.seq,
      at: auditEntry.at,
      actorName: auditEntry.actorName,
      via: auditEntry.via,
      entity: auditEntry.entity,
      entityId: auditEntry.entityId,
      transition: auditEntry.transition,
      toState: auditEntry.toState,
      reason: auditEntry.reason,
    })
    .from(auditEntry)
    .where(inArray(auditEntry.entityId, [id, ...partIds]))
    .orderBy(asc(auditEntry.seq))
    .limit(500);
}

/** Whether the actor may sign for a side, which some acts ask beside being shown. */
export const signs = ({ actor }: Context, organizationId: string): boolean =>
  may(actor, "contract.sign", { organizationId });
