// `npm run build`: what `npm start` does when the sources have changed.
import { buildApplication } from "./bootstrap.mjs";

try {
  await buildApplication();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
