import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { organization } from "#db/schema/identity.ts";
import { membership } from "#db/schema/identity.ts";
import { caseDetail } from "#app/domain/cases/find-case.server.ts";
import { readPublicStanding } from "#app/domain/credit/public-standing.server.ts";
import { relationOf } from "#app/domain/vouchers/relations.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { makeMember } from "../../support/booking.ts";
import { layMeasure } from "../../support/decided.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as, type Cast, clockAt, refer, regulator, stage, take } from "./world.ts";

let test: TestDatabase;
let cast: Cast;
let affiliate: Actor;
const clock = clockAt("2026-11-23");
const by = (actor: Actor) => as(test.db, actor, clock);
const idOf = ({ organization: own }: Actor) => own?.id ?? "";
const source = "工商登记信息显示两家单位的实际控制人为同一人。";

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
  affiliate = await makeMember(test.db, ["owner"], "enterprise");
});

afterAll(() => test.close());

async function investigated(): Promise<string> {
  const id = await refer(test.db, cast, clock);
  valueOf(await take(by(cast.officer), id, "accept"));
  return id;
}

const record = (actor: Actor, id: string, uscc = affiliate.organization?.uscc) =>
  take(by(actor), id, "record_tie", { uscc, tie: "same_controller", source });

const seen = async (id: string) => valueOf(await caseDetail(by(cast.officer), id));

it("is written down with its source by who investigates, shown to handlers with the other's measures, and to nobody else", async () => {
  const id = await investigated();
  expect(problemOf(await record(cast.colleague, id)).code).toBe("forbidden");
  expect(problemOf(await record(cast.officer, id, cast.accused.organization?.uscc)).code).toBe("invalid");
  expect(problemOf(await record(cast.officer, id, "91330106MA2H1XY77A")).code).toBe("invalid");
  valueOf(await record(cast.officer, id));
  expect(problemOf(await record(cast.officer, id)).code).toBe("tie_known");
  await layMeasure(test.db, {
    ...{ organizationId: idOf(affiliate), kind: "blacklist" as const },
    from: new Date("2026-11-01T00:00:00Z"),
  });
  const { ties, entries } = await seen(id);
  expect(ties).toMatchObject([
    { kind: "same_controller", source, related: { id: idOf(affiliate) }, measures: ["blacklist"] },
  ]);
  expect(entries.at(-1)?.entry).toMatchObject({ kind: "investigation", audience: "handlers" });
  valueOf(await take(by(cast.officer), id, "notify"));
  expect(JSON.stringify(valueOf(await caseDetail(by(cast.accused), id)))).not.toContain(source);
  const standing = await readPublicStanding(by(affiliate), affiliate.organization?.uscc ?? "");
  expect(JSON.stringify(standing)).not.toContain(source);
  expect(await relationOf(test.db, idOf(cast.accused), idOf(affiliate))).toMatchObject({ recorded: true });
});

it("keeps members of either out of the other's cases, until it is taken back", async () => {
  const id = await investigated();
  const moonlighter = await regulator(test.db, "officer");
  await test.db.insert(membership).values({
    ...{ userId: moonlighter.user?.id ?? "", organizationId: idOf(affiliate), roles: ["member" as const] },
  });
  const officerId = moonlighter.user?.id;
  const given = () => take(by(cast.adjudicator), id, "assign", { officerId });
  expect(problemOf(await given()).errors).toEqual([{ path: "officerId", code: "person_tied" }]);
  const { ties } = await seen(id);
  valueOf(
    await take(by(cast.officer), id, "withdraw_tie", { tieId: ties[0]?.id, reason: "经查实际控制人不同。" }),
  );
  expect((await seen(id)).ties).toEqual([]);
  valueOf(await given());
});

it("is also what organisations say of themselves, and who is named in another case", async () => {
  const [id, other] = [await investigated(), await refer(test.db, { ...cast, accused: affiliate }, clock)];
  await test.db
    .update(organization)
    .set({ parentId: idOf(affiliate) })
    .where(eq(organization.id, idOf(cast.accused)));
  valueOf(await take(by(cast.officer), other, "accept"));
  for (const one of [id, other])
    valueOf(
      await take(by(cast.officer), one, "name_responsible", { name: "沈某某", capacity: "法定代表人" }),
    );
  const { ties, namesakes } = await seen(id);
  expect(ties).toMatchObject([{ id: null, kind: "parent", related: { id: idOf(affiliate) } }]);
  expect(namesakes).toMatchObject([{ name: "沈某某", caseId: other }]);
  expect((await seen(other)).ties).toMatchObject([{ kind: "parent", related: { id: idOf(cast.accused) } }]);
});
