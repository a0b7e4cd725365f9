import { tellCommissioned } from "../support/commissioned/tell.ts";
import { test } from "../support/story.ts";

test("a demand is posted on a phone, reviewed, proposed to, awarded, contracted, signed, fulfilled, evaluated and registered", async ({
  page,
  story,
}) => {
  test.setTimeout(420_000);
  await tellCommissioned(page, story, {
    languages: { sme: "zh-CN", tto: "en", city: "en", dongqian: "en" },
    thorough: true,
  });
});
