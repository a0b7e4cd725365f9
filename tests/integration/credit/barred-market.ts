import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "#app/domain/context.ts";
import { loadMembership } from "#app/domain/identity/session.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { demoActor } from "../../support/demo-actor.ts";
import { layDecided } from "../../support/decided.ts";
import type { TestDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { goodTerms } from "../contracts/world.ts";
import { callApi } from "../demands/call-api.ts";

/** Something of the market, and the address of whoever acts for the organisation that may. */
export interface Thing {
  id: string;
  by: string;
  more?: string;
}

/** The demonstration market, as those read it who attempt something there. */
export interface Market {
  sme: Actor;
  /** The first row of a query for `id`, `org` and perhaps `more`, with the owner of that organisation. */
  one(query: SQL): Promise<Thing>;
  /** A calendar day that many days ahead. */
  day(ahead: number): string;
  /** An hour of Shanghai that many days ahead. */
  moment(ahead: number, hour: number): string;
}

const dayMs = 86_400_000;
const day = (ahead: number) => new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10);

export async function marketOf(database: TestDatabase): Promise<Market> {
  return {
    sme: await demoActor(database, "sme"),
    day,
    moment: (ahead, hour) => `${day(ahead)}T${String(hour).padStart(2, "0")}:00:00+08:00`,
    one: async (query) => {
      const [row] = await database.db.execute<{ id: string; by: string; more?: string }>(sql`
        select found.*, (select u.email from membership m join app_user u on u.id = m.user_id
          where m.organization_id = found.org and m.ended_at is null
          order by 'owner' = any(m.roles) desc, m.id limit 1) as by
        from (${query}) found limit 1`);
      if (!row) throw new Error("the demonstration market has nothing of that kind");
      return row;
    },
  };
}

/** Terms of a standing licence, as the API takes them. */
export const licenceTerms = {
  ...{ mode: "ordinary_licence", price: { amount: 3_600_000, currency: "CNY" }, territory: "浙江省" },
  ...{ manner: "制造与销售", material: "工艺规程一份", deliverDays: 30, standard: "资料齐备" },
};

/** A patented technology of a company, whose licence can be accepted at once. */
const licensable = sql`select l.id, l.organization_id as org from listing l
  join technology t on t.listing_id = l.id join organization o on o.id = l.organization_id
  where l.state = 'published' and t.legal_status = 'granted' and t.ip_type = 'invention'
    and 'ordinary_licence' = any(t.transfer_modes) and not o.public_institution and o.verified_at is not null
    and not exists (select 1 from auction a where a.technology_id = l.id)
    and not exists (select 1 from negotiation n where n.technology_id = l.id) order by l.id`;

async function offerLicence(database: TestDatabase, { id, by }: Thing): Promise<void> {
  const ctx = { db: database.db, clock: systemClock, actor: await actorOf(database, by) };
  const path = `/technologies/${id}/licence-offer`;
  const read = valueOf(await callApi(ctx, "POST", `${path}/preview`, licenceTerms));
  const { sha256 } = z.looseObject({ sha256: z.string() }).parse(read);
  valueOf(await callApi(ctx, "POST", path, { ...licenceTerms, sha256, password: "kexiang-demo" }));
}

/** What the demonstration market lacks: a closed demand, a contract that waits for signatures, a proposed amendment. */
export async function prepare(database: TestDatabase, market: Market): Promise<void> {
  const call = async (by: string, path: string, body: unknown) => {
    const ctx = { db: database.db, clock: systemClock, actor: await actorOf(database, by) };
    const made = valueOf(await callApi(ctx, "POST", path, body));
    return z.looseObject({ id: z.string().optional() }).parse(made).id ?? "";
  };
  const { one } = market;
  const given =
    await one(sql`select id, organization_id as org from listing l where kind = 'demand' and state = 'published'
    and not exists (select 1 from demand_call c where c.id = l.id)`);
  await call(given.by, `/demands/${given.id}/close`, { outcome: "given_up", note: "项目取消。" });
  const other = await one(sql`select o.uscc as id, o.id as org from organization o
    where kind = 'university' and verified_at is not null order by o.id desc`);
  const id = await call("sme@demo.test", "/contracts", {
    side: "client",
    counterpart: other.id,
    terms: goodTerms(),
  });
  await offerLicence(database, await one(licensable));
  await call("sme@demo.test", `/contracts/${id}/propose`, { terms: goodTerms(), note: "" });
  const text = await one(
    sql`select sha256 as id, ${id}::uuid as org from contract_text where contract_id = ${id}`,
  );
  await call(other.by, `/contracts/${id}/agree`, { sha256: text.id });
  const running = await one(sql`select c.id, client_id as org, t.terms::text as more from contract c
    join contract_text t on t.id = c.text_id where c.state = 'in_force'`);
  const terms: unknown = JSON.parse(running.more ?? "");
  await call(running.by, `/contracts/${running.id}/propose-amendment`, { terms, reason: "增加一次汇报。" });
}

/** A demonstration account by its address, with the regions that it oversees. */
export async function actorOf(database: TestDatabase, email: string): Promise<Actor> {
  const actor = await demoActor(database, email.replace("@demo.test", ""));
  const acting = actor.membershipId ? await loadMembership(database.db, actor.membershipId) : undefined;
  return { ...actor, regionPrefixes: acting?.regionPrefixes ?? [] };
}

/**
 * Puts organisations on the blacklist: that of `sme`, or every other one that may act on the market. Returns the ids of the
 * cases.
 */
export async function bar({ db }: TestDatabase, { sme }: Market, whom: "sme" | "others"): Promise<string[]> {
  const own = sme.organization?.id ?? "";
  const rows =
    whom === "sme"
      ? [{ id: own }]
      : await db.execute<{ id: string }>(sql`
          select id from organization o where o.kind not in ('regulator', 'operator') and o.id <> ${own}
            and exists (select 1 from membership m where m.organization_id = o.id)`);
  const from = new Date(Date.now() - 60_000);
  for (const { id } of rows) await layDecided(db, { organizationId: id, kind: "blacklist", from });
  const cases = await db.execute<{ caseId: string }>(sql`
    select d.case_id as "caseId" from measure m join decision d on d.id = m.decision_id where m.kind = 'blacklist'`);
  return cases.map(({ caseId }) => caseId);
}
