// Plain JavaScript for whatever Node the machine has: it runs before the tests do.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pinnedNode, step } from "./bootstrap.mjs";

const lean = ["chromium-headless-shell"];
const whole = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Sees to it that there is a browser to test with. First choice is Debian's Chromium without a window, which does the same
 * with two thirds of the work; then any other on the `PATH`, Playwright's own, Debian's with a window, and Playwright's by
 * its installer. Fails in one line when none can be had.
 */
export async function ensureBrowser() {
  const mayInstall = process.getuid?.() === 0 && onPath(["apt-get"]);
  if (onPath(lean) || (mayInstall && (await installed(debianPackage("chromium-headless-shell"))))) return;
  if (onPath(whole) || playwrightHasOne()) return;
  if (mayInstall && (await installed(debianPackage("chromium")))) return;
  if (await installed([pinnedNode, playwrightFile("cli.js"), "install", "chromium-headless-shell"])) return;
  throw new Error(
    "The browser tests need Chromium and could not install it: install it yourself (apt install chromium)",
  );
}

const debianPackage = (browser) => [
  "sh",
  "-c",
  `export DEBIAN_FRONTEND=noninteractive; install='apt-get install -y --no-install-recommends ${browser} fonts-noto-cjk'; ` +
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
