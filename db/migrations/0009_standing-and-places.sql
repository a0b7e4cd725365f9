CREATE TABLE "measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"case_no" text NOT NULL,
	CONSTRAINT "measure_kind" CHECK ("measure"."kind" in ('reminder', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'blacklist')),
	CONSTRAINT "measure_order" CHECK ("measure"."from" < "measure"."until")
);
--> statement-breakpoint
CREATE TABLE "measure_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"measure_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "measure_change_kind" CHECK ("measure_change"."kind" in ('lift'))
);
--> statement-breakpoint
ALTER TABLE "search_doc" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "search_doc" ADD COLUMN "lng" double precision;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "region" ADD COLUMN "lng" double precision;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_change" ADD CONSTRAINT "measure_change_measure_id_measure_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measure_organization_id_from_index" ON "measure" USING btree ("organization_id","from");--> statement-breakpoint
CREATE INDEX "measure_change_measure_id_from_index" ON "measure_change" USING btree ("measure_id","from");--> statement-breakpoint
CREATE TRIGGER measure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "measure"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER measure_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "measure_change"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
