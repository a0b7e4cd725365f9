import type { BrowserContext, Page } from "@playwright/test";
import { creditCheckCharacter } from "#app/domain/identity/credit-code.ts";
import { codeAt } from "#app/domain/identity/totp.ts";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

const password = "潮水漫过钱塘江的堤岸";
const pdf = { name: "营业执照.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };

let made = 0;
const newAddress = () => `p${Date.now()}${++made}@example.test`;

/** A credit code of Hangzhou's Xihu district that nobody has yet. */
function newCreditCode(): string {
  const first17 = `91330106MA${String(Date.now() + ++made).slice(-7)}`;
  return first17 + creditCheckCharacter(first17);
}

async function register(page: Page, email: string): Promise<void> {
  await page.goto("/account/register");
  await page.getByLabel("姓名").fill("王工");
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "注册" }).click();
  await expect(page.getByRole("status")).toContainText("注册成功");
}

/** Opens the link of the latest mail to an address, as its reader would. */
async function followMail(page: Page, email: string): Promise<void> {
  await page.goto(`/mailbox?to=${encodeURIComponent(email)}`);
  await page.getByRole("article").first().getByRole("link").click();
}

async function signInWithPassword(page: Page, email: string, word = password): Promise<void> {
  await page.goto("/account/sign-in");
  await page.getByLabel("邮箱").fill(email);
  await page.getByLabel("密码", { exact: true }).fill(word);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
}

async function foundOrganization(page: Page, name: string): Promise<void> {
  await page.goto("/organization/new");
  await page.getByLabel("统一社会信用代码").fill(newCreditCode().toLowerCase());
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByLabel("单位类型")).toHaveValue("enterprise");
  await expect(page.getByLabel("所在地区")).toHaveValue("330106");
  await page.getByLabel("单位名称").fill(name);
  await page.getByRole("button", { name: "登记单位" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

/** The same person in another browser window of their own. */
async function as(
  context: BrowserContext,
  baseURL: string | undefined,
  javaScriptEnabled: boolean,
): Promise<Page> {
  const other = await context.browser()?.newContext({ baseURL, javaScriptEnabled, locale: "zh-CN" });
  if (!other) throw new Error("no browser");
  return other.newPage();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    test.beforeEach(() => test.slow());

    test("a newcomer enters an organisation and its regulator verifies it", async ({
      page,
      context,
      baseURL,
    }) => {
      const email = newAddress();
      const name = `杭州浏览器测试公司${++made}`;
      await register(page, email);
      await followMail(page, email);
      await page.getByRole("button", { name: "确认邮箱" }).click();
      await expect(page.getByRole("status")).toContainText("邮箱已确认");
      await foundOrganization(page, name);
      await page.goto("/organization/verification");
      await page.getByRole("button", { name: "提交认证申请" }).click();
      await expect(page.getByRole("alert")).toContainText("请选择文件");
      await page.getByLabel("证明材料").setInputFiles(pdf);
      await page.getByRole("button", { name: "提交认证申请" }).click();
      await expect(page.getByRole("status")).toContainText("认证申请已提交");

      const officer = await as(context, baseURL, javaScriptEnabled);
      await signInWithPassword(officer, "city@demo.test", "kexiang-demo");
      await expect(officer).toHaveURL("/");
      await officer.goto("/oversight/verifications");
      await officer.getByRole("link", { name }).click();
      const proof = await officer.getByRole("link", { name: "营业执照.pdf" }).getAttribute("href");
      const served = await officer.request.get(proof ?? "");
      expect(served.status()).toBe(200);
      expect(served.headers()).toMatchObject({
        "content-type": "application/pdf",
        "content-disposition": `attachment; filename="____.pdf"; filename*=UTF-8''${encodeURIComponent("营业执照.pdf")}`,
        "x-content-type-options": "nosniff",
        "content-security-policy": expect.stringContaining("default-src 'none'; sandbox"),
      });
      const again = await officer.request.get(proof ?? "", {
        headers: { "If-None-Match": served.headers().etag ?? "" },
      });
      expect(again.status()).toBe(304);
      const stranger = await as(context, baseURL, javaScriptEnabled);
      expect((await stranger.request.get(proof ?? "")).status()).toBe(404);
      await officer.getByRole("button", { name: "通过认证" }).click();
      await expect(officer.getByRole("status")).toContainText("已通过认证");

      await page.goto("/organization");
      await expect(page.getByRole("main")).toContainText("已认证");
      await expect(async () => {
        await page.goto("/account/notices");
        await expect(page.getByRole("heading", { name: "单位认证已通过" })).toBeVisible({ timeout: 500 });
      }).toPass();
      await page.getByRole("button", { name: "查看：单位认证已通过" }).click();
      await expect(page).toHaveURL(/\/organization\/verification$/);
    });

    test("a colleague joins by an invitation", async ({ page, context, baseURL }) => {
      const [owner, colleague] = [newAddress(), newAddress()];
      await register(page, owner);
      await foundOrganization(page, `杭州邀请测试公司${++made}`);
      await page.goto("/organization/members");
      await page.getByLabel("邮箱").fill(colleague);
      await page.getByLabel("仪器管理员").check();
      await page.getByRole("button", { name: "发送邀请" }).click();
      await expect(page.getByRole("status")).toContainText("邀请已发送");
      await expect(page.getByRole("main")).toContainText(colleague);

      const guest = await as(context, baseURL, javaScriptEnabled);
      await followMail(guest, colleague);
      await guest.getByRole("link", { name: "注册并接受" }).click();
      await expect(guest.getByLabel("邮箱")).toHaveValue(colleague);
      await guest.getByLabel("姓名").fill("李工");
      await guest.getByLabel("密码", { exact: true }).fill(password);
      await guest.getByRole("main").getByRole("button", { name: "注册" }).click();
      await guest.getByRole("button", { name: "接受邀请" }).click();
      await expect(guest.getByRole("status")).toContainText("您已加入本单位");
      await page.goto("/organization/members");
      await expect(page.getByRole("row", { name: /李工/ })).toContainText("仪器管理员");
    });

    test("a forgotten password is reset by mail, once", async ({ page }) => {
      const email = newAddress();
      await register(page, email);
      await page.context().clearCookies();
      await page.goto("/account/forgot-password");
      await page.getByLabel("邮箱").fill(email);
      await page.getByRole("button", { name: "发送链接" }).click();
      await expect(page.getByRole("status")).toContainText("请查收邮件");
      await followMail(page, email);
      const link = page.url();
      await page.getByLabel("新密码").fill("1234567890");
      await page.getByRole("button", { name: "保存新密码" }).click();
      await expect(page.getByRole("alert")).toContainText("太容易被猜到");
      await page.getByLabel("新密码").fill("另一个很长的口令 2026");
      await page.getByRole("button", { name: "保存新密码" }).click();
      await expect(page.getByRole("status")).toContainText("密码已重设");
      await page.goto(link);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("链接已失效");
      await signInWithPassword(page, email);
      await expect(page.getByRole("alert")).toContainText("邮箱或密码不正确");
      await signInWithPassword(page, email, "另一个很长的口令 2026");
      await expect(page).toHaveURL("/");
    });

    test("codes of an authenticator are asked for once turned on", async ({ page }) => {
      const email = newAddress();
      await register(page, email);
      await page.goto("/account/security");
      const secret = ((await page.locator("code").first().textContent()) ?? "").replace(/\s/g, "");
      const code = page.getByLabel("动态验证码");
      await code.fill("000000");
      await page.getByRole("button", { name: "开启" }).click();
      await expect(page.getByRole("alert")).toContainText("验证码不正确");
      await code.fill(codeAt(secret, new Date()));
      await page.getByRole("button", { name: "开启" }).click();
      const kept = page.getByRole("status").filter({ hasText: "请立即保存以下恢复码" });
      const recovery = ((await kept.locator("code").textContent()) ?? "").split("\n")[0] ?? "";
      if (javaScriptEnabled) await expectAccessible(page);
      await page.context().clearCookies();
      await signInWithPassword(page, email);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("输入动态验证码");
      await page.getByLabel("动态验证码").fill(codeAt(secret, new Date(Date.now() + 30_000)));
      await page.getByRole("main").getByRole("button", { name: "登录" }).click();
      await expect(page).toHaveURL("/");
      await page.context().clearCookies();
      await signInWithPassword(page, email);
      await page.getByRole("link", { name: "改用恢复码" }).click();
      await page.getByLabel("恢复码").fill(recovery);
      await page.getByRole("main").getByRole("button", { name: "登录" }).click();
      await expect(page).toHaveURL("/");
      await page.goto("/account/security");
      await expect(page.getByRole("main")).toContainText("还剩 7 个未使用的恢复码");
    });
  });
}

