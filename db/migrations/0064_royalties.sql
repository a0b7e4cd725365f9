CREATE TABLE "royalty_period" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"developer_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"text_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"amount" bigint,
	"reported_at" timestamp (3) with time zone,
	"question" text DEFAULT '' NOT NULL,
	"inspects" boolean DEFAULT false NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"told_at" timestamp (3) with time zone,
	"told_late_at" timestamp (3) with time zone,
	"state" text DEFAULT 'due' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "royalty_period_once" UNIQUE("contract_id","n"),
	CONSTRAINT "royalty_period_state" CHECK ("royalty_period"."state" in ('due', 'charged', 'questioned', 'lowered', 'settled', 'ended')),
	CONSTRAINT "royalty_period_days" CHECK ("royalty_period"."starts_on" <= "royalty_period"."ends_on"),
	CONSTRAINT "royalty_period_amount" CHECK ("royalty_period"."amount" >= 0),
	CONSTRAINT "royalty_period_reported" CHECK (("royalty_period"."amount" is null) = ("royalty_period"."reported_at" is null) and ("royalty_period"."state" in ('due', 'ended') or "royalty_period"."amount" is not null))
);
--> statement-breakpoint
CREATE TABLE "royalty_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"period_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"base" bigint,
	"quantity" bigint,
	"unit_price" bigint,
	"amount" bigint NOT NULL,
	"note" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "royalty_report_once" UNIQUE("period_id","n"),
	CONSTRAINT "royalty_report_kind" CHECK ("royalty_report"."kind" in ('report', 'correction', 'lowering')),
	CONSTRAINT "royalty_report_figures" CHECK ("royalty_report"."base" >= 0 and "royalty_report"."quantity" >= 0 and "royalty_report"."unit_price" >= 0 and "royalty_report"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "royalty_report_file" (
	"report_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "royalty_report_file_report_id_file_id_pk" PRIMARY KEY("report_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "contract_file" DROP CONSTRAINT "contract_file_purpose";--> statement-breakpoint
ALTER TABLE "royalty_period" ADD CONSTRAINT "royalty_period_text_id_contract_text_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."contract_text"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_period" ADD CONSTRAINT "royalty_period_of_contract" FOREIGN KEY ("contract_id","client_id","developer_id") REFERENCES "public"."contract"("id","client_id","developer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_report" ADD CONSTRAINT "royalty_report_period_id_royalty_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."royalty_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_report" ADD CONSTRAINT "royalty_report_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_report_file" ADD CONSTRAINT "royalty_report_file_report_id_royalty_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."royalty_report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "royalty_report_file" ADD CONSTRAINT "royalty_report_file_file_id_contract_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."contract_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "royalty_period_live" ON "royalty_period" USING btree ("contract_id","starts_on") WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX "royalty_period_state_deadline_index" ON "royalty_period" USING btree ("state","deadline");--> statement-breakpoint
ALTER TABLE "contract_file" ADD CONSTRAINT "contract_file_purpose" CHECK ("contract_file"."purpose" in ('annex', 'delivery', 'certificate', 'accounts'));--> statement-breakpoint
-- What a licensee has said of a period stays as it was said; what puts it right is another report.
CREATE TRIGGER royalty_report_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "royalty_report" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER royalty_report_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "royalty_report_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
