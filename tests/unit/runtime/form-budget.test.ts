import fc from "fast-check";
import { expect, it } from "vitest";
import { refusalOfBody, refusalOfEntries } from "#app/runtime/form-budget.server.ts";

const encoded = "application/x-www-form-urlencoded";
const bytes = (text: string) => new TextEncoder().encode(text);

it("counts fields in the bytes of a body, and stops at the limit", () => {
  expect(refusalOfBody(bytes("a=1&".repeat(1_999)), encoded)).toBeUndefined();
  expect(refusalOfBody(bytes("a=1&".repeat(2_000)), encoded)?.code).toBe("too_many_fields");
  const parts = (count: number) => bytes(`${"--x\r\n\r\n\r\n".repeat(count)}--x--`);
  expect(refusalOfBody(parts(2_000), "multipart/form-data; boundary=x")).toBeUndefined();
  expect(refusalOfBody(parts(2_001), "multipart/form-data; boundary=x")?.status).toBe(413);
  expect(refusalOfBody(parts(1), "multipart/form-data")?.status).toBe(400);
});

it("refuses one name too often and names that are no person's", () => {
  const named = (name: string, times = 1) =>
    refusalOfEntries(Array.from({ length: times }, () => [name, ""] as const));
  expect(named("ids", 200)).toBeUndefined();
  expect(named("ids", 201)?.code).toBe("too_many_fields");
  for (const name of ["prices[12].amount", "facility.openings[3].from", "回答-1", "_routes", "a[]"])
    expect([name, named(name)]).toEqual([name, undefined]);
  for (const name of ["a[99999999]", "__proto__.a", "a[constructor]", "a.b".repeat(11), "x".repeat(201)])
    expect([name, named(name)?.code]).toEqual([name, "bad_request"]);
});

it("never throws, whatever a form is called", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string())), (entries) => {
      refusalOfEntries(entries);
    }),
  );
});
