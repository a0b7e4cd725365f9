// `npm run build`: what `npm start` does when the sources have changed.
import { buildApplication } from "./bootstrap.mjs";

await buildApplication();
