ALTER TABLE "listing_version" ADD COLUMN "material" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "review" ADD COLUMN "seen_version" integer DEFAULT 0 NOT NULL;