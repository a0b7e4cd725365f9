CREATE TABLE "search_delivery" (
	"idx" text PRIMARY KEY NOT NULL,
	"built_as" text,
	"failing_since" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" text,
	"next_try_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "search_outbox" (
	"idx" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigserial NOT NULL,
	"version" bigint NOT NULL,
	"document" jsonb,
	"queued_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"run_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"task_uid" integer,
	"sending_since" timestamp (3) with time zone,
	"doubt_until" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "search_outbox_idx_id_pk" PRIMARY KEY("idx","id")
);
--> statement-breakpoint
CREATE INDEX "search_outbox_idx_queued_at_index" ON "search_outbox" USING btree ("idx","queued_at");--> statement-breakpoint
CREATE INDEX "search_outbox_idx_run_at_seq_index" ON "search_outbox" USING btree ("idx","run_at","seq");