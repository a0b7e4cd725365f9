import { bookingFile } from "#app/domain/calendar/booking-file.server.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/calendar-file.ts";

/** `/bookings/{id}/calendar.ics`: one booking, to add to a calendar by hand. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const file = await bookingFile(scope.ctx, params.id, scope.locale);
  if (!file.ok) throw problemResponse(file.problem);
  return new Response(file.value, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="kexiang-${params.id.slice(-12)}.ics"`,
      "Cache-Control": "private, no-store",
    },
  });
}
