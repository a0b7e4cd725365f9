import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, hydrated, looks, test } from "../support/browser.ts";

const results = "main ol > li";
const field = (page: Page): Locator => page.getByRole("main").getByRole("combobox").first();
const phone = { width: 390, height: 844 };

/** Goes through the page with Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("never reached by the Tab key");
}

/** The ids of the first facilities that a search lists. */
async function facilityIds(page: Page, most: number): Promise<string[]> {
  const answer = await page.request.get(`/api/v1/search?kind=facility&limit=${most}`);
  const { hits } = await answer.json();
  return hits.map(({ id }: { id: string }) => id);
}

for (const look of looks) {
  test.describe(`in ${look.locale}, ${look.colorScheme}`, () => {
    test.use(look);

    test("results, none and a comparison are accessible, on a desk and on a phone", async ({ page }) => {
      const compared = (await facilityIds(page, 3)).map((id) => `id=${id}`).join("&");
      const addresses = [
        "/?q=SEM&region=3301",
        "/?kind=facility&view=table&sort=free",
        "/?sort=distance",
        "/?q=zzzzqq&trl=3",
        "/?q=%E6%8B%89%E6%85%A2%E5%85%89%E8%B0%B1&kind=facility",
        `/compare?${compared}&near=330200`,
        "/compare?id=nothing",
      ];
      for (const viewport of [{ width: 1440, height: 900 }, phone]) {
        await page.setViewportSize(viewport);
        for (const address of addresses) {
          await page.goto(address);
          await hydrated(page);
          await expectAccessible(page);
          const overhang = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overhang, `${address} at ${viewport.width}`).toBeLessThanOrEqual(0);
        }
      }
    });

    test("suggestions and the bar of chosen facilities are accessible", async ({ page }) => {
      await page.goto("/?kind=facility");
      await hydrated(page);
      await page.locator(`${results} input[type=checkbox]`).first().check();
      await field(page).pressSequentially("sao");
      await expect(page.getByRole("option").first()).toBeVisible();
      // The results follow what is typed a moment later, and are pale while they do.
      await page.waitForURL(/q=sao/);
      await expectAccessible(page);
    });
  });
}

const words = {
  "zh-CN": { city: /^杭州市/, sort: "排序", free: "最早可约", compare: "比较所选", table: "仪器设施比较表" },
  en: {
    city: /^Hangzhou/,
    sort: "Sort by",
    free: "Next free time",
    compare: "Compare",
    table: "Facilities compared",
  },
} as const;

for (const locale of ["zh-CN", "en"] as const) {
  const { city, sort, free, compare, table } = words[locale];
  test.describe(`the whole job in ${locale}`, () => {
    test.use({ locale });

    test("with the keyboard alone: suggestion, city, order, comparison", async ({ page }) => {
      await page.goto("/");
      await hydrated(page);
      await page.keyboard.press("/");
      await expect(field(page)).toBeFocused();
      await page.keyboard.type("saomiao");
      await expect(page.getByRole("option", { name: "扫描电镜" }).first()).toBeVisible();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\?q=/);
      await expect(page.locator("mark").first()).toBeVisible();
      await page.getByRole("link", { name: city }).focus();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/region=3301/);
      await expect(page.getByRole("link", { name: city })).toHaveAttribute("aria-current", "true");

      await page.keyboard.press("/");
      const menu = page.locator("summary", { hasText: sort });
      await tabTo(page, menu);
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByRole("link", { name: free, exact: true }));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/sort=free/);
      await expect(page.locator(results).first().locator("time")).toBeVisible();

      for (const nth of [0, 1]) {
        await tabTo(page, page.locator(`${results} input[type=checkbox]`).nth(nth));
        await page.keyboard.press("Space");
      }
      await tabTo(page, page.getByRole("link", { name: compare, exact: true }));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/compare\?id=.+&id=/);
      await expect(page.getByRole("table", { name: table }).getByRole("columnheader")).toHaveCount(3);
    });

    test("from one result to the next and into it", async ({ page }) => {
      await page.goto("/?q=SEM");
      await hydrated(page);
      await page.keyboard.press("j");
      const first = page.locator(`${results} a[data-row-link]`).first();
      await expect(first).toBeFocused();
      const href = await first.getAttribute("href");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`${href}$`));
    });
  });
}

