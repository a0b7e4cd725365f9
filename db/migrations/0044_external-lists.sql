ALTER TABLE "external_entry" ADD COLUMN "row" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "external_entry" ADD COLUMN "basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_entry" ADD COLUMN "penalty" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_entry" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "external_entry" ADD COLUMN "withdrawn_by_id" uuid;--> statement-breakpoint
ALTER TABLE "external_entry" ADD COLUMN "withdrawn_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "region_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "file_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "total" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "known" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "external_list" ADD COLUMN "rejected" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "standing_certificate" ADD COLUMN "facts" text;--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_withdrawn_by_id_app_user_id_fk" FOREIGN KEY ("withdrawn_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "external_entry_once" ON "external_entry" USING btree ("authority","document_no","name") WHERE "external_entry"."withdrawn_at" is null and "external_entry"."document_no" <> '';--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_withdrawn" CHECK (("external_entry"."withdrawn_at" is null) = ("external_entry"."withdrawn_by_id" is null) and ("external_entry"."withdrawn_at" is null) = ("external_entry"."withdrawn_reason" = ''));--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_confirmed" CHECK (("external_entry"."match" in ('confirmed', 'refused')) = ("external_entry"."matched_by_id" is not null));