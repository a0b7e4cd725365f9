import { createHash } from "node:crypto";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadReferenceData } from "#db/seed/index.ts";
import type { Actor } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { publishServed } from "#app/domain/cases/publication/publish.server.ts";
import { certificatePdf } from "#app/domain/credit/certificate/document.server.ts";
import {
  issueCertificate,
  ownCertificate,
  verifyCertificate,
} from "#app/domain/credit/certificate/issue.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { valueOf } from "../../support/results.ts";

let test: TestDatabase;
let owner: Actor;
const at = (day: string) => contextOf(test.db, owner, fixedClock(`${day}T10:00:00+08:00`));
const words = (locale: "zh-CN" | "en") => (key: string) => say(translatorFor(locale).t, key);

const made = async (day: string) => {
  const { code } = valueOf(await issueCertificate(at(day), words("zh-CN"), words("en")));
  const found = await ownCertificate(at(day), code);
  if (!found) throw new Error("the certificate is not there");
  return found;
};

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  owner = await makeMember(test.db, ["owner"]);
});

afterAll(() => test.close());

it("is valid while the standing is the same, says when it has changed, and ends by itself", async () => {
  const { code } = await made("2026-11-20");
  const seen = async (day: string) => (await verifyCertificate(at(day), code))?.state;
  expect(await seen("2026-11-21")).toBe("valid");
  const from = new Date("2026-11-22T00:00:00Z");
  const laid = await layDecided(test.db, {
    organizationId: owner.organization?.id ?? "",
    kind: "blacklist",
    from,
  });
  await test.db.transaction((tx) =>
    publishServed(
      tx,
      { actor: systemActor("spec"), clock: fixedClock("2026-11-22T10:00:00+08:00") },
      laid.decisionId,
      { facts: "出具虚假检测报告3份。" },
    ),
  );
  expect(await seen("2026-11-23")).toBe("changed");
  expect(await seen("2027-11-23")).toBe("over");
  expect(await verifyCertificate(at("2026-11-23"), "NONE")).toBeUndefined();
});

it("reads in both languages as a PDF, with every fact, the address, and the text that its hash is of", async () => {
  const found = await made("2026-11-24");
  const address = `https://market.example/credit/verify/${found.code}`;
  const pdf = await certificatePdf({ ...found, address });
  const document = await getDocumentProxy(Uint8Array.from(pdf));
  const { text } = await extractText(document, { mergePages: true });
  const seen = text.replace(/\s+/g, "");
  const org = owner.organization;
  const facts = [
    ...["信用证明CERTIFICATEOFSTANDING", found.code, org?.uscc, address, found.sha256],
    ...["信用等级Integritygrade:", "使用信用分Usagescore:", "列入失信名单Blacklist", "核验Verification"],
  ];
  for (const fact of facts) expect(seen).toContain(fact);
  for (const line of found.text.split("\n")) expect(seen).toContain(line.replace(/\s+/g, ""));
  const enclosed: unknown = await document.getAttachments();
  expect(enclosed instanceof Map && [...enclosed.keys()]).toEqual(["certificate.txt"]);
  expect(createHash("sha256").update(found.text).digest("hex")).toBe(found.sha256);
  expect(found.text).toContain("2026-11-24 10:00 UTC+8");
});
