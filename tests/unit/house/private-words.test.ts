import { describe, expect, it } from "vitest";
import { privateWords } from "../../support/private-words.ts";

const line = (more: object) => JSON.stringify({ level: 40, time: 1_795_710_041_677, pid: 14_830, ...more });

describe("the scan of logs", () => {
  it.each([
    { msg: "paid with 4242 4242 4242 4242" },
    { msg: "paid with 4242424242424242" },
    { key: "sk_test_0123456789abcdef" },
    { secret: "whsec_0123456789abcdef" },
    { headers: { "stripe-signature": "t=1,v1=0123456789abcdef0123" } },
    { path: "/c/pay/cs_test_a1b2" },
    { to: "somebody@example.test" },
    { phone: "13800138000" },
    { cookie: "kx_session=aaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbb" },
  ])("finds %o", (more) => {
    expect(privateWords(line(more))).toHaveLength(1);
  });

  it("leaves times, ids and the terminal's own words alone", () => {
    const id = "019a0000-0000-7000-8000-000000000000";
    expect(privateWords(`sme@demo.test\n${line({ id, event: "evt_609af150202d41aeee033bb5" })}`)).toEqual([]);
    expect(privateWords(line({ ms: 0.6194859999999998, more: 13.800138, id: "a-4242424242424242" }))).toEqual(
      [],
    );
    expect(privateWords(line({ msg: "沈砚秋" }), ["沈砚秋"])).toEqual(["沈砚秋"]);
  });
});
