import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

for (const look of looks) {
  test.describe(`the first page, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("is accessible and in the reader's language", async ({ page }) => {
      await page.goto("/");
      await hydrated(page);
      await expect(page.locator("html")).toHaveAttribute("lang", look.locale);
      await expectAccessible(page);
    });
  });
}

test("someone signed in sees their name", async ({ page, signIn }) => {
  await signIn("sme");
  await page.goto("/account");
  await expect(page.getByRole("banner")).toContainText("沈砚秋");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the first page is there", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("main")).toBeVisible();
  });
});
