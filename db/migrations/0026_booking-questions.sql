ALTER TABLE "booking" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "questions" jsonb DEFAULT '[]'::jsonb NOT NULL;