import { defineConfig } from "@playwright/test";
import { chromiumFlags, systemChromium } from "./tests/support/chromium.ts";

const executablePath = systemChromium();

export default defineConfig({
  testDir: "tests/browser",
  globalSetup: "./tests/support/cluster.ts",
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions: { args: chromiumFlags, ...(executablePath && { executablePath }) },
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // Colours are judged at rest, not on their way.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A trace costs a third of the time; `--trace on` records one when a failure needs it.
    trace: "off",
  },
});
