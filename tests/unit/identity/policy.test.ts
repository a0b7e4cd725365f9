import { describe, expect, it } from "vitest";
import { visitor } from "#app/domain/context.ts";
import {
  changesIdentity,
  keepsOwner,
  mayAskVerification,
  mustBePublic,
  rolesNotAssignable,
} from "#app/domain/identity/policy.ts";
import { assignableRoles } from "#app/domain/identity/permissions.ts";
import { deviceName, isRecent } from "#app/domain/identity/visit.ts";
import { codeAt, matchingStep, newTotpSecret, totpStep } from "#app/domain/identity/totp.ts";
import { isReservedAddress } from "#app/domain/notices/demo-address.ts";
import { isLocalPath, nextPath } from "#app/runtime/next-path.ts";
import { safeName } from "#app/runtime/files.server.ts";
import { endOfWorkingDay } from "#app/domain/working-days.ts";

describe("the last owner", () => {
  const members = [
    { id: "a", roles: ["owner"] as const },
    { id: "b", roles: ["member"] as const },
  ];
  it("cannot leave or step down", () => {
    expect(keepsOwner(members, "a", [])).toBe(false);
    expect(keepsOwner(members, "a", ["member"])).toBe(false);
  });
  it("may once somebody else is owner", () => {
    expect(keepsOwner([...members, { id: "c", roles: ["owner"] }], "a", [])).toBe(true);
    expect(keepsOwner(members, "b", [])).toBe(true);
  });
});

describe("roles that can be given", () => {
  const owner = { ...visitor("t"), roles: ["owner"] as const };
  it("are the ordinary ones in an ordinary organisation", () => {
    expect(rolesNotAssignable(["officer", "operator", "member"], assignableRoles(owner), [])).toEqual([
      "officer",
      "operator",
    ]);
  });
  it("include a regulator's own in a regulator, never the platform's", () => {
    const regulator = { ...owner, regionPrefixes: ["33"] };
    expect(
      rolesNotAssignable(["officer", "adjudicator", "operator"], assignableRoles(regulator), []),
    ).toEqual(["operator"]);
  });
  it("leave alone what a person already holds", () => {
    expect(rolesNotAssignable(["operator"], assignableRoles(owner), ["operator"])).toEqual([]);
  });
});

describe("verification", () => {
  const now = new Date("2026-11-24T04:00:00Z");
  it("can be asked for when there is none, or in the last 90 days of one", () => {
    const verifiedAt = new Date("2025-01-01");
    expect(mayAskVerification({ verifiedAt: null, reverifyAt: null }, now)).toBe(true);
    expect(mayAskVerification({ verifiedAt, reverifyAt: new Date("2027-03-01") }, now)).toBe(false);
    expect(mayAskVerification({ verifiedAt, reverifyAt: new Date("2027-02-01") }, now)).toBe(true);
  });
  it("ends when name, type, region, size or standing as a public institution change", () => {
    const row = {
      nameZh: "甲",
      kind: "enterprise",
      regionCode: "330106",
      publicInstitution: false,
      smeSize: "small",
    };
    expect(changesIdentity(row, { ...row })).toBe(false);
    expect(changesIdentity(row, { ...row, nameZh: "乙" })).toBe(true);
    expect(changesIdentity(row, { ...row, regionCode: "330108" })).toBe(true);
    expect(changesIdentity(row, { ...row, publicInstitution: true })).toBe(true);
    expect(changesIdentity(row, { ...row, smeSize: "large" })).toBe(true);
  });
  it("is of a public institution where the code says so, whatever somebody ticks", () => {
    expect(mustBePublic("12330000470095068Q")).toBe(true);
    expect(mustBePublic("11330000002482161X")).toBe(false);
    expect(mustBePublic("13330000MJ8764321X")).toBe(false);
    expect(mustBePublic("91330106MA2H1XY77A")).toBe(false);
  });
  it("is due at the end of the n-th working day, holidays and make-up days counted", () => {
    const exceptions = new Map([
      ["2026-02-14", true],
      ["2026-02-16", false],
    ]);
    // Thursday 12 February; Friday 13 is 1, the make-up Saturday 14 is 2, Monday 16 is off, Tuesday 17 is 3.
    const due = endOfWorkingDay(new Date("2026-02-12T10:00:00+08:00"), 3, exceptions);
    expect(due.toISOString()).toBe("2026-02-17T16:00:00.000Z");
  });
});

describe("one-time codes", () => {
  it("fit their step and the neighbours, once", () => {
    const secret = newTotpSecret();
    const now = new Date("2026-11-24T04:00:10Z");
    const code = codeAt(secret, now);
    expect(matchingStep(secret, code, now, null)).toBe(totpStep(now));
    expect(matchingStep(secret, code, new Date(now.getTime() + 30_000), null)).toBe(totpStep(now));
    expect(matchingStep(secret, code, new Date(now.getTime() + 90_000), null)).toBeUndefined();
    expect(matchingStep(secret, code, now, totpStep(now))).toBeUndefined();
  });
  it("are those of RFC 6238, appendix B (SHA-1, last six digits)", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect(codeAt(secret, new Date(59_000))).toBe("287082");
    expect(codeAt(secret, new Date(1_111_111_109_000))).toBe("081804");
  });
});

describe("where a sign-in returns to", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    "/\t/evil.example",
  ])("is never %j", (next) => {
    expect(isLocalPath(next)).toBe(false);
    const request = new Request(`http://localhost/account/sign-in?next=${encodeURIComponent(next)}`);
    expect(nextPath(request)).toBe("/");
  });
  it("is the page asked for", () => {
    expect(nextPath(new Request("http://localhost/x?next=%2Fbookings%3Fa%3D1"))).toBe("/bookings?a=1");
  });
});

describe("names of uploaded files", () => {
  it("lose folders, false endings and hidden characters", () => {
    expect(safeName("../../etc/营业执照.exe", "pdf")).toBe("营业执照.pdf");
    expect(safeName("C:\\a\\b\u202Egpj.png", "png")).toBe("bgpj.png");
    expect(safeName(".pdf", "pdf")).toBe("file.pdf");
    expect(safeName("长".repeat(500), "pdf")).toHaveLength(124);
  });
});

describe("small things", () => {
  it("name devices", () => {
    const chrome =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    expect(deviceName(chrome)).toBe("Chrome · Windows");
    expect(deviceName("curl/8")).toBe("");
  });
  it("know addresses that nobody can own", () => {
    expect(["a@demo.test", "a@example.com", "a@b.example"].every(isReservedAddress)).toBe(true);
    expect(["a@mytest", "a@contest", "a@example.com.cn", "a@gmail.com"].some(isReservedAddress)).toBe(false);
  });
  it("ask again after a quarter of an hour", () => {
    const at = new Date("2026-11-24T04:00:00Z");
    const session = { id: "s", authenticatedAt: at };
    expect(isRecent(session, new Date(at.getTime() + 15 * 60_000))).toBe(true);
    expect(isRecent(session, new Date(at.getTime() + 15 * 60_000 + 1))).toBe(false);
  });
});
