import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passwordFaults, passwordMaximum } from "#app/domain/identity/password-policy.ts";

describe("password policy", () => {
  it.each(["correct horse battery", "潮水漫过钱塘江的堤岸了吗", "t7#Qm!zzP0rk", "kexiang-demo"])(
    "accepts %s",
    (password) => {
      expect(passwordFaults(password, ["sme@demo.test", "李工"])).toEqual([]);
    },
  );

  it.each([
    "1234567890",
    "9876543210",
    "abcdefghij",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "Password123!",
    "P@ssw0rd2026",
    "qwertyuiop1!",
    "woaini13141314",
    "20261124",
    "admin-admin-1",
  ])("refuses %s", (password) => {
    expect(passwordFaults(password).length).toBeGreaterThan(0);
  });

  it("refuses what is only the person's own name or mailbox", () => {
    expect(passwordFaults("zhangwei2026!", ["zhangwei@firm.cn"])).toContain("password_own_name");
    expect(passwordFaults("zhangwei and the seven dwarfs", ["zhangwei@firm.cn"])).toEqual([]);
  });

  it("counts characters, not bytes, and allows long phrases", () => {
    expect(passwordFaults("五个汉字的")).toContain("password_too_short");
    expect(passwordFaults("x1y2z3 ".repeat(passwordMaximum))).toContain("password_too_long");
    expect(
      passwordFaults(
        `${"长长的句子作密码也可以".repeat(1)} and ${"words ".repeat(18)}`.slice(0, passwordMaximum),
      ),
    ).toEqual([]);
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) =>
        Array.isArray(passwordFaults(text, [text])),
      ),
    );
  });
});
