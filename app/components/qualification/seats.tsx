import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import type { attendanceList } from "#app/domain/qualification/session-queries.server.ts";
import { SeatTag } from "./standing.tsx";

type SeatRow = NonNullable<Awaited<ReturnType<typeof attendanceList>>>["seats"][number];

/** Who has a seat in a training; `markable`: whether it can be said now who came. One is marked after the other, from where the last was. */
export function Seats({ seats, markable }: { seats: readonly SeatRow[]; markable: boolean }) {
  const { formData } = useNavigation();
  const marking = formData?.get("seat");
  return (
    <ul className="grid">
      {seats.map((seat) => (
        <Seat key={seat.id} seat={seat} markable={markable} marking={marking === seat.id} />
      ))}
    </ul>
  );
}

/** Takes the focus back once it has been marked, with which its button has gone. */
function useFocusAfter(marking: boolean) {
  const row = useRef<HTMLLIElement>(null);
  const marked = useRef(false);
  useEffect(() => {
    if (!marking && marked.current) row.current?.focus();
    marked.current = marking;
  }, [marking]);
  return row;
}

function Seat({ seat, markable, marking }: { seat: SeatRow; markable: boolean; marking: boolean }) {
  const { t } = useTranslation("qualification");
  const row = useFocusAfter(marking);
  const { id, name, state } = seat;
  const offered = (["attended", "absent"] as const).filter(
    (mark) => state === "booked" || (state === "absent" && mark === "attended"),
  );
  return (
    <li
      ref={row}
      tabIndex={-1}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-hairline py-3"
    >
      <div className="min-w-0">
        <p className="font-semibold">{name}</p>
        <p className="text-sm text-muted">
          <OrganizationName nameZh={seat.organizationZh} nameEn={seat.organizationEn} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {(!markable || state !== "booked") && <SeatTag state={state} />}
        {markable &&
          offered.map((mark) => (
            <Form key={mark} method="post" preventScrollReset>
              <input type="hidden" name="seat" value={id} />
              <SubmitButton
                look={mark === "attended" ? "primary" : "secondary"}
                name="intent"
                value={mark}
                aria-label={t(`attendance.${mark}Named`, { name })}
              >
                {t(`attendance.${mark}`)}
              </SubmitButton>
            </Form>
          ))}
      </div>
    </li>
  );
}
