CREATE TABLE "due_failure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"first_failed_at" timestamp (3) with time zone NOT NULL,
	"last_failed_at" timestamp (3) with time zone NOT NULL,
	"retry_at" timestamp (3) with time zone NOT NULL,
	"error" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "due_failure_once" ON "due_failure" USING btree ("job","entity","entity_id");