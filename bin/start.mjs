// Plain JavaScript for whatever Node the machine has: it runs before anything is installed.
import { buildApplication, checkEnvironment, installPackages, runPinned } from "./bootstrap.mjs";

try {
  await installPackages();
  await buildApplication(checkEnvironment);
  runPinned(["server.ts"]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
