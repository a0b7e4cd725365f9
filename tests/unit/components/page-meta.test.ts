import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, type PageHead, pageMeta, titleOf } from "#app/components/meta/page-meta.ts";

const head: PageHead = {
  title: "透射电镜",
  description: "看得很清楚",
  siteName: "科享",
  canonical: "https://kexiang.example/facilities/1",
  alternates: [{ hrefLang: "en", href: "https://kexiang.example/facilities/1?lang=en" }],
  locales: ["zh_CN", "en_US"],
  image: { url: "https://kexiang.example/share.png", alt: "科享" },
  index: true,
  things: [],
};

describe("a page's title", () => {
  it("never has more than 60 characters and ends with the site's name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
        const whole = titleOf(title.replaceAll("科享", ""), "科享");
        expect([...whole].length).toBeLessThanOrEqual(60);
        expect(whole.endsWith(" · 科享")).toBe(true);
      }),
    );
  });

  it("names the site once", () => expect(titleOf("科享：市场", "科享")).toBe("科享：市场"));

  it("is cut between characters, never inside one", () => expect(clip("𠮷𠮷𠮷𠮷", 3)).toBe("𠮷𠮷…"));
});

describe("a page's head", () => {
  it("has no data for search engines and no word to them when it has nothing to say", () => {
    const names = pageMeta(head).flatMap((entry) => Object.keys(entry));
    expect(names).not.toContain("script:ld+json");
    expect(pageMeta(head)).not.toContainEqual(expect.objectContaining({ name: "robots" }));
  });

  it("asks not to be listed, yet to be followed", () =>
    expect(pageMeta({ ...head, index: false })).toContainEqual({
      name: "robots",
      content: "noindex, follow",
    }));

  it("is empty before its data has come", () => expect(pageMeta(undefined)).toEqual([]));
});
