-- The last day on which an act is accepted, in the zone of the platform's days: a period of whole days is over at the
-- midnight after it. `lastDay` of app/domain/deadline.ts is the same.
CREATE FUNCTION last_day(deadline timestamptz) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ((deadline - interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date;
--> statement-breakpoint
-- Decisions served before this named the day after the last one for asking for a review. What was printed is honoured.
UPDATE "misconduct_case" SET "deadline" = "deadline" + interval '1 day'
  WHERE "state" = 'served' AND "deadline" > now() AND ("deadline" AT TIME ZONE 'Asia/Shanghai')::time = '00:00';
