import { afterAll, beforeAll, expect, it } from "vitest";
import { MeilisearchEngine } from "#search/meilisearch.ts";
import { Words } from "#search/words.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { MeilisearchServer } from "../../support/meilisearch/server.ts";
import { documentsOf, trialSchema } from "../../support/search/trial.ts";

const schema = trialSchema("kept");
const server = new MeilisearchServer({ older: true });
let test: TestDatabase;
let engine: MeilisearchEngine;

beforeAll(async () => {
  test = await testDatabase();
  await server.open();
  engine = new MeilisearchEngine({ url: server.url }, [schema], new Words(test.db));
});

afterAll(async () => {
  await server.close();
  await test.close();
});

it("ranks by what a server of before 1.36 knows, when that is what it finds", async () => {
  expect(await engine.rebuild(schema, documentsOf([{ id: "one" }]))).toBe(1);
  const { rankingRules } = server.indexes.get(schema.name)?.settings ?? {};
  expect(rankingRules).toEqual("sort words typo proximity boost:desc attribute exactness id:asc".split(" "));
});

it("asks once for what would be refused again: an index that is not there is gone", async () => {
  const before = server.queue.tasks.length;
  await engine.keeper.drop("never-made");
  expect(server.queue.tasks.slice(before)).toMatchObject([
    { type: "indexDeletion", status: "failed", error: { code: "index_not_found" } },
  ]);
});

it("says that an index is empty before the first document, also to questions about fields", async () => {
  const empty = trialSchema("empty");
  const own = new MeilisearchEngine({ url: server.url }, [empty], new Words(test.db));
  await own.ensure(empty);
  const found = await own.search({
    index: empty.name,
    q: "电镜",
    scope: { and: [{ field: "price", op: "gt", value: 1 }, { not: { field: "mood", op: "isNull" } }] },
    facets: empty.facets,
    sort: { field: "price", dir: "asc" },
    offset: 0,
    limit: 10,
  });
  expect(found).toMatchObject({ hits: [], total: { value: 0, exact: true } });
});
