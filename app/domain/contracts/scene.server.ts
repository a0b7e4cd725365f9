import { eq } from "drizzle-orm";
import { validate } from "uuid";
import { contract, contractText } from "#db/schema/contracts.ts";
import { organization } from "#db/schema/identity.ts";
import type { ContractSide } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { type Actor, type Context, systemActor } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { readParameter } from "../parameters.server.ts";
import { transact } from "../transact.server.ts";
import { today } from "../working-days.ts";
import type { ContractLimits } from "./policy.ts";
import { type Parties, type Terms, termsInput } from "./terms.ts";

export type ContractRow = typeof contract.$inferSelect;
export type TextRow = typeof contractText.$inferSelect;

/** A contract that somebody of one of its sides acts on, with its row locked. */
export interface Scene {
  tx: Tx;
  row: ContractRow;
  side: ContractSide;
  now: Date;
  user: NonNullable<Actor["user"]>;
}

/** The side that the actor works for; undefined for everybody else. */
export function sideOf(
  actor: Actor,
  row: Pick<ContractRow, "clientId" | "developerId">,
): ContractSide | undefined {
  if (may(actor, "contract.edit", { organizationId: row.clientId })) return "client";
  return may(actor, "contract.edit", { organizationId: row.developerId }) ? "developer" : undefined;
}

export const idOf = (row: Pick<ContractRow, "clientId" | "developerId">, side: ContractSide): string =>
  side === "client" ? row.clientId : row.developerId;

export const otherSide = (side: ContractSide): ContractSide => (side === "client" ? "developer" : "client");

/**
 * Runs `work` on a contract of the actor's organisation with its row locked, in one transaction. Whoever is of neither
 * side hears `not_found`.
 */
export function onContract<T>(
  ctx: Context,
  id: string,
  work: (scene: Scene) => Promise<T>,
): Promise<Result<T>> {
  const { user } = ctx.actor;
  if (!user) return Promise.resolve(fail(problems.signInRequired()));
  if (!validate(id)) return Promise.resolve(fail(problems.notFound("contract")));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx.select().from(contract).where(eq(contract.id, id)).for("update");
    const side = row && sideOf(ctx.actor, row);
    if (!row || !side) return refuse(problems.notFound("contract"));
    return work({ tx, row, side, now: ctx.clock.now(), user });
  });
}

/** The same person's request, where what follows by itself is the platform's act and not theirs. */
export const asPlatform = <C extends Pick<Context, "actor" | "clock">>(ctx: C) => ({
  ...ctx,
  actor: systemActor(ctx.actor.requestId),
});

/** The numbers that judge a contract, as they hold on the day in the region of the developer. */
export async function readLimits(tx: Tx, regionCode: string, now: Date): Promise<ContractLimits> {
  const day = today(now);
  return {
    excessivePercent: await readParameter(tx, "contract_excessive_damages_percent", regionCode, day),
    cureDays: await readParameter(tx, "contract_cure_days", regionCode, day),
  };
}

/** Both sides as the text names them, and where the developer sits. */
export async function readParties(
  tx: Tx,
  row: Pick<ContractRow, "clientId" | "developerId">,
): Promise<Parties & { regionCode: string; verified: boolean }> {
  const of = async (id: string) => {
    const [found] = await tx.select().from(organization).where(eq(organization.id, id));
    if (!found) throw new Error(`organization ${id} is gone`);
    return found;
  };
  const [client, developer] = [await of(row.clientId), await of(row.developerId)];
  return {
    client: namesOf(client),
    developer: namesOf(developer),
    regionCode: developer.regionCode,
    verified: client.verifiedAt !== null && developer.verifiedAt !== null,
  };
}

const namesOf = ({ nameZh, nameEn, uscc, address }: typeof organization.$inferSelect) => ({
  ...{ nameZh, nameEn, uscc },
  address: address.replace(/\s+/gu, " ").trim(),
});

/** The text that is to be signed or in force. */
export async function textOf(tx: Tx, row: Pick<ContractRow, "id" | "textId">): Promise<TextRow> {
  const [text] = row.textId
    ? await tx.select().from(contractText).where(eq(contractText.id, row.textId))
    : [];
  if (!text) throw new Error(`contract ${row.id} has no text`);
  return text;
}

/** The terms that a text was written from. */
export const termsOf = (text: Pick<TextRow, "terms">): Terms => termsInput.parse(text.terms);
