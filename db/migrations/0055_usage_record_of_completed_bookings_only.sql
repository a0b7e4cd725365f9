-- Only a booking that becomes completed needs its usage record looked for.
DROP TRIGGER booking_usage_record ON "booking";
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER booking_usage_record AFTER INSERT OR UPDATE OF state ON "booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'completed')
  EXECUTE FUNCTION completed_booking_has_usage_record();
