import { expect, type Page } from "@playwright/test";
import { hydrated } from "./browser.ts";

/** On a contract's page: unfolds the step that posts `intent`, fills its form and takes it. */
export async function takeStep(
  page: Page,
  intent: string,
  fill: Record<string, string> = {},
  file?: string,
): Promise<void> {
  await hydrated(page);
  const button = page.locator(`button[name=intent][value="${intent}"]`);
  const step = page.locator("details.confirm").filter({ has: button });
  await step.locator("summary").first().click();
  for (const [name, value] of Object.entries(fill)) {
    const field = step.locator(`[name="${name}"]`).first();
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else if ((await field.getAttribute("type")) === "checkbox") await field.check();
    else await field.fill(value);
  }
  if (file)
    await step.locator("input[type=file]").setInputFiles({
      ...{ name: `${file}.pdf`, mimeType: "application/pdf" },
      buffer: Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF", "latin1"),
    });
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await button.click();
  expect((await answered).status(), intent).toBeLessThan(400);
  await page.waitForURL(/done=/);
}
