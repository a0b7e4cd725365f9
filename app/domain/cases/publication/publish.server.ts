import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { caseResponsible, decision, decisionService, misconductCase, publication } from "#db/schema/cases.ts";
import { appUser } from "#db/schema/identity.ts";
import { publicationRule } from "#db/schema/rule-book.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import { hasEnded } from "../ended.server.ts";
import { namesPerson, publicationEnds } from "./policy.ts";

export interface PublishInput {
  /** What happened, for everybody to read; names no natural person. Empty: the offence's own description. */
  facts: string;
  /** Calendar days from service; absent: as long as the class allows. */
  days?: number;
}

/** An officer of the region publishes a served decision. Refuses with `not_publishable_class`, `not_served`, `decision_ended`, `published_already` or `names_person`. */
export const publishDecision = (
  ctx: Context,
  decisionId: string,
  input: PublishInput,
): Promise<Result<{ id: string }>> =>
  transact(ctx.db, async (tx) => {
    const found = await decided(tx, decisionId, ctx.clock.now());
    if (!found || !may(ctx.actor, "case.read", { regionCode: found.regionCode }))
      return refuse(problems.notFound("decision"));
    if (!may(ctx.actor, "case.handle", { regionCode: found.regionCode }))
      return refuse(problems.forbidden("case.handle"));
    return { id: await publishServed(tx, ctx, decisionId, input) };
  });

/**
 * The same in the caller's transaction, without asking who acts. Publication is counted from the first service of a decision
 * in the case (credit-repair rules of 2026), whenever it is carried out and whatever a review has made of it.
 */
export async function publishServed(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  decisionId: string,
  { facts, days }: PublishInput,
): Promise<string> {
  const found = await decided(tx, decisionId, ctx.clock.now());
  if (!found) return refuse(problems.notFound("decision"));
  if (!found.servedAt) return refuse({ code: "not_served", status: 409 });
  if (found.ended) return refuse({ code: "decision_ended", status: 409 });
  const until = found.term && publicationEnds(found.term, new Date(found.servedAt), days);
  if (!found.class || !until) return refuse({ code: "not_publishable_class", status: 409 });
  if (until <= ctx.clock.now()) return refuse({ code: "publication_over", status: 409 });
  if (namesPerson(facts, await peopleOf(tx, found)))
    return refuse({ code: "names_person", status: 422, errors: [{ path: "facts", code: "names_person" }] });
  const [known] = await tx.select().from(publication).where(eq(publication.decisionId, decisionId));
  if (known) return refuse({ code: "published_already", status: 409 });
  const row = { decisionId, class: found.class, from: ctx.clock.now(), until, facts };
  const [made] = await tx.insert(publication).values(row).returning({ id: publication.id });
  if (!made) throw new Error("publication: nothing was written");
  const detail = { decisionId, until: until.toISOString() };
  await recordAudit(tx, ctx, {
    entity: "misconduct_case",
    entityId: found.caseId,
    transition: "publish",
    detail,
  });
  return made.id;
}

type Decided = NonNullable<Awaited<ReturnType<typeof decided>>>;

async function decided(tx: Tx, decisionId: string, now: Date) {
  const [found] = await tx
    .select({
      caseId: decision.caseId,
      class: decision.class,
      servedAt: sql<string | null>`case when ${decisionService.at} is not null
        then decision_counts_from(${decision.caseId}) end`,
      ended: hasEnded(sql`${decision.id}`, now),
      term: publicationRule,
      regionCode: misconductCase.regionCode,
      signerId: decision.signerId,
      officerId: misconductCase.officerId,
      chairId: misconductCase.chairId,
      complainantId: misconductCase.complainantId,
      complainantName: misconductCase.complainantName,
    })
    .from(decision)
    .innerJoin(misconductCase, eq(misconductCase.id, decision.caseId))
    .leftJoin(decisionService, eq(decisionService.decisionId, decision.id))
    .leftJoin(
      publicationRule,
      and(
        eq(publicationRule.ruleBookId, decision.ruleBookId),
        eq(publicationRule.class, decision.class),
        inArray(decision.kind, ["sanction", "changed"]),
      ),
    )
    .where(eq(decision.id, decisionId));
  return found;
}

/** Everybody with a part in the case, by name. */
async function peopleOf(tx: Tx, found: Decided): Promise<string[]> {
  const ids = [found.signerId, found.officerId, found.chairId, found.complainantId].filter(
    (id) => id !== null,
  );
  const [users, responsible] = await Promise.all([
    tx.select({ name: appUser.name }).from(appUser).where(inArray(appUser.id, ids)),
    tx
      .select({ name: caseResponsible.name })
      .from(caseResponsible)
      .where(eq(caseResponsible.caseId, found.caseId)),
  ]);
  return [...users, ...responsible, { name: found.complainantName }].map(({ name }) => name);
}
