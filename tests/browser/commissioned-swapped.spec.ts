import { tellCommissioned } from "../support/commissioned/tell.ts";
import { test } from "../support/story.ts";

test("the same story from the demand to the registration, each person in the other language", async ({
  page,
  story,
}) => {
  test.setTimeout(420_000);
  await tellCommissioned(page, story, {
    languages: { sme: "en", tto: "zh-CN", city: "zh-CN", dongqian: "zh-CN" },
    thorough: false,
  });
});
