import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  creditCheckCharacter,
  creditCodeFault,
  isCreditCode,
  kindOfCreditCode,
  normalizeCreditCode,
  regionsOfCreditCode,
} from "#app/domain/identity/credit-code.ts";

const alphabet = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const character = fc.constantFrom(...alphabet);
const region = fc.constantFrom("330106", "330100", "110108", "100000", "350100");
const first17 = fc
  .tuple(
    fc.constantFrom("91", "12", "11", "51", "93"),
    region,
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map(([start, code, body]) => start + code + body.join(""));
const valid = first17.map((start) => start + creditCheckCharacter(start));

describe("unified social credit code", () => {
  it("accepts codes published with their check character", () => {
    expect(creditCodeFault("91350100M000100Y43")).toBeUndefined();
  });

  it("asks for 0, not for a 32nd character, when the weighted sum is divisible by 31", () => {
    expect(creditCheckCharacter("91330100000000017")).toBe("0");
    expect(isCreditCode("913301000000000170")).toBe(true);
  });

  it("finds every change of one character", () => {
    fc.assert(
      fc.property(valid, fc.nat(17), character, (code, at, other) => {
        fc.pre(code.charAt(at) !== other);
        expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  it("finds two neighbouring characters that changed places", () => {
    fc.assert(
      fc.property(valid, fc.nat(15), (code, at) => {
        const [a = "", b = ""] = [code.charAt(at), code.charAt(at + 1)];
        fc.pre(a !== b);
        expect(isCreditCode(code.slice(0, at) + b + a + code.slice(at + 2))).toBe(false);
      }),
    );
  });

  it("reads codes as people write them", () => {
    fc.assert(
      fc.property(valid, (code) => {
        const wide = [...code].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join("");
        const spaced = `\u200b ${code.slice(0, 8).toLowerCase()}\u3000-${code.slice(8)}\n`;
        expect(normalizeCreditCode(wide)).toBe(code);
        expect(normalizeCreditCode(spaced)).toBe(code);
      }),
    );
  });

  it("says what is wrong", () => {
    expect(creditCodeFault("91330100")).toBe("credit_code_form");
    expect(creditCodeFault("9133010000000001I0")).toBe("credit_code_form");
    expect(creditCodeFault("919901000000000170")).toBe("credit_code_region");
    expect(creditCodeFault("913301000000000171")).toBe("credit_code_check");
  });

  it("never throws on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => void creditCodeFault(normalizeCreditCode(text))),
    );
  });

  it("suggests type and region", () => {
    expect(["91", "12", "11", "52", "Y1"].map((start) => kindOfCreditCode(`${start}330106`))).toEqual([
      "enterprise",
      "public_service",
      "government",
      "social_organization",
      "other",
    ]);
    expect(regionsOfCreditCode("91330106")).toEqual(["330106", "330100", "330000"]);
    expect(regionsOfCreditCode("12100000")).toEqual(["100000"]);
  });
});
