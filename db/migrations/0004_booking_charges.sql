ALTER TABLE "booking" ADD COLUMN "price_item" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "charge" bigint;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_charge" CHECK ("booking"."charge" >= 0);