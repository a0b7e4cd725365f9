CREATE TABLE "facility_revision" (
	"facility_id" uuid PRIMARY KEY NOT NULL,
	"revision" uuid DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "facility_revision" ADD CONSTRAINT "facility_revision_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "facility_revision" ("facility_id") SELECT "listing_id" FROM "facility";
--> statement-breakpoint
CREATE FUNCTION facility_has_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO facility_revision (facility_id) SELECT listing_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER facility_has_revision AFTER INSERT ON "facility"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facility_has_revision();
--> statement-breakpoint
-- What belongs to facilities has changed; the argument names the column that says to which.
CREATE FUNCTION facility_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE facility_revision SET revision = gen_random_uuid() WHERE facility_id IN (SELECT %I FROM changed)', TG_ARGV[0]);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  part record;
  act text;
BEGIN
  FOR part IN SELECT * FROM (VALUES ('facility', 'listing_id'), ('facility_unit', 'facility_id'), ('opening', 'facility_id'),
    ('opening_exception', 'facility_id'), ('booking_policy', 'facility_id'), ('facility_requirement', 'facility_id'),
    ('facility_qualification', 'facility_id'), ('price', 'listing_id'), ('listing', 'id')) AS parts (name, belongs) LOOP
    FOREACH act IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
      -- A new facility has a new revision, and what is deleted with its parts needs none; listings are written before their facilities.
      CONTINUE WHEN part.name IN ('facility', 'listing') AND act <> 'update';
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facility_changed(%L)',
        'facility_changed_by_' || act, act, part.name, CASE act WHEN 'delete' THEN 'OLD' ELSE 'NEW' END, part.belongs);
    END LOOP;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION facility_quota_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE facility_revision SET revision = gen_random_uuid()
    WHERE facility_id IN (SELECT p.facility_id FROM booking_policy p JOIN changed c ON c.policy_id = p.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER facility_changed_by_insert AFTER INSERT ON "booking_quota"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facility_quota_changed();
--> statement-breakpoint
CREATE TRIGGER facility_changed_by_update AFTER UPDATE ON "booking_quota"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facility_quota_changed();
--> statement-breakpoint
CREATE TRIGGER facility_changed_by_delete AFTER DELETE ON "booking_quota"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION facility_quota_changed();
--> statement-breakpoint
-- The state's calendar is part of every facility's hours; it changes a few times a year.
CREATE FUNCTION holidays_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE facility_revision SET revision = gen_random_uuid();
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER holidays_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "holiday"
  FOR EACH STATEMENT EXECUTE FUNCTION holidays_changed();
