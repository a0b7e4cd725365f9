import { expect, it } from "vitest";
import { newSecretToken } from "#app/domain/identity/session.server.ts";
import { loggedPath } from "#app/server/logged-path.ts";

it("keeps ids and drops secrets of addresses that are permissions themselves", () => {
  const { token } = newSecretToken();
  expect(loggedPath(`/calendar/${token}.ics`)).toBe("/calendar/[secret]");
  expect(loggedPath(`/account/reset-password/${token}`)).toBe("/account/reset-password/[secret]");
  const plain = "/bookings/019a0000-0000-7000-8000-000000000000/calendar.ics";
  expect(loggedPath(plain)).toBe(plain);
});
