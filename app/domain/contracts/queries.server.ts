import type { Deadline } from "#app/domain/deadline.ts";
import { and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contract, contractDispute, contractMilestone } from "#db/schema/contracts.ts";
import { royaltyPeriod } from "#db/schema/royalties.ts";
import { organization } from "#db/schema/identity.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { sideOf } from "./scene.server.ts";

const client = alias(organization, "client");
const developer = alias(organization, "developer");

/** `open`: still to be drafted, signed or fulfilled. `past`: ended. */
export const contractViews = ["open", "past", "any"] as const;
export type ContractView = (typeof contractViews)[number];

const openStates = ["drafting", "signing", "in_force"];

const columns = {
  row: contract,
  clientZh: client.nameZh,
  clientEn: client.nameEn,
  clientUscc: client.uscc,
  developerZh: developer.nameZh,
  developerEn: developer.nameEn,
  developerUscc: developer.uscc,
  /** When the next thing is due that is not the contract's own. */
  milestoneDue: sql<Deadline | null>`(select min(d.deadline) from (
    select m.deadline from ${contractMilestone} m where m.contract_id = ${contract.id}
    union all select r.deadline from ${royaltyPeriod} r where r.contract_id = ${contract.id}
      and r.state not in ('settled', 'ended')) d)`.mapWith((value: string | null) =>
    value === null ? null : new Date(value),
  ),
  done: sql<number>`(select count(*)::int from ${contractMilestone} m where m.contract_id = ${contract.id}
    and m.state in ('accepted', 'failed', 'settled', 'terminated'))`,
  milestoneCount: sql<number>`(select count(*)::int from ${contractMilestone} m where m.contract_id = ${contract.id})`,
};

const select = ({ db }: Pick<Context, "db">) =>
  db
    .select(columns)
    .from(contract)
    .innerJoin(client, eq(client.id, contract.clientId))
    .innerJoin(developer, eq(developer.id, contract.developerId));

export type ContractItem = Awaited<ReturnType<typeof select>>[number];

/** A contract with the names of its sides. */
export async function contractItem(ctx: Pick<Context, "db">, id: string): Promise<ContractItem | undefined> {
  const [item] = await select(ctx).where(eq(contract.id, id));
  return item;
}

interface ListOptions {
  view: ContractView;
  after?: string;
  limit: number;
}

/** Contracts of the actor's organisation on either side, latest first, a page at a time by key. Drafts of the other side that were never shown are left out. */
export async function listContracts(
  ctx: Context,
  { view, after, limit }: ListOptions,
): Promise<{ items: ContractItem[]; nextCursor: string | null }> {
  const mine = ctx.actor.organization?.id;
  if (!mine || !may(ctx.actor, "contract.edit")) return { items: [], nextCursor: null };
  const rows = await select(ctx)
    .where(
      and(
        or(eq(contract.clientId, mine), eq(contract.developerId, mine)),
        or(eq(contract.turnId, mine), shown),
        viewFilter(view),
        after && /^[0-9a-f-]{36}$/.test(after) ? sql`${contract.id} < ${after}::uuid` : undefined,
      ),
    )
    .orderBy(desc(contract.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.row.id ?? null) : null };
}

/** A text has been put before the other side. */
const shown = sql`exists (select 1 from contract_text t where t.contract_id = ${contract.id})`;

function viewFilter(view: ContractView): SQL | undefined {
  if (view === "any") return undefined;
  const open = inArray(contract.state, openStates);
  return view === "open" ? open : sql`not ${open}`;
}

/** Contracts in which a dispute waits for the actor's mediation, the most urgent first. */
export async function listDisputes(ctx: Context) {
  const prefixes = ctx.actor.regionPrefixes;
  if (!may(ctx.actor, "contract.mediate")) return [];
  const everywhere = ctx.actor.roles.includes("operator");
  const rows = await ctx.db
    .select({
      dispute: contractDispute,
      n: contractMilestone.n,
      milestone: contractMilestone.title,
      amount: contractMilestone.amount,
      title: contract.title,
    })
    .from(contractDispute)
    .innerJoin(contractMilestone, eq(contractMilestone.id, contractDispute.milestoneId))
    .innerJoin(contract, eq(contract.id, contractDispute.contractId))
    .where(
      and(
        eq(contractDispute.state, "raised"),
        everywhere
          ? undefined
          : or(...prefixes.map((prefix) => sql`starts_with(${contractDispute.regionCode}, ${prefix})`)),
      ),
    )
    .orderBy(asc(contractDispute.deadline))
    .limit(200);
  return rows;
}

/** The side of the actor, for lists. */
export const mySide = (ctx: Context, { row }: ContractItem) => sideOf(ctx.actor, row);
