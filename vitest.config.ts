import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Tests wait for PostgreSQL more than for a processor.
    maxWorkers: 2,
    // Generous: a busy machine is slow, and no test measures time.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    setupFiles: ["tests/support/environment.ts", "tests/support/console.ts"],
    projects: [
      {
        extends: true,
        // Pure functions keep nothing between files: what they import is loaded once per worker.
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], isolate: false },
      },
      {
        extends: true,
        // As in a server, what is imported is loaded once for all files of a worker; each has a database of its own.
        test: {
          name: "integration",
          isolate: false,
          setupFiles: ["tests/support/leave-nothing.ts"],
          include: ["tests/integration/**/*.test.ts"],
          exclude: ["tests/integration/**/*.alone.test.ts"],
          globalSetup: "tests/support/cluster.ts",
        },
      },
      {
        extends: true,
        // What replaces a module needs modules of its own.
        test: {
          name: "integration-alone",
          include: ["tests/integration/**/*.alone.test.ts"],
          globalSetup: "tests/support/cluster.ts",
        },
      },
    ],
  },
});
