// Plain JavaScript for whatever Node the machine has: it runs before the tests do.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pinnedNode, step } from "./bootstrap.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Sees to it that there is a browser to test with: one on the `PATH`, Playwright's own, Debian's where we may install
 * it, else Playwright's by its installer. Fails in one line when none can be had.
 */
export async function ensureBrowser() {
  if (onPath(names) || playwrightHasOne()) return;
  if (process.getuid?.() === 0 && onPath(["apt-get"]) && (await installed(debianPackages))) return;
  if (await installed([pinnedNode, playwrightFile("cli.js"), "install", "chromium-headless-shell"])) return;
  throw new Error(
    "The browser tests need Chromium and could not install it: install it yourself (apt install chromium)",
  );
}

const debianPackages = [
  "sh",
  "-c",
  "export DEBIAN_FRONTEND=noninteractive; install='apt-get install -y --no-install-recommends chromium fonts-noto-cjk'; " +
    "$install || { apt-get update && $install; }",
];

const onPath = (wanted) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => wanted.some((name) => existsSync(join(folder, name))));

const playwrightFile = (name) =>
  join(
    createRequire(join(process.cwd(), "package.json")).resolve("@playwright/test/package.json"),
    "..",
    name,
  );

function playwrightHasOne() {
  const { chromium } = createRequire(playwrightFile("package.json"))("playwright-core");
  return existsSync(chromium.executablePath());
}

const installed = (command) =>
  step("Installing a browser for the tests", command, {}).then(
    () => true,
    () => false,
  );
