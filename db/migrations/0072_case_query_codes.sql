CREATE TABLE "case_query_code" (
	"hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "case_query_code_hash" CHECK ("case_query_code"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "case_query_code" ADD CONSTRAINT "case_query_code_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_query_code_case_id_index" ON "case_query_code" USING btree ("case_id");