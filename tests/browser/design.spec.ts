import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";

const phone = { width: 390, height: 844 };

/** How far the page is wider than its window; scrolling sideways is a defect. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const javaScriptEnabled of [true, false]) {
  test.describe(`preferences ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled, colorScheme: "light" });

    test("a chosen theme is kept", async ({ page }) => {
      await page.goto("/help");
      const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await paper();
      await page.getByRole("banner").locator("summary", { hasText: "显示模式" }).click();
      await page.getByRole("button", { name: "深色" }).filter({ visible: true }).click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.goto("/");
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      expect(await paper()).not.toBe(light);
    });

    test("the other language is one link away, on the same page, and is kept", async ({ page }) => {
      await page.goto("/help?x=1");
      await page.getByRole("link", { name: "English" }).filter({ visible: true }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      expect(new URL(page.url()).searchParams.get("x")).toBe("1");
      await page.goto("/");
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
    });
  });
}

test("an act unfolded before the page's scripts arrive stays unfolded when they do", async ({
  page,
  signIn,
}) => {
  await signIn("provider");
  let letScriptsCome = () => {};
  const scriptsMayCome = new Promise<void>((resolve) => {
    letScriptsCome = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await scriptsMayCome;
    await route.continue();
  });
  await page.goto("/organization/qualifications", { waitUntil: "commit" });
  const act = page.locator("details.confirm").first();
  await act.locator("summary").click();
  await expect(act).toHaveAttribute("open");
  letScriptsCome();
  await hydrated(page);
  await expect(act).toHaveAttribute("open");
});

test.describe("keys", () => {
  test("/ goes to the search field and ? to the help page, but not while writing", async ({ page }) => {
    await page.goto("/help/lifecycles");
    await hydrated(page);
    await page.keyboard.press("/");
    const search = page.getByRole("banner").getByRole("combobox");
    await expect(search).toBeFocused();
    await page.keyboard.type("a/?");
    await expect(search).toHaveValue("a/?");
    await search.blur();
    await page.keyboard.press("?");
    await expect(page).toHaveURL(/\/help$/);
  });

  test("j and k walk the results, Enter opens one", async ({ page }) => {
    await page.goto("/?kind=facility");
    await hydrated(page);
    const rows = page.locator("main a[data-row-link]");
    await page.keyboard.press("j");
    await expect(rows.nth(0)).toBeFocused();
    await page.keyboard.press("j");
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press("k");
    await page.keyboard.press("k");
    await expect(rows.nth(0)).toBeFocused();
    const href = (await rows.nth(0).getAttribute("href")) ?? "";
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`${href}$`));
  });

  test("the first Tab skips to the content", async ({ page }) => {
    await page.goto("/help");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "跳到正文" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
  });

  test("whatever has the focus shows it", async ({ page }) => {
    await page.goto("/account/sign-in");
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at) return 0;
        const width = (element: Element) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
        };
        return Math.max(width(at), at.parentElement ? width(at.parentElement) : 0);
      });
      expect(ring, `Tab ${step + 1}`).toBeGreaterThanOrEqual(2);
    }
  });
});

test("suggestions: arrows choose, Enter goes there, Escape closes", async ({ page }) => {
  await page.goto("/help");
  await hydrated(page);
  const search = page.getByRole("banner").getByRole("combobox");
  await search.fill("扫描电镜");
  const list = page.getByRole("listbox");
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await search.pressSequentially(" ");
  await expect(list).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/\/help/);
});

test("a date can be picked by keyboard in the reader's language and lands in the field", async ({
  page,
  signIn,
}) => {
  await signIn("officer");
  await page.goto("/oversight/audit");
  await hydrated(page);
  const field = page.getByLabel("起始日期");
  await field.fill("2026-03-30");
  const open = page.getByRole("button", { name: "打开日历选择" }).first();
  await open.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("2026年3月");
  await expectAccessible(page);
  await expect(page.getByRole("dialog").locator(":focus")).toHaveAccessibleName(/2026年3月30日/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("2026-04-01");
  await expect(open).toBeFocused();
  await open.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(field).toHaveValue("2026-04-01");
});

test.describe("on a phone", () => {
  test.use({ viewport: phone });

  test("the menu opens, holds everything, and closes by Escape", async ({ page, signIn }) => {
    await signIn("sme");
    await page.goto("/help");
    await hydrated(page);
    const button = page.locator("summary", { hasText: "菜单" });
    await button.click();
    for (const name of ["仪器设施", "预约", "单位工作台", "English"]) {
      await expect(
        page.getByRole("banner").getByRole("link", { name }).filter({ visible: true }),
      ).toBeVisible();
    }
    await page.keyboard.press("Escape");
    await expect(page.getByRole("banner").getByRole("link", { name: "单位工作台" })).toBeHidden();
    await expect(button).toBeFocused();
  });

  for (const path of ["/?q=扫描电镜", "/?kind=facility&view=table"]) {
    test(`nothing of ${path} sticks out`, async ({ page }) => {
      for (const lang of ["zh-CN", "en"]) {
        await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        expect(await overhang(page)).toBeLessThanOrEqual(0);
      }
    });
  }
});

test("a name that is one long word breaks, on a phone and in a table, instead of widening the page", async ({
  page,
  market,
}) => {
  const { db } = market.database;
  const [named] = await db
    .select({ id: listing.id, titleZh: listing.titleZh })
    .from(listing)
    .where(and(eq(listing.kind, "facility"), eq(listing.state, "published")))
    .orderBy(listing.id)
    .limit(1);
  const word = "Ultrahighthroughput".repeat(7);
  await db
    .update(listing)
    .set({ titleEn: word })
    .where(eq(listing.id, named?.id ?? ""));
  await page.setViewportSize(phone);
  await page.goto(`/facilities/${named?.id}?lang=en`);
  await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/?kind=facility&view=table&lang=en&q=${named?.titleZh}`);
  await expect(page.getByRole("rowheader", { name: word })).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test("paper shows the document, not the site", async ({ page }) => {
  await page.goto("/help");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
