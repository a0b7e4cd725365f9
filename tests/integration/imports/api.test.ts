import { afterAll, beforeAll, expect, it } from "vitest";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import type { Context } from "#app/domain/context.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { dispatch } from "#app/routes/api/dispatch.server.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { uniquipList } from "../../support/uniquip-list.ts";
import * as world from "../catalog/world.ts";

let test: TestDatabase;
let owner: world.Member;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  owner = await world.found(test.db, { roles: ["facility_manager"] });
});
afterAll(() => test.close());

async function call(
  ctx: Context,
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
) {
  const scope = {
    ctx,
    session: null,
    locale: "en",
    theme: "system",
    t: translatorFor("en").t,
    requestId: "test",
    nonce: "",
    ip: null,
  } as const;
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    body,
    headers: { "Content-Type": "text/csv", ...headers },
  });
  const response = await dispatch(scope, request, new URL(request.url).pathname.replace("/api/v1", ""));
  const answer: unknown = await response.json();
  return { status: response.status, answer: Object(answer) };
}

it("takes a list in, works it through without a person, and names what it refused", async () => {
  const { csv } = uniquipList(40);
  const created = await call(owner.ctx, "POST", "/imports?format=uniquip", csv);
  expect(created).toMatchObject({ status: 202, answer: { state: "queued", total: 0, rejected: [] } });
  const id = String(created.answer.id);
  await previewImport(world.timer(test.db), id);
  expect(await call(owner.ctx, "GET", `/imports/${id}`)).toMatchObject({
    status: 200,
    answer: { state: "queued", total: 40 },
  });
  await runImport(world.timer(test.db), id);
  const { answer } = await call(owner.ctx, "GET", `/imports/${id}`);
  expect(answer).toEqual({
    id,
    state: "done",
    total: 40,
    created: 39,
    updated: 0,
    unchanged: 0,
    rejected: [{ row: 38, column: "Type", code: "required", message: "Please fill this in" }],
    ignored: [],
    failure: null,
  });
});

it("takes no new facility without a name, but changes columns of old ones without it", async () => {
  const finish = async (csv: string) => {
    const { answer } = await call(owner.ctx, "POST", "/imports?format=kexiang", csv);
    await previewImport(world.timer(test.db), String(answer.id));
    await runImport(world.timer(test.db), String(answer.id));
    return (await call(owner.ctx, "GET", `/imports/${answer.id}`)).answer;
  };
  const made = await finish("仪器编号,仪器名称,型号,,保管员,\nN-1,扫描电镜,X1,A 座,李工,\nN-2,,X2,,,\n");
  expect(made).toMatchObject({
    created: 1,
    rejected: [{ row: 3, column: "仪器名称", code: "required" }],
    ignored: ["#4", "保管员"],
  });
  expect(await finish("仪器编号,型号\nN-1,X9\n")).toMatchObject({ updated: 1, rejected: [], ignored: [] });
});

it("answers a repeated key with the first import, and the same key for another list with a conflict", async () => {
  const key = { "Idempotency-Key": "list-2026" };
  const { csv } = uniquipList(3);
  const first = await call(owner.ctx, "POST", "/imports", csv, key);
  const second = await call(owner.ctx, "POST", "/imports", csv, key);
  expect(second.answer.id).toBe(first.answer.id);
  expect(await call(owner.ctx, "POST", "/imports", `${csv}x`, key)).toMatchObject({
    status: 409,
    answer: { code: "idempotency_conflict" },
  });
  expect(await call(owner.ctx, "POST", "/imports", csv, { "Idempotency-Key": "with space" })).toMatchObject({
    status: 400,
  });
});

it("refuses with a reason what it cannot take", async () => {
  const stranger = await world.found(test.db, { roles: ["owner"] });
  const member = await world.found(test.db, { roles: ["member"] });
  const { csv } = uniquipList(3);
  expect(await call(world.nobody(test.db), "POST", "/imports", csv)).toMatchObject({ status: 401 });
  expect(await call(member.ctx, "POST", "/imports", csv)).toMatchObject({ status: 403 });
  expect(await call(owner.ctx, "POST", "/imports?format=pdf", csv)).toMatchObject({ status: 422 });
  expect(await call(owner.ctx, "POST", "/imports?other=1", csv)).toMatchObject({ status: 422 });
  expect(
    await call(owner.ctx, "POST", "/imports", "{}", { "Content-Type": "application/json" }),
  ).toMatchObject({ status: 415 });
  expect(await call(owner.ctx, "POST", "/imports", "甲,乙\n1,2\n")).toMatchObject({
    status: 422,
    answer: { code: "invalid", errors: [{ path: "file", code: "headers_unknown" }] },
  });
  const mine = await call(owner.ctx, "POST", "/imports", csv);
  expect(await call(stranger.ctx, "GET", `/imports/${mine.answer.id}`)).toMatchObject({ status: 404 });
  expect(await call(owner.ctx, "GET", "/imports/nothing")).toMatchObject({ status: 404 });
});
