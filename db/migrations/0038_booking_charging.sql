ALTER TABLE "charge" DROP CONSTRAINT "charge_cause";--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "prepay" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "pay_within_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "bill_actual" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD CONSTRAINT "booking_policy_pay_within" CHECK ("booking_policy"."pay_within_minutes" between 5 and 10080);--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_cause" CHECK ("charge"."cause_type" ~ '^[a-z_]{1,40}$' and "charge"."purpose" ~ '^[a-z_]{1,40}[0-9]{0,3}$');