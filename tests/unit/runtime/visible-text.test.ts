import { expect, it } from "vitest";
import { parseForm } from "#app/runtime/forms.server.ts";
import { someText } from "#app/domain/values.ts";
import { visibleText } from "#app/runtime/visible-text.ts";
import { z } from "zod";

it("takes out what nobody sees and leaves the rest to the letter", () => {
  const marked = "杭州\u200b测试\u202e技术\u2066\ufeff研\u00ad究院\u3164";
  expect(visibleText(marked)).toBe("杭州测试技术研究院");
  for (const plain of [
    "600 MHz 核磁共振（NMR）",
    "Zürich – naïve café",
    "一行\n二行\t三",
    "氧化铝 γ-Al₂O₃ 😀",
  ])
    expect(visibleText(plain)).toBe(plain);
  expect(visibleText("一行\u2028二行")).toBe("一行\n二行");
});

it("leaves a name of invisible characters alone empty, in forms and in fields of programs", () => {
  expect(someText(50).safeParse("\u200b\u2060").success).toBe(false);
  const form = new FormData();
  form.set("name", "科\u200b享");
  form.set("password", "a\u200bb");
  const { status, payload } = parseForm(form, z.object({ name: z.string(), password: z.string() }));
  expect([status, payload]).toEqual(["success", { name: "科享", password: "a\u200bb" }]);
});
