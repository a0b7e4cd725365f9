import { describe, expect, test } from "vitest";
import { errorText, fieldProps, listOf, plainField, textOf } from "#app/components/field-meta.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";

describe("the attributes of a control", () => {
  test("an error makes it invalid and is what describes it, after the help", () => {
    const props = fieldProps(plainField("uscc", "9133", ["invalid_check"]), { help: true });
    expect(props).toMatchObject({
      id: "uscc",
      "aria-invalid": true,
      "aria-describedby": "uscc-help uscc-error",
    });
  });

  test("without help and error nothing is referred to", () => {
    expect(fieldProps(plainField("q"))["aria-describedby"]).toBeUndefined();
  });
});

test("what a field starts with", () => {
  expect(textOf(plainField("n", "x"))).toBe("x");
  expect(textOf(plainField("n"))).toBeUndefined();
  expect(listOf(plainField("n", ["a", "b"]))).toEqual(["a", "b"]);
  expect(listOf(plainField("n", "a"))).toEqual(["a"]);
});

describe("the words of an error", () => {
  const { t } = translatorFor("zh-CN");

  test("words stay words", () => expect(errorText(t, "第 18 位校验码不正确")).toBe("第 18 位校验码不正确"));

  test("a code is looked up", () => {
    expect(errorText(t, "required")).not.toContain("field.");
    expect(errorText(t, "required")).not.toBe("required");
  });
});
