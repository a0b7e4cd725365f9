import { describe, expect, it } from "vitest";
import { readEnv } from "#app/runtime/env.server.ts";

const complaint = (source: Record<string, string>): string => {
  try {
    readEnv(source);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe("the environment", () => {
  it.each([
    ["PORT", "abc"],
    ["PORT", "70000"],
    ["BASE_URL", "market.example"],
    ["BASE_URL", "ftp://market.example"],
    ["BASE_URL", "https://market.example/under"],
    ["DATABASE_URL", "postgres"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["MEILI_URL", "localhost:7700"],
    ["SMTP_URL", "smtp"],
    ["SMTP_URL", "smtp://"],
    ["DEMO", "yes"],
    ["LOG_LEVEL", "loud"],
    ["TRUST_PROXY", "true"],
    ["WORKER", "on"],
  ])("does not start with %s=%s, and says so in one line that names it", (name, value) => {
    expect(complaint({ [name]: value })).toMatch(new RegExp(`^Configuration: ${name} is wrong: .+$`));
  });

  it("says what is missing beside what is there", () => {
    expect(complaint({ MEILI_API_KEY: "x" })).toMatch(/^Configuration: MEILI_URL is missing/);
  });

  it("takes an empty variable for one that is not set: no other port, no other network", () => {
    const empty = Object.fromEntries(
      ["PORT", "HOST", "DEMO", "LOG_LEVEL", "TRUST_PROXY", "WORKER", "DATA_DIR"].map((name) => [name, ""]),
    );
    expect(readEnv(empty)).toEqual(readEnv({}));
    expect(readEnv(empty)).toMatchObject({ PORT: 3000, HOST: "127.0.0.1" });
  });

  it("takes addresses as they are usually written", () => {
    const usual = {
      BASE_URL: "https://market.example/",
      DATABASE_URL: "postgresql://kexiang:p%40ss@db:5432/kexiang?sslmode=require",
      MEILI_URL: "http://search:7700",
      SMTP_URL: "smtps://user:password@mail.example:465",
    };
    expect(readEnv(usual)).toMatchObject({ baseUrl: "https://market.example", secureCookies: true });
  });
});
