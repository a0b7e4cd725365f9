-- A booking in a holding state owns a slot that covers it and says the same state; any other booking holds nothing.
-- Checked at commit, so that booking and slot can be written in either order.
CREATE FUNCTION booking_owns_its_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
BEGIN
  IF TG_TABLE_NAME = 'booking' THEN wanted := NEW.id; ELSE wanted := coalesce(NEW.booking_id, OLD.booking_id); END IF;
  IF EXISTS (
    SELECT 1 FROM booking b LEFT JOIN slot s ON s.booking_id = b.id
    WHERE b.id = wanted AND CASE
      WHEN b.state IN ('held', 'pending', 'confirmed', 'in_use')
        THEN s.state IS DISTINCT FROM b.state OR s.facility_id IS DISTINCT FROM b.facility_id
          OR NOT s.blocked @> tstzrange(b.starts_at, b.ends_at)
      ELSE s.state IN ('held', 'pending', 'confirmed', 'in_use') END) THEN
    RAISE EXCEPTION 'booking % and its slot disagree', wanted USING ERRCODE = 'check_violation',
      CONSTRAINT = 'booking_owns_its_slot';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER booking_owns_its_slot AFTER INSERT OR UPDATE OF state, starts_at, ends_at, facility_id ON "booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION booking_owns_its_slot();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER slot_of_its_booking AFTER INSERT OR UPDATE OR DELETE ON "slot"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION booking_owns_its_slot();
--> statement-breakpoint
-- A slot's unit belongs to the slot's facility.
ALTER TABLE "facility_unit" ADD CONSTRAINT "facility_unit_of_facility" UNIQUE ("id", "facility_id");
--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_unit_of_facility" FOREIGN KEY ("unit_id", "facility_id")
  REFERENCES "facility_unit" ("id", "facility_id") ON DELETE CASCADE;
