ALTER TABLE "contract_milestone" ADD COLUMN "unpaid_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contract_milestone" ADD COLUMN "paid_late_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contract_milestone" ADD COLUMN "work_until" timestamp (3) with time zone;