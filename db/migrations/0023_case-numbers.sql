CREATE TABLE "case_organ" (
	"region_prefix" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"abbreviation" text NOT NULL,
	CONSTRAINT "case_organ_abbreviation_unique" UNIQUE("abbreviation"),
	CONSTRAINT "case_organ_prefix" CHECK ("case_organ"."region_prefix" ~ '^([0-9]{2}){1,3}$')
);
--> statement-breakpoint
CREATE TABLE "document_counter" (
	"abbreviation" text NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_counter_abbreviation_series_year_pk" PRIMARY KEY("abbreviation","series","year"),
	CONSTRAINT "document_counter_series" CHECK ("document_counter"."series" in ('case', 'decision')),
	CONSTRAINT "document_counter_last" CHECK ("document_counter"."last" > 0)
);
--> statement-breakpoint
ALTER TABLE "rectification" DROP CONSTRAINT "rectification_state";--> statement-breakpoint
ALTER TABLE "document_counter" ADD CONSTRAINT "document_counter_abbreviation_case_organ_abbreviation_fk" FOREIGN KEY ("abbreviation") REFERENCES "public"."case_organ"("abbreviation") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_state" CHECK ("rectification"."state" in ('ordered', 'submitted', 'returned', 'accepted', 'missed', 'void'));