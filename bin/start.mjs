// Plain JavaScript for whatever Node the machine has: it runs before anything is installed.
import { buildApplication, installPackages, runPinned } from "./bootstrap.mjs";

try {
  await installPackages();
  await buildApplication();
  runPinned(["server.ts"]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
