import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReferral } from "#app/domain/cases/file-complaint.server.ts";
import { caseDetail } from "#app/domain/cases/find-case.server.ts";
import { patterns } from "../access/routes.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { as, type Cast, clockAt, regulator, stage } from "./world.ts";

let test: TestDatabase;
let cast: Cast;

beforeAll(async () => {
  test = await testDatabase();
  cast = await stage(test.db);
});

afterAll(() => test.close());

const accusation = () => ({
  ...{ subjectId: cast.accused.organization?.id ?? "", title: "检测报告与原始记录不符" },
  ...{ account: "日常检查中发现三份报告与原始记录不符，已复制留存。", offenceCode: "RI03" },
  ...{ actFrom: "2026-02-01", actUntil: "2026-02-28", confidential: false },
});

describe("a case that an authority brings up", () => {
  it("has a page on which it is opened", async () => {
    expect(await patterns()).toContain("/oversight/cases/new");
  });

  it("says on file from whom it was taken over, and is listed as handed over", async () => {
    const ctx = as(test.db, cast.officer, clockAt("2026-03-02"));
    const source = "杭州市市场监督管理局，杭市监移〔2026〕3号";
    const { id } = valueOf(await openReferral(ctx, { ...accusation(), source }));
    const seen = valueOf(await caseDetail(ctx, id));
    expect(seen.row.origin).toBe("referral");
    expect(seen.entries[0]?.entry).toMatchObject({ kind: "referral", detail: { source } });
    const own = valueOf(await openReferral(ctx, { ...accusation(), source: "" }));
    expect(valueOf(await caseDetail(ctx, own.id)).entries[0]?.entry.kind).toBe("own_motion");
  });

  it("is not opened by an authority of another region", async () => {
    const ningbo = await regulator(test.db, "officer", "3302");
    const refused = await openReferral(as(test.db, ningbo, clockAt("2026-03-02")), {
      ...accusation(),
      source: "",
    });
    expect(problemOf(refused).errors).toEqual([{ path: "subjectId", code: "outside_region" }]);
  });
});
