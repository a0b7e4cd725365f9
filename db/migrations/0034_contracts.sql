CREATE TABLE "contract" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"client_id" uuid NOT NULL,
	"developer_id" uuid NOT NULL,
	"demand_id" uuid,
	"award_id" uuid,
	"created_by_id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"draft" jsonb,
	"text_id" uuid,
	"amount" bigint,
	"in_force_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"termination_ground" text,
	"termination_by_id" uuid,
	"end_reason" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'drafting' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "contract_awardId_unique" UNIQUE("award_id"),
	CONSTRAINT "contract_sides" UNIQUE("id","client_id","developer_id"),
	CONSTRAINT "contract_kind" CHECK ("contract"."kind" in ('commissioned', 'cooperative', 'consulting', 'service')),
	CONSTRAINT "contract_state" CHECK ("contract"."state" in ('drafting', 'signing', 'in_force', 'completed', 'terminated', 'withdrawn')),
	CONSTRAINT "contract_termination_ground" CHECK ("contract"."termination_ground" in ('mutual', 'cure_passed', 'unpaid', 'technology_public', 'failure')),
	CONSTRAINT "contract_two_sides" CHECK ("contract"."client_id" <> "contract"."developer_id"),
	CONSTRAINT "contract_turn" CHECK ("contract"."turn_id" in ("contract"."client_id", "contract"."developer_id")),
	CONSTRAINT "contract_amount" CHECK ("contract"."amount" > 0),
	CONSTRAINT "contract_in_force" CHECK (("contract"."in_force_at" is null) = ("contract"."amount" is null))
);
--> statement-breakpoint
CREATE TABLE "contract_amendment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"text_id" uuid NOT NULL,
	"proposer_id" uuid NOT NULL,
	"answerer_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "contract_amendment_n" UNIQUE("contract_id","n"),
	CONSTRAINT "contract_amendment_state" CHECK ("contract_amendment"."state" in ('proposed', 'agreed', 'declined', 'lapsed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "contract_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"milestone_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"note" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_delivery_once" UNIQUE("milestone_id","round")
);
--> statement-breakpoint
CREATE TABLE "contract_delivery_file" (
	"delivery_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "contract_delivery_file_delivery_id_file_id_pk" PRIMARY KEY("delivery_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "contract_dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"raiser_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"grounds" text NOT NULL,
	"wanted" text NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"outcome" text,
	"to_developer" bigint,
	"breach_by_id" uuid,
	"reasons" text DEFAULT '' NOT NULL,
	"mediator_id" uuid,
	"resolved_at" timestamp (3) with time zone,
	"state" text DEFAULT 'raised' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "contract_dispute_state" CHECK ("contract_dispute"."state" in ('raised', 'resolved', 'withdrawn')),
	CONSTRAINT "contract_dispute_wanted" CHECK ("contract_dispute"."wanted" in ('accept', 'redo', 'return', 'split')),
	CONSTRAINT "contract_dispute_outcome" CHECK ("contract_dispute"."outcome" in ('accept', 'redo', 'return', 'split')),
	CONSTRAINT "contract_dispute_resolved" CHECK ("contract_dispute"."state" <> 'resolved' or "contract_dispute"."outcome" is not null)
);
--> statement-breakpoint
CREATE TABLE "contract_evaluation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"by_organization_id" uuid NOT NULL,
	"about_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"quality" integer NOT NULL,
	"timeliness" integer NOT NULL,
	"cooperation" integer NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reply" text DEFAULT '' NOT NULL,
	"replied_at" timestamp (3) with time zone,
	CONSTRAINT "contract_evaluation_once" UNIQUE("contract_id","by_organization_id"),
	CONSTRAINT "contract_evaluation_two" CHECK ("contract_evaluation"."by_organization_id" <> "contract_evaluation"."about_id"),
	CONSTRAINT "contract_evaluation_scores" CHECK ("contract_evaluation"."quality" between 1 and 5 and "contract_evaluation"."timeliness" between 1 and 5 and "contract_evaluation"."cooperation" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "contract_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_file_purpose" CHECK ("contract_file"."purpose" in ('annex', 'delivery', 'certificate'))
);
--> statement-breakpoint
CREATE TABLE "contract_milestone" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"developer_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"n" integer NOT NULL,
	"title" text NOT NULL,
	"deliverable" text NOT NULL,
	"standard" text NOT NULL,
	"method" text NOT NULL,
	"due_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"rounds" integer DEFAULT 0 NOT NULL,
	"by_silence" boolean DEFAULT false NOT NULL,
	"disputed_from" text,
	"delivered_at" timestamp (3) with time zone,
	"late_from" timestamp (3) with time zone,
	"late_days" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"damages" bigint DEFAULT 0 NOT NULL,
	"funded" bigint DEFAULT 0 NOT NULL,
	"released" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "contract_milestone_once" UNIQUE("contract_id","n"),
	CONSTRAINT "contract_milestone_state" CHECK ("contract_milestone"."state" in ('planned', 'awaiting_payment', 'funded', 'delivered', 'changes_requested', 'overdue', 'failure_declared', 'disputed', 'accepted', 'failed', 'settled', 'terminated')),
	CONSTRAINT "contract_milestone_amount" CHECK ("contract_milestone"."amount" > 0),
	CONSTRAINT "contract_milestone_fen" CHECK ("contract_milestone"."damages" >= 0 and "contract_milestone"."released" >= 0 and "contract_milestone"."returned" >= 0 and "contract_milestone"."damages" <= "contract_milestone"."returned")
);
--> statement-breakpoint
CREATE TABLE "contract_registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"total_amount" bigint NOT NULL,
	"technology_amount" bigint NOT NULL,
	"technical_income" bigint NOT NULL,
	"declared_kind" text NOT NULL,
	"determined_kind" text,
	"office" text DEFAULT '' NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"state" text DEFAULT 'not_applied' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "contract_registration_contractId_unique" UNIQUE("contract_id"),
	CONSTRAINT "contract_registration_state" CHECK ("contract_registration"."state" in ('not_applied', 'applied', 'to_supplement', 'registered', 'not_registered', 'deregistered', 'registration_revoked')),
	CONSTRAINT "contract_registration_declared" CHECK ("contract_registration"."declared_kind" in ('commissioned', 'cooperative', 'consulting', 'service')),
	CONSTRAINT "contract_registration_determined" CHECK ("contract_registration"."determined_kind" in ('commissioned', 'cooperative', 'consulting', 'service')),
	CONSTRAINT "contract_registration_amounts" CHECK (0 <= "contract_registration"."technical_income" and "contract_registration"."technical_income" <= "contract_registration"."technology_amount" and "contract_registration"."technology_amount" <= "contract_registration"."total_amount")
);
--> statement-breakpoint
CREATE TABLE "contract_signature" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"side" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"signer_name" text NOT NULL,
	"method" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_signature_once" UNIQUE("text_id","side"),
	CONSTRAINT "contract_signature_side" CHECK ("contract_signature"."side" in ('client', 'developer')),
	CONSTRAINT "contract_signature_method" CHECK ("contract_signature"."method" in ('password', 'password_over_api'))
);
--> statement-breakpoint
CREATE TABLE "contract_text" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"canonical" text NOT NULL,
	"english" text NOT NULL,
	"sha256" text NOT NULL,
	"by_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "contract_text_once" UNIQUE("contract_id","n"),
	CONSTRAINT "contract_text_hash" UNIQUE("id","contract_id","sha256"),
	CONSTRAINT "contract_text_sha256" CHECK ("contract_text"."sha256" = encode(sha256(convert_to("contract_text"."canonical", 'UTF8')), 'hex')),
	CONSTRAINT "contract_text_n" CHECK ("contract_text"."n" > 0)
);
--> statement-breakpoint
CREATE TABLE "inventor_reward" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contract_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"income" bigint NOT NULL,
	"cost" bigint NOT NULL,
	"tax" bigint NOT NULL,
	"percent" integer NOT NULL,
	"pool" bigint NOT NULL,
	"shares" jsonb NOT NULL,
	"notice_from" timestamp (3) with time zone NOT NULL,
	"notice_until" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	CONSTRAINT "inventor_reward_order" CHECK ("inventor_reward"."notice_from" < "inventor_reward"."notice_until"),
	CONSTRAINT "inventor_reward_percent" CHECK ("inventor_reward"."percent" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "notice_choice" DROP CONSTRAINT "notice_choice_topic";--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_client_id_organization_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_developer_id_organization_id_fk" FOREIGN KEY ("developer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_created_by_id_app_user_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_turn_id_organization_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_text_id_contract_text_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."contract_text"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_termination_by_id_organization_id_fk" FOREIGN KEY ("termination_by_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment" ADD CONSTRAINT "contract_amendment_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment" ADD CONSTRAINT "contract_amendment_text_id_contract_text_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."contract_text"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment" ADD CONSTRAINT "contract_amendment_proposer_id_organization_id_fk" FOREIGN KEY ("proposer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_amendment" ADD CONSTRAINT "contract_amendment_answerer_id_organization_id_fk" FOREIGN KEY ("answerer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_delivery" ADD CONSTRAINT "contract_delivery_milestone_id_contract_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."contract_milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_delivery" ADD CONSTRAINT "contract_delivery_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_delivery_file" ADD CONSTRAINT "contract_delivery_file_delivery_id_contract_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."contract_delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_delivery_file" ADD CONSTRAINT "contract_delivery_file_file_id_contract_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."contract_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_milestone_id_contract_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."contract_milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_raiser_id_organization_id_fk" FOREIGN KEY ("raiser_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_other_id_organization_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_breach_by_id_organization_id_fk" FOREIGN KEY ("breach_by_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_dispute" ADD CONSTRAINT "contract_dispute_mediator_id_app_user_id_fk" FOREIGN KEY ("mediator_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evaluation" ADD CONSTRAINT "contract_evaluation_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evaluation" ADD CONSTRAINT "contract_evaluation_by_organization_id_organization_id_fk" FOREIGN KEY ("by_organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evaluation" ADD CONSTRAINT "contract_evaluation_about_id_organization_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evaluation" ADD CONSTRAINT "contract_evaluation_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_file" ADD CONSTRAINT "contract_file_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_file" ADD CONSTRAINT "contract_file_sha256_file_content_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."file_content"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_file" ADD CONSTRAINT "contract_file_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_file" ADD CONSTRAINT "contract_file_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_milestone" ADD CONSTRAINT "contract_milestone_of_contract" FOREIGN KEY ("contract_id","client_id","developer_id") REFERENCES "public"."contract"("id","client_id","developer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_registration" ADD CONSTRAINT "contract_registration_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_registration" ADD CONSTRAINT "contract_registration_seller_id_organization_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_of_text" FOREIGN KEY ("text_id","contract_id","sha256") REFERENCES "public"."contract_text"("id","contract_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_text" ADD CONSTRAINT "contract_text_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_text" ADD CONSTRAINT "contract_text_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_text" ADD CONSTRAINT "contract_text_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventor_reward" ADD CONSTRAINT "inventor_reward_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventor_reward" ADD CONSTRAINT "inventor_reward_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventor_reward" ADD CONSTRAINT "inventor_reward_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_client_id_created_at_index" ON "contract" USING btree ("client_id","created_at");--> statement-breakpoint
CREATE INDEX "contract_developer_id_created_at_index" ON "contract" USING btree ("developer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_amendment_open" ON "contract_amendment" USING btree ("contract_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "contract_amendment_state_deadline_index" ON "contract_amendment" USING btree ("state","deadline");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_dispute_open" ON "contract_dispute" USING btree ("milestone_id") WHERE state = 'raised';--> statement-breakpoint
CREATE INDEX "contract_dispute_region_code_state_deadline_index" ON "contract_dispute" USING btree ("region_code","state","deadline");--> statement-breakpoint
CREATE INDEX "contract_file_contract_id_index" ON "contract_file" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "contract_milestone_state_deadline_index" ON "contract_milestone" USING btree ("state","deadline");--> statement-breakpoint
CREATE INDEX "inventor_reward_organization_id_notice_from_index" ON "inventor_reward" USING btree ("organization_id","notice_from");--> statement-breakpoint
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_topic" CHECK ("notice_choice"."topic" in ('booking', 'waitlist', 'sample', 'training', 'conduct', 'contract', 'listing', 'account', 'money'));