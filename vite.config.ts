import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/** What every page loads: one file that changes only with its packages, instead of six that wait for each other. */
const everywhere = /node_modules\/(react|react-dom|scheduler|react-router|i18next|react-i18next|cookie)\//;

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: "framework", test: everywhere, priority: 2 },
                // Parts of this many pages are on nearly all of them; of fewer, and a reader would fetch what only forms need.
                { name: "parts", test: /\/app\//, minShareCount: 60, priority: 1 },
              ],
            },
          },
        },
      },
    },
    ssr: { build: { rollupOptions: { input: "app/server/entry.server.ts" } } },
  },
  build: { target: "es2022", sourcemap: false },
});