test.describe("results while somebody writes", () => {
  test("follow, keep focus and caret, are announced, and take one step of the history", async ({ page }) => {
    await page.goto("/");
    await page.goto("/?q=SEM");
    await hydrated(page);
    await field(page).click();
    await field(page).press("End");
    await field(page).pressSequentially(" JSM");
    await expect(page).toHaveURL(/q=SEM\+JSM/);
    await expect(page.locator(results).first()).toContainText("JSM-IT500");
    await field(page).pressSequentially("-IT500");
    await expect(page).toHaveURL(/q=SEM\+JSM-IT500/);
    await expect(field(page)).toBeFocused();
    expect(await field(page).evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(13);
    await expect(page.locator("main [role=status]", { hasText: "找到" })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\?q=SEM$/);
    await expect(field(page)).toHaveValue("SEM");
    await page.goBack();
    await expect(page).toHaveURL(/\/$/);
  });

  test("never search what an input method still composes", async ({ page, context }) => {
    await page.clock.install();
    await page.goto("/?q=SEM");
    await hydrated(page);
    await field(page).fill("");
    await expect(page).toHaveURL(/view=list$/);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const browser = await context.newCDPSession(page);
    await field(page).focus();
    for (const text of ["z", "zh", "zhi", "zhi'pu"])
      await browser.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await page.clock.runFor(5000);
    expect(asked.filter((url) => /suggest|q=/.test(url))).toEqual([]);
    await browser.send("Input.insertText", { text: "质谱" });
    await expect(page).toHaveURL(/q=%E8%B4%A8%E8%B0%B1/);
    await expect(page.locator(results).first()).toContainText("质谱");
    await expect(field(page)).toBeFocused();
  });

  test("an emptied field shows everything again, and stays", async ({ page }) => {
    await page.goto("/?q=SEM&kind=facility");
    await hydrated(page);
    await field(page).fill("");
    await expect(page).toHaveURL(/\?kind=facility$/);
    await expect(field(page)).toBeFocused();
  });
});

test.describe("suggestions", () => {
  test("are a combobox: arrows go round, Escape closes, Home returns to the text", async ({ page }) => {
    await page.goto("/");
    await hydrated(page);
    const input = field(page);
    await input.pressSequentially("JSM");
    const options = page.getByRole("option");
    await expect(options.first()).toBeVisible();
    await expect(input).toHaveAttribute("aria-expanded", "true");
    const list = page.getByRole("listbox");
    await expect(input).toHaveAttribute("aria-controls", (await list.getAttribute("id")) ?? "none");
    await expect(page.getByRole("group", { name: "型号" }).getByRole("option")).toHaveText(["JSM-IT500"]);
    const active = page.locator("[role=option][aria-selected=true]");
    await page.keyboard.press("ArrowUp");
    await expect(options.last()).toHaveAttribute("aria-selected", "true");
    await expect(input).toHaveAttribute("aria-activedescendant", (await active.getAttribute("id")) ?? "none");
    await page.keyboard.press("ArrowDown");
    await expect(active).toHaveCount(0);
    await page.keyboard.press("ArrowDown");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Home");
    await expect(active).toHaveCount(0);
    expect(await input.evaluate((one: HTMLInputElement) => one.selectionStart)).toBe(0);
    await page.keyboard.press("Escape");
    await expect(list).toHaveCount(0);
    await expect(input).toHaveValue("JSM");
    await expect(input).toHaveAttribute("aria-expanded", "false");
    await page.keyboard.press("ArrowDown");
    await expect(options.first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=JSM$/);
  });

  test("lead by mouse to a place's listings", async ({ page }) => {
    await page.goto("/");
    await hydrated(page);
    await field(page).pressSequentially("杭州");
    await page.getByRole("group", { name: "地区" }).getByRole("option", { name: "杭州市" }).click();
    await expect(page).toHaveURL(/region=3301/);
    await expect(page.locator(results).first()).toContainText("杭州市");
  });

  test.describe("by touch", () => {
    test.use({ hasTouch: true, viewport: phone });

    test("lead to an owner's listings", async ({ page }) => {
      await page.goto("/");
      await hydrated(page);
      await field(page).pressSequentially("钱塘江");
      await page.getByRole("group", { name: "单位" }).getByRole("option").first().tap();
      await expect(page).toHaveURL(/org=/);
      await expect(page.locator(results).first()).toContainText("钱塘江");
    });
  });
});

test("going back shows the search as it was", async ({ page }) => {
  await page.goto("/?q=SEM");
  await hydrated(page);
  await page.getByRole("link", { name: /^杭州市/ }).click();
  await expect(page).toHaveURL(/region=3301/);
  await page.goBack();
  await expect(page).not.toHaveURL(/region/);
  await expect(field(page)).toHaveValue("SEM");
});

test("what was typed in pinyin is said, and so are other names", async ({ page }) => {
  await page.goto("/?q=saomiao+dianjing");
  await expect(page.getByText("已按“扫描电镜”查找")).toBeVisible();
  await expect(page.locator("mark", { hasText: "扫描电镜" }).first()).toBeVisible();
  await page.goto("/?q=SEM");
  await expect(page.getByText("“SEM”的同义名称一并查找")).toContainText("扫描电镜");
});

test("a visitor names a place and sees the nearest first", async ({ page }) => {
  await page.goto("/?kind=facility");
  await hydrated(page);
  await page.locator("summary", { hasText: "排序" }).click();
  await page.getByRole("link", { name: "距离从近到远" }).click();
  const place = page.getByLabel("从哪里算起？请选择所在地：");
  await place.selectOption({ label: "舟山市" });
  await page.getByRole("main").locator("form", { has: place }).getByRole("button").click();
  await expect(page).toHaveURL(/near=330900/);
  await expect(page.locator(results).first()).toContainText("舟山市");
});

test("a comparison tells differences, drops one, and says what it cannot show", async ({ page }) => {
  const [a = "", b = "", c = "", d = "", e = ""] = await facilityIds(page, 5);
  await page.goto(`/compare?id=${a}&id=${b}&id=${c}&id=${d}&id=${e}&id=nothing`);
  await hydrated(page);
  await expect(page.getByText("最多比较 4 台，多出的 1 台未列入")).toBeVisible();
  await expect(page.getByText("没有编号为 nothing 的公开资源")).toBeVisible();
  const heads = page.getByRole("columnheader");
  await expect(heads).toHaveCount(5);
  await expect(page.getByText("有差异").first()).toBeVisible();
  const rows = page.getByRole("row");
  const all = await rows.count();
  await page.getByRole("link", { name: "只看有差异的项目" }).click();
  await expect(page).toHaveURL(/only=differences/);
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await page.goto(`/compare?id=${a}&id=${b}`);
  await page
    .getByRole("link", { name: /^不再比较/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?id=${b}$`));
  await expect(page.getByText("目前只有一台")).toBeVisible();
  await page.getByRole("link", { name: /^不再比较/ }).click();
  await expect(page.getByText("还没有选择要比较的仪器设施")).toBeVisible();
});

test("a wrong character finds what was meant", async ({ page }) => {
  await page.goto(`/?q=${encodeURIComponent("拉慢光谱")}`);
  await expect(page.locator(results).first()).toContainText("拉曼");
});

test("what was not found becomes a demand, after signing in", async ({ page }) => {
  await page.goto(`/?q=${encodeURIComponent("鵺鴞饕餮")}`);
  await page.getByRole("link", { name: "以“鵺鴞饕餮”发布需求" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.locator("input[name=email]").fill("sme@demo.test");
  await page.locator("input[name=password]").fill("kexiang-demo");
  await page.locator("input[name=password]").press("Enter");
  await expect(page).toHaveURL(/listings\/new\?kind=demand/);
  await expect(page.locator("input[name=titleZh]")).toHaveValue("鵺鴞饕餮");
});

for (const locale of ["zh-CN", "en"] as const) {
  const { sort, free, table } = words[locale];
  test.describe(`without JavaScript, in ${locale}`, () => {
    test.use({ javaScriptEnabled: false, locale });

    test("search, order by free time, compare, with the keyboard alone", async ({ page }) => {
      await page.goto("/");
      const input = page.getByRole("main").getByRole("searchbox");
      await tabTo(page, input);
      await page.keyboard.type("电镜");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/q=/);
      await expect(page.locator(results).first()).toBeVisible();
      await page.locator("summary", { hasText: sort }).press("Enter");
      await page.getByRole("link", { name: free, exact: true }).press("Enter");
      await expect(page).toHaveURL(/sort=free/);
      const boxes = page.locator(`${results} input[type=checkbox]`);
      await boxes.nth(0).press("Space");
      await boxes.nth(1).press("Space");
      await page.locator("form[action='/compare'] button").press("Enter");
      await expect(page.getByRole("table", { name: table }).getByRole("columnheader")).toHaveCount(3);
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("search, narrow, sort, page and take a condition back", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("main").getByRole("searchbox").fill("电镜");
    await page.getByRole("main").getByRole("button", { name: "搜索" }).click();
    await expect(page).toHaveURL(/q=/);
    await expect(page.locator(results).first()).toBeVisible();
    await page.getByRole("link", { name: /^杭州市/ }).click();
    await expect(page.locator(results).first()).toContainText("杭州市");
    await page.getByRole("link", { name: "去掉条件：杭州市" }).click();
    await expect(page).not.toHaveURL(/region/);
    await page.goto("/?kind=facility");
    await page.locator("summary", { hasText: "排序" }).click();
    await page.getByRole("link", { name: "价格从低到高" }).click();
    await expect(page).toHaveURL(/sort=price/);
    await page.getByRole("link", { name: "下一页" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(page.locator(results).first()).toBeVisible();
  });

  test("a limit of price and free time are forms", async ({ page }) => {
    await page.goto("/?kind=facility");
    await page.getByText("最高价格").click();
    await page.getByLabel("不高于（元）").fill("300");
    await page.getByRole("button", { name: "应用：最高价格" }).click();
    await expect(page).toHaveURL(/priceYuan=300/);
    await expect(page.getByRole("link", { name: "去掉条件：不高于 ¥300.00" })).toBeVisible();
    // The next days are proposed, so that one press answers.
    await page.getByLabel("连续时长").selectOption({ label: "4 小时" });
    await page.getByRole("button", { name: "应用：空闲时间" }).click();
    await expect(page).toHaveURL(/priceYuan=300.*freeMinutes=240/);
    await expect(page.getByRole("link", { name: /^去掉条件：.*内空闲 4 小时$/ })).toBeVisible();
    await expect(page.locator("ol > li article").first()).toContainText("最早可约");
  });

  test("a market without what was looked for offers ways on", async ({ page }) => {
    await page.goto("/?q=%E6%8B%89%E6%9B%BC&region=3301&trl=9");
    await expect(page.getByRole("heading", { name: "没有找到符合条件的资源" })).toBeVisible();
    await expect(page.getByRole("link", { name: "以“拉曼”发布需求" })).toBeVisible();
    await page
      .getByRole("link", { name: /^去掉条件：TRL 9/ })
      .last()
      .click();
    await expect(page).not.toHaveURL(/trl/);
    await expect(page.locator(results).first()).toBeVisible();
  });
});

test("words are never markup", async ({ page }) => {
  const markup = "<script>document.title='owned'</script><b>电镜</b>";
  await page.goto(`/?q=${encodeURIComponent(markup)}`);
  await hydrated(page);
  await expect(field(page)).toHaveValue(markup);
  expect(await page.title()).toContain("<script>");
  expect(await page.locator("main b").count()).toBe(0);
});
