-- Two holders of one unit at one instant are impossible, whatever the application does.
ALTER TABLE "slot" ADD CONSTRAINT "slot_no_overlap" EXCLUDE USING gist ("unit_id" WITH =, "blocked" WITH &&)
  WHERE ("state" IN ('held', 'pending', 'confirmed', 'in_use', 'closed'));
--> statement-breakpoint
-- One price of an item, unit and user class at a time.
ALTER TABLE "price" ADD CONSTRAINT "price_no_overlap" EXCLUDE USING gist (
  "listing_id" WITH =, "item" WITH =, "unit" WITH =, "user_class" WITH =, daterange("valid_from", "valid_to") WITH &&);
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A completed booking always has its usage record; checked at commit so that both can be written in either order.
CREATE FUNCTION completed_booking_has_usage_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM booking WHERE id = NEW.id AND state = 'completed')
     AND NOT EXISTS (SELECT 1 FROM usage_record WHERE booking_id = NEW.id) THEN
    RAISE EXCEPTION 'booking % is completed without a usage record', NEW.id USING ERRCODE = 'check_violation',
      CONSTRAINT = 'booking_usage_record';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER booking_usage_record AFTER INSERT OR UPDATE OF state ON "booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION completed_booking_has_usage_record();
