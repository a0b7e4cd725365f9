CREATE TABLE "confidentiality_acceptance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"demand_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"terms_version" smallint NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "confidentiality_accepted_once" UNIQUE("demand_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "demand_award" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"demand_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"reasons" text NOT NULL,
	"by" uuid,
	"awarded_at" timestamp (3) with time zone NOT NULL,
	"standstill_until" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text DEFAULT '' NOT NULL,
	"final_at" timestamp (3) with time zone,
	CONSTRAINT "demand_award_final_or_revoked" CHECK ("demand_award"."revoked_at" is null or "demand_award"."final_at" is null),
	CONSTRAINT "demand_award_final_after_standstill" CHECK ("demand_award"."final_at" >= "demand_award"."standstill_until")
);
--> statement-breakpoint
CREATE TABLE "demand_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"criteria" jsonb NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"outcome" text,
	"outcome_note" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'receiving' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "demand_call_state" CHECK ("demand_call"."state" in ('receiving', 'scoring', 'awarded', 'concluded', 'closed')),
	CONSTRAINT "demand_call_outcome" CHECK ("demand_call"."outcome" in ('solved_on_market', 'solved_elsewhere', 'no_suitable_proposal', 'given_up')),
	CONSTRAINT "demand_call_closed_with_outcome" CHECK ("demand_call"."state" <> 'closed' or "demand_call"."outcome" is not null),
	CONSTRAINT "demand_call_opened_when_due" CHECK ("demand_call"."opened_at" >= "demand_call"."due_at")
);
--> statement-breakpoint
CREATE TABLE "demand_question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"demand_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	CONSTRAINT "demand_question_answered" CHECK (("demand_question"."answer" is null) = ("demand_question"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "match_feedback" (
	"demand_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"useful" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "match_feedback_demand_id_listing_id_organization_id_pk" PRIMARY KEY("demand_id","listing_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"demand_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"method" text NOT NULL,
	"team" text NOT NULL,
	"plan" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"seal_salt" text NOT NULL,
	"seal" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'sealed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "proposal_state" CHECK ("proposal"."state" in ('sealed', 'opened', 'awarded', 'not_awarded', 'withdrawn', 'returned_unopened')),
	CONSTRAINT "proposal_amount_positive" CHECK ("proposal"."amount" > 0),
	CONSTRAINT "proposal_not_own_demand" CHECK ("proposal"."organization_id" <> "proposal"."client_id"),
	CONSTRAINT "proposal_judged_when_opened" CHECK ("proposal"."state" in ('sealed', 'withdrawn', 'returned_unopened') or "proposal"."opened_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "proposal_milestone" (
	"proposal_id" uuid NOT NULL,
	"n" smallint NOT NULL,
	"title" text NOT NULL,
	"deliverable" text NOT NULL,
	"acceptance" text DEFAULT '' NOT NULL,
	"due_on" date NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "proposal_milestone_proposal_id_n_pk" PRIMARY KEY("proposal_id","n"),
	CONSTRAINT "proposal_milestone_amount" CHECK ("proposal_milestone"."amount" >= 0),
	CONSTRAINT "proposal_milestone_number" CHECK ("proposal_milestone"."n" > 0)
);
--> statement-breakpoint
CREATE TABLE "proposal_score" (
	"proposal_id" uuid NOT NULL,
	"criterion" smallint NOT NULL,
	"points" smallint NOT NULL,
	"reason" text NOT NULL,
	"by" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "proposal_score_proposal_id_criterion_pk" PRIMARY KEY("proposal_id","criterion"),
	CONSTRAINT "proposal_score_points" CHECK ("proposal_score"."points" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
ALTER TABLE "confidentiality_acceptance" ADD CONSTRAINT "confidentiality_acceptance_demand_id_listing_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confidentiality_acceptance" ADD CONSTRAINT "confidentiality_acceptance_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confidentiality_acceptance" ADD CONSTRAINT "confidentiality_acceptance_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_award" ADD CONSTRAINT "demand_award_demand_id_listing_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_award" ADD CONSTRAINT "demand_award_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_award" ADD CONSTRAINT "demand_award_by_app_user_id_fk" FOREIGN KEY ("by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_call" ADD CONSTRAINT "demand_call_id_listing_id_fk" FOREIGN KEY ("id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_call" ADD CONSTRAINT "demand_call_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_question" ADD CONSTRAINT "demand_question_demand_id_listing_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_question" ADD CONSTRAINT "demand_question_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_question" ADD CONSTRAINT "demand_question_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_question" ADD CONSTRAINT "demand_question_answered_by_app_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_feedback" ADD CONSTRAINT "match_feedback_demand_id_listing_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_feedback" ADD CONSTRAINT "match_feedback_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_feedback" ADD CONSTRAINT "match_feedback_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_feedback" ADD CONSTRAINT "match_feedback_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_demand_id_listing_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_client_id_organization_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_milestone" ADD CONSTRAINT "proposal_milestone_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_score" ADD CONSTRAINT "proposal_score_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_score" ADD CONSTRAINT "proposal_score_by_app_user_id_fk" FOREIGN KEY ("by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "demand_award_one_in_force" ON "demand_award" USING btree ("demand_id") WHERE "demand_award"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "demand_call_organization_id_state_index" ON "demand_call" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "demand_call_state_deadline_index" ON "demand_call" USING btree ("state","deadline");--> statement-breakpoint
CREATE INDEX "demand_question_demand_id_index" ON "demand_question" USING btree ("demand_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_one_of_an_organization" ON "proposal" USING btree ("demand_id","organization_id") WHERE "proposal"."state" <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "proposal_organization_id_created_at_index" ON "proposal" USING btree ("organization_id","created_at");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'qualification', 'problem', 'proposal'));