import { redirect } from "react-router";
import { findBooking } from "#app/domain/booking/find-booking.server.ts";
import { remindersForm } from "#app/domain/booking/reminders/inputs.ts";
import { remindOfBooking } from "#app/domain/booking/reminders/remind-of-booking.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/reminders.ts";

/** Whoever comes back to this address is taken to the booking. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findBooking(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  return redirect(`/bookings/${params.id}`);
}

/** `/bookings/{id}/reminders`: when its booker wants to be reminded of it, as the booking's page posts it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const submission = parseForm(await readForm(request), remindersForm);
  if (submission.status !== "success") throw problemResponse(problems.invalid([]));
  const kept = await remindOfBooking(scope.ctx, params.id, submission.value);
  if (!kept.ok) throw problemResponse(kept.problem);
  return redirect(`/bookings/${params.id}?done=reminders`);
}
