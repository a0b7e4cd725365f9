// Plain JavaScript for whatever Node the machine has: it runs before anything is installed.
import { buildApplication, installPackages, runPinned } from "./bootstrap.mjs";
import { ensureBrowser } from "./browser.mjs";

try {
  await installPackages();
  await Promise.all([ensureBrowser(), buildApplication()]);
  runPinned(["bin/run-tests.ts", ...process.argv.slice(2)]);
} catch (error) {
  process.stderr.write(`${error.message}\n0 passed, 1 failed\n`);
  process.exitCode = 1;
}