test("signing in leads back to the page that was asked for, and nowhere else", async ({ page }) => {
  await page.goto("/account/devices");
  await page.getByLabel("邮箱").fill("sme@demo.test");
  await page.getByLabel("密码", { exact: true }).fill("kexiang-demo");
  await page.getByLabel("密码", { exact: true }).press("Enter");
  await expect(page).toHaveURL("/account/devices");
  await page.context().clearCookies();
  await page.goto("/account/sign-in?next=%2F%2Fexample.com");
  await page.getByLabel("邮箱").fill("sme@demo.test");
  await page.getByLabel("密码", { exact: true }).fill("kexiang-demo");
  await page.getByLabel("密码", { exact: true }).press("Enter");
  await expect(page).toHaveURL("/");
});

/** States that the walk over every page does not reach. */
const pages = {
  nobody: ["/account/sign-in?next=%2Fbookings"],
  sme: ["/organization/new?uscc=913301000000000170"],
} as const;

for (const look of looks) {
  test.describe(`accounts, organisations and the desk, ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    for (const [who, paths] of Object.entries(pages)) {
      test(`are accessible to ${who}`, async ({ page, signIn }) => {
        if (who !== "nobody") await signIn(who);
        // Somebody's own language goes before the browser's; the choice in an address before both.
        await page.goto(`/?lang=${look.locale}`);
        for (const path of paths) {
          await page.goto(path);
          await hydrated(page);
          await expect(page.locator("html")).toHaveAttribute("lang", look.locale);
          await expectAccessible(page);
        }
      });
    }
  });
}
