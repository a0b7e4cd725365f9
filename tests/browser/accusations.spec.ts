import { expectAccessible } from "../support/browser.ts";
import { orders, organizationOf, teller } from "../support/case-teller.ts";
import { expect, test } from "../support/story.ts";

for (const tongues of orders) {
  const { office, outside } = tongues;
  test.describe(`those who handle a case read ${office}, the accused and the public ${outside}`, () => {
    test("an accusation that is not accepted, and one that is unfounded, leave nothing behind", async ({
      page,
      story,
    }) => {
      test.setTimeout(200_000);
      const { uscc } = await organizationOf(story.database, "sme");
      const { accuse, open, openPublicly, take, say } = teller(page, story, tongues);
      const about = {
        uscc,
        offence: "MC01",
        account: "现场的仪器与页面所述不是同一台，型号和附件均不相符。",
        day: "2026-10-12",
      };
      await accuse("tto", { ...about, title: "仪器与页面所述不符" });
      await take("reject", (form) =>
        form.getByLabel(say("cases:field.reason")).fill("仪器已按公告更换，没有线索表明存在失信行为。"),
      );
      const title = "再次反映仪器与所述不符合";
      const path = await accuse("tto", { ...about, title });
      await take("accept", async (form) => {
        await form.getByLabel(say("cases:field.reason")).fill("反映具体，附有照片，予以受理。");
        await form.getByRole("checkbox").check();
      });
      await open("adjudicator", "/oversight/cases");
      await page.getByRole("row").filter({ hasText: title }).getByRole("checkbox").check();
      await page.getByLabel(say("cases:many.reason"), { exact: true }).fill("期限将至，请抓紧办理。");
      await page.getByRole("button", { name: say("cases:many.remind"), exact: true }).click();
      await expect(page.getByRole("status")).toContainText(say("cases:many.done", { count: 1 }));
      await expectAccessible(page);
      await open("officer", path);
      await take("submit_unfounded", (form) =>
        form
          .getByLabel(say("cases:field.proposal"))
          .fill("当日页面信息属实，照片拍摄于另一实验室，建议认定不成立。"),
      );
      await open("adjudicator", path);
      await take("dismiss", async (form) => {
        await form
          .getByLabel(say("cases:field.facts"))
          .fill("当日页面所列仪器与现场一致，举报所附照片并非该实验室。");
        await form
          .getByLabel(say("cases:field.reasons"))
          .fill("照片拍摄于另一实验室，当事人遵守了规则，举报不成立。");
      });
      await open("tto", "/account/complaints");
      const row = (text: string) => page.getByRole("row").filter({ hasText: text });
      await expect(row("仪器与页面所述不符")).toContainText(say("cases:stateName.rejected"));
      await expect(row(title)).toContainText(say("cases:stateName.unfounded"));
      await open("sme", "/organization/cases");
      await expect(page.getByText(title)).toHaveCount(0);
      await openPublicly(`/credit/${uscc}`);
      await expect(page.getByText(say("credit:standing.noRecord"))).toBeVisible();
    });
  });
}
