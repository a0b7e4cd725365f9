CREATE TABLE "register_entry" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"class" text NOT NULL,
	"kinds" text[] NOT NULL,
	"words" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"runs_until" timestamp (3) with time zone NOT NULL,
	"over" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_publication_id_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_entry_from_publication_id_index" ON "register_entry" USING btree ("from","publication_id");--> statement-breakpoint
CREATE INDEX "register_entry_over_from_publication_id_index" ON "register_entry" USING btree ("over","from","publication_id");--> statement-breakpoint
CREATE INDEX "register_entry_running" ON "register_entry" USING btree ("runs_until") WHERE not over;--> statement-breakpoint
CREATE INDEX "register_entry_decision_id_index" ON "register_entry" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "register_entry_subject_id_index" ON "register_entry" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "register_entry_kinds" ON "register_entry" USING gin ("kinds");--> statement-breakpoint
CREATE INDEX "register_entry_words" ON "register_entry" USING gin ("words" gin_trgm_ops);