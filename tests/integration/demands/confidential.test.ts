import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { viewLog } from "#db/schema/audit.ts";
import { demand } from "#db/schema/catalog.ts";
import { confidentialityAcceptance } from "#db/schema/demands.ts";
import { readAuditLog } from "#app/domain/audit/log.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { listVersions, loadDossier } from "#app/domain/catalog/review-queries.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { acceptConfidentiality } from "#app/domain/demands/confidentiality.server.ts";
import { findMatches } from "#app/domain/demands/matching/find-matches.server.ts";
import { indexListing } from "#app/domain/search/index-listing.server.ts";
import { searchInput } from "#app/domain/search/inputs.ts";
import { searchMarket } from "#app/domain/search/search.server.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import * as world from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "./call-api.ts";

const [first, second] = ["保密配方甲九七", "保密配方乙四二"];
let test: TestDatabase;
let client: world.Member;
let regulator: world.Member;
let provider: world.Member;
let readers: world.Member[];
let id: string;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  client = await world.found(test.db, { kind: "enterprise", roles: ["owner"], publicInstitution: false });
  regulator = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
  provider = await world.found(test.db, { roles: ["technology_transfer"] });
  const others = (["owner", "operator", "auditor", "adjudicator"] as const).map((role) =>
    world.found(test.db, { roles: [role], territory: ["33"] }),
  );
  readers = [regulator, provider, ...(await Promise.all(others))];
  const input = world.demandInput();
  id = must(await createListing(client.ctx, input)).id;
  await test.db.update(demand).set({ confidentialPart: first }).where(eq(demand.listingId, id));
  const version = await world.bringToMarket(client, regulator, id);
  // A change of the confidential part is a version with a difference, too.
  must(await updateListing(client.ctx, id, { version, demand: { confidentialPart: second } }));
  await indexListing(world.timer(test.db), id);
});

afterAll(() => test.close());

/** Everything that a reader can ask for in which the demand appears. */
async function everything(ctx: world.Member["ctx"]): Promise<string> {
  const asked = [
    callApi(ctx, "GET", `/demands/${id}`),
    callApi(ctx, "GET", `/listings/${id}`),
    callApi(ctx, "GET", "/demands"),
    callApi(ctx, "GET", `/demands/${id}/matches`),
    findListing(ctx, id, "demand"),
    loadDossier(ctx, id),
    listVersions(ctx, id),
    findMatches(ctx, id),
    readAuditLog(ctx, {}, 500),
    ...["PVC", first, second].map((q) => searchMarket(ctx, searchInput.parse({ q }))),
  ];
  return JSON.stringify(await Promise.all(asked));
}

describe("the confidential part of a demand", () => {
  it("is in nothing that anybody who did not accept its terms can read, operators and auditors included", async () => {
    for (const reader of readers) {
      const seen = await everything(reader.ctx);
      expect(seen).toContain("PVC 改性");
      for (const word of [first, second]) expect(seen).not.toContain(word);
    }
    const seen = await everything(world.nobody(test.db));
    for (const word of [first, second]) expect(seen).not.toContain(word);
    for (const table of [
      "search_doc",
      "audit_entry",
      "graphile_worker._private_jobs",
      "notice",
      "view_log",
    ]) {
      const rows = JSON.stringify(await test.db.execute(sql.raw(`select * from ${table}`)));
      for (const word of [first, second]) expect([table, rows.includes(word)]).toEqual([table, false]);
    }
  });

  it("opens to an organisation that accepts, and every view is written down for the client to see", async () => {
    expect(code(await acceptConfidentiality(provider.ctx, id, { termsVersion: 99 }))).toBe("terms_changed");
    must(await callApi(provider.ctx, "POST", `/demands/${id}/confidentiality`, { termsVersion: 1 }));
    expect(await everything(provider.ctx)).toContain(second);
    const colleague = await world.join(test.db, provider.organizationId, ["owner"]);
    expect(await everything(colleague.ctx)).toContain(second);
    const member = await world.join(test.db, provider.organizationId, ["member"]);
    expect(await everything(member.ctx)).not.toContain(second);
    const views = await test.db.select().from(viewLog).where(eq(viewLog.entityId, id));
    expect(new Set(views.map(({ actorId }) => actorId))).toEqual(
      new Set([provider.actor.user?.id, colleague.actor.user?.id]),
    );
    const accepted = await test.db.select().from(confidentialityAcceptance);
    expect(accepted).toMatchObject([{ organizationId: provider.organizationId, termsVersion: 1 }]);
  });

  it("closes again to one whom a measure keeps from proposing", async () => {
    const banned = await world.found(test.db, { roles: ["owner"] });
    must(await acceptConfidentiality(banned.ctx, id, { termsVersion: 1 }));
    expect(await everything(banned.ctx)).toContain(second);
    const from = new Date("2026-11-01T00:00:00Z");
    await layMeasure(test.db, { organizationId: banned.organizationId, kind: "blacklist", from });
    expect(await everything(banned.ctx)).not.toContain(second);
    const late = await world.found(test.db, { roles: ["owner"] });
    await layMeasure(test.db, { organizationId: late.organizationId, kind: "proposal_restriction", from });
    expect(code(await acceptConfidentiality(late.ctx, id, { termsVersion: 1 }))).toBe("standing");
  });
});

describe("questions about a demand", () => {
  it("are answered for everybody and name nobody", async () => {
    const path = `/demands/${id}/questions`;
    expect(code(await callApi(client.ctx, "POST", path, { text: "自问" }))).toBe("own_demand");
    must(await callApi(provider.ctx, "POST", path, { text: "管径多少？" }));
    // A form that was sent twice.
    must(await callApi(provider.ctx, "POST", path, { text: "管径多少？" }));
    const shown = async (member: { ctx: world.Member["ctx"] }) =>
      JSON.stringify(must(await callApi(member.ctx, "GET", `/demands/${id}`)));
    const stranger = await world.found(test.db, { roles: ["owner"] });
    expect(await shown(stranger)).not.toContain("管径多少");
    const asked = await shown(client);
    expect(asked).toContain("管径多少");
    expect(asked.split("管径多少")).toHaveLength(2);
    expect(asked).not.toContain(provider.organizationId);
    const questionId = /"questions":\[\{"id":"([0-9a-f-]{36})"/.exec(asked)?.[1];
    const answer = { questionId, answer: "二十毫米" };
    expect(code(await callApi(stranger.ctx, "POST", `/demands/${id}/answer`, answer))).toBe("not_found");
    must(await callApi(client.ctx, "POST", `/demands/${id}/answer`, answer));
    expect(code(await callApi(client.ctx, "POST", `/demands/${id}/answer`, answer))).toBe("answered_already");
    expect(await shown({ ctx: world.nobody(test.db) })).toContain("二十毫米");
  });

  it("are not for those who supervise the market", async () => {
    const [, , , operator, auditor, adjudicator] = readers;
    for (const one of [regulator, operator, auditor, adjudicator])
      expect(
        code(
          await callApi(one?.ctx ?? world.nobody(test.db), "POST", `/demands/${id}/questions`, {
            text: "何时？",
          }),
        ),
      ).toBe("forbidden");
  });
});
