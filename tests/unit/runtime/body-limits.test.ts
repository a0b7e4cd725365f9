import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTooLarge, multipartBytes, ordinaryLimit, uploadLimit } from "#app/runtime/body-limits.ts";

const sent = async (body: FormData | URLSearchParams): Promise<number> =>
  (await new Response(body).arrayBuffer()).byteLength;

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const part = fc.record({ name: text, text, file: fc.option(fc.uint8Array({ maxLength: 300 })) });

describe("a form with files", () => {
  it("is reckoned at what is sent or a little more", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const form = new FormData();
        for (const { name, text: value, file } of parts)
          if (file) form.append(name, new File([new Uint8Array(file)], value, { type: "application/pdf" }));
          else form.append(name, value);
        const reckoned = multipartBytes(form);
        const bytes = await sent(form);
        expect(reckoned).toBeGreaterThanOrEqual(bytes);
        expect(reckoned).toBeLessThanOrEqual(bytes + 200 * (parts.length + 1));
      }),
    );
  });

  it("may have 20 MiB in its files and no more", () => {
    const formOf = (size: number) => {
      const form = new FormData();
      form.set("evidence", "厂家培训证书");
      form.set("file", new File([new Uint8Array(size)], "证书.pdf", { type: "application/pdf" }));
      return form;
    };
    expect(isTooLarge(formOf(20 * 1024 * 1024), true)).toBe(false);
    expect(isTooLarge(formOf(uploadLimit), true)).toBe(true);
  });
});

describe("a form without files", () => {
  it("may be as long as its encoding is let in", async () => {
    for (const [count, tooLarge] of [
      [Math.floor((ordinaryLimit - 2) / 9), false],
      [Math.floor(ordinaryLimit / 9) + 1, true],
    ] as const) {
      const form = new URLSearchParams({ a: "字".repeat(count) });
      expect(isTooLarge(form, false)).toBe(tooLarge);
      expect((await sent(form)) > ordinaryLimit).toBe(tooLarge);
    }
  });
});
