CREATE TABLE "authority_record" (
	"region_prefix" text NOT NULL,
	"valid_from" date NOT NULL,
	"seal_zh" text NOT NULL,
	"address_zh" text NOT NULL,
	"address_en" text NOT NULL,
	"telephone" text NOT NULL,
	"reconsideration_zh" text NOT NULL,
	"reconsideration_en" text NOT NULL,
	"reconsideration_address_zh" text NOT NULL,
	"reconsideration_address_en" text NOT NULL,
	"court_zh" text NOT NULL,
	"court_en" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	CONSTRAINT "authority_record_region_prefix_valid_from_pk" PRIMARY KEY("region_prefix","valid_from"),
	CONSTRAINT "authority_record_complete" CHECK ('' <> all (array["authority_record"."seal_zh", "authority_record"."address_zh", "authority_record"."address_en", "authority_record"."telephone", "authority_record"."reconsideration_zh", "authority_record"."reconsideration_en", "authority_record"."reconsideration_address_zh", "authority_record"."reconsideration_address_en", "authority_record"."court_zh", "authority_record"."court_en"]))
);
--> statement-breakpoint
ALTER TABLE "authority_record" ADD CONSTRAINT "authority_record_region_prefix_case_organ_region_prefix_fk" FOREIGN KEY ("region_prefix") REFERENCES "public"."case_organ"("region_prefix") ON DELETE no action ON UPDATE no action;