ALTER TABLE "stripe_dispute" ADD COLUMN "evidence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD COLUMN "evidence_from" uuid;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD COLUMN "evidence_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD COLUMN "evidence_sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD COLUMN "evidence_failure" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD CONSTRAINT "stripe_dispute_evidence_from_app_user_id_fk" FOREIGN KEY ("evidence_from") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;