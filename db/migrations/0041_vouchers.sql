CREATE TABLE "budget" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"purpose" text NOT NULL,
	"region_code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"amount" bigint NOT NULL,
	"committed" bigint DEFAULT 0 NOT NULL,
	"spent" bigint DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "budget_purpose" CHECK ("budget"."purpose" in ('voucher', 'subsidy')),
	CONSTRAINT "budget_region" CHECK ("budget"."region_code" ~ '^[0-9]{6}$'),
	CONSTRAINT "budget_not_overdrawn" CHECK ("budget"."committed" <= "budget"."amount"),
	CONSTRAINT "budget_in_order" CHECK (0 <= "budget"."spent" and "budget"."spent" <= "budget"."committed")
);
--> statement-breakpoint
CREATE TABLE "subsidy_payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"proposal_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"prepared_by" uuid NOT NULL,
	"paid_by" uuid,
	"paid_at" timestamp (3) with time zone,
	"reference" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'prepared' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "subsidy_payment_state" CHECK ("subsidy_payment"."state" in ('prepared', 'paid', 'stopped')),
	CONSTRAINT "subsidy_payment_amount" CHECK ("subsidy_payment"."amount" > 0),
	CONSTRAINT "subsidy_payment_two_people" CHECK ("subsidy_payment"."paid_by" <> "subsidy_payment"."prepared_by"),
	CONSTRAINT "subsidy_payment_paid" CHECK ("subsidy_payment"."state" <> 'paid' or ("subsidy_payment"."paid_at" is not null and "subsidy_payment"."paid_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "voucher" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"program_id" uuid NOT NULL,
	"rules_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"applied_by" uuid NOT NULL,
	"purpose" text NOT NULL,
	"requested" bigint NOT NULL,
	"year" smallint NOT NULL,
	"amount" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"granted_at" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"automatic" boolean DEFAULT false NOT NULL,
	"decided_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'applied' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "voucher_state" CHECK ("voucher"."state" in ('applied', 'granted', 'declined', 'withdrawn', 'given_back', 'expired')),
	CONSTRAINT "voucher_requested" CHECK ("voucher"."requested" > 0),
	CONSTRAINT "voucher_not_overdrawn" CHECK ("voucher"."reserved" + "voucher"."captured" <= "voucher"."amount"),
	CONSTRAINT "voucher_in_order" CHECK ("voucher"."reserved" >= 0 and "voucher"."captured" >= 0 and "voucher"."amount" >= 0),
	CONSTRAINT "voucher_granted_whole" CHECK (("voucher"."state" not in ('granted', 'expired', 'given_back') or "voucher"."granted_at" is not null)
        and ("voucher"."granted_at" is null) = ("voucher"."valid_until" is null) and ("voucher"."amount" = 0 or "voucher"."granted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "voucher_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"voucher_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"cause_type" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"price" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"invoice_no" text DEFAULT '' NOT NULL,
	"findings" text[] DEFAULT '{}' NOT NULL,
	"settlement_id" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'reserved' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "voucher_hold_state" CHECK ("voucher_hold"."state" in ('reserved', 'captured', 'released')),
	CONSTRAINT "voucher_hold_findings" CHECK ("voucher_hold"."findings" <@ array['related_party', 'double_invoice', 'before_grant']::text[]),
	CONSTRAINT "voucher_hold_amount" CHECK (0 < "voucher_hold"."amount" and "voucher_hold"."amount" <= "voucher_hold"."price"),
	CONSTRAINT "voucher_hold_captured" CHECK (0 <= "voucher_hold"."captured" and "voucher_hold"."captured" <= "voucher_hold"."amount"),
	CONSTRAINT "voucher_hold_settled" CHECK (("voucher_hold"."state" = 'reserved' or "voucher_hold"."settled_at" is not null) and ("voucher_hold"."state" <> 'released' or "voucher_hold"."captured" = 0))
);
--> statement-breakpoint
CREATE TABLE "voucher_program" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"region_code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"budget_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"created_by" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "voucher_program_budgetId_unique" UNIQUE("budget_id"),
	CONSTRAINT "voucher_program_state" CHECK ("voucher_program"."state" in ('draft', 'open', 'closed', 'discarded')),
	CONSTRAINT "voucher_program_region" CHECK ("voucher_program"."region_code" ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "voucher_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"program_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"apply_from" date NOT NULL,
	"apply_until" date NOT NULL,
	"use_until" date NOT NULL,
	"valid_days" smallint NOT NULL,
	"sizes" text[] DEFAULT '{}' NOT NULL,
	"technology_only" boolean DEFAULT false NOT NULL,
	"kinds" text[] NOT NULL,
	"ways" text[] DEFAULT '{}' NOT NULL,
	"classes" text[] DEFAULT '{}' NOT NULL,
	"providers" text[] DEFAULT '{}' NOT NULL,
	"share_percent" smallint NOT NULL,
	"full_pay_up_to" bigint DEFAULT 0 NOT NULL,
	"application_cap" bigint NOT NULL,
	"yearly_cap" bigint NOT NULL,
	"automatic_up_to" bigint DEFAULT 0 NOT NULL,
	"exclude_related" boolean DEFAULT true NOT NULL,
	"exclude_funded" boolean DEFAULT true NOT NULL,
	"settlement_months" smallint DEFAULT 6 NOT NULL,
	"notes_zh" text DEFAULT '' NOT NULL,
	"notes_en" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	CONSTRAINT "voucher_rules_version" UNIQUE("program_id","version"),
	CONSTRAINT "voucher_rules_days" CHECK ("voucher_rules"."apply_from" <= "voucher_rules"."apply_until" and "voucher_rules"."apply_until" <= "voucher_rules"."use_until"),
	CONSTRAINT "voucher_rules_valid" CHECK ("voucher_rules"."valid_days" between 1 and 1100),
	CONSTRAINT "voucher_rules_share" CHECK ("voucher_rules"."share_percent" between 1 and 100 and "voucher_rules"."full_pay_up_to" >= 0),
	CONSTRAINT "voucher_rules_caps" CHECK (0 < "voucher_rules"."application_cap" and "voucher_rules"."application_cap" <= "voucher_rules"."yearly_cap" and "voucher_rules"."automatic_up_to" >= 0),
	CONSTRAINT "voucher_rules_settled_half_yearly" CHECK ("voucher_rules"."settlement_months" between 1 and 6),
	CONSTRAINT "voucher_rules_kinds_some" CHECK (cardinality("voucher_rules"."kinds") > 0),
	CONSTRAINT "voucher_rules_kinds" CHECK ("voucher_rules"."kinds" <@ array['facility', 'service', 'technology']::text[]),
	CONSTRAINT "voucher_rules_sizes" CHECK ("voucher_rules"."sizes" <@ array['micro', 'small', 'medium', 'large']::text[]),
	CONSTRAINT "voucher_rules_ways" CHECK ("voucher_rules"."ways" <@ array['self_use', 'assisted', 'commissioned', 'remote', 'other']::text[])
);
--> statement-breakpoint
CREATE TABLE "voucher_settlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"program_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"provider_id" uuid NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"amount" bigint NOT NULL,
	"uses" integer NOT NULL,
	"submitted_by" uuid NOT NULL,
	"paid_by" uuid,
	"paid_at" timestamp (3) with time zone,
	"reference" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'submitted' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "voucher_settlement_state" CHECK ("voucher_settlement"."state" in ('submitted', 'paid', 'returned')),
	CONSTRAINT "voucher_settlement_amount" CHECK ("voucher_settlement"."amount" > 0 and "voucher_settlement"."uses" > 0),
	CONSTRAINT "voucher_settlement_period" CHECK ("voucher_settlement"."period_to" > "voucher_settlement"."period_from"),
	CONSTRAINT "voucher_settlement_two_people" CHECK ("voucher_settlement"."paid_by" <> "voucher_settlement"."submitted_by"),
	CONSTRAINT "voucher_settlement_paid" CHECK ("voucher_settlement"."state" <> 'paid' or ("voucher_settlement"."paid_at" is not null and "voucher_settlement"."paid_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget" ADD CONSTRAINT "budget_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsidy_payment" ADD CONSTRAINT "subsidy_payment_proposal_id_assessment_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."assessment_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsidy_payment" ADD CONSTRAINT "subsidy_payment_budget_id_budget_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsidy_payment" ADD CONSTRAINT "subsidy_payment_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsidy_payment" ADD CONSTRAINT "subsidy_payment_prepared_by_app_user_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsidy_payment" ADD CONSTRAINT "subsidy_payment_paid_by_app_user_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_program_id_voucher_program_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."voucher_program"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_rules_id_voucher_rules_id_fk" FOREIGN KEY ("rules_id") REFERENCES "public"."voucher_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_budget_id_budget_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_applied_by_app_user_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_hold" ADD CONSTRAINT "voucher_hold_voucher_id_voucher_id_fk" FOREIGN KEY ("voucher_id") REFERENCES "public"."voucher"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_hold" ADD CONSTRAINT "voucher_hold_program_id_voucher_program_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."voucher_program"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_hold" ADD CONSTRAINT "voucher_hold_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_hold" ADD CONSTRAINT "voucher_hold_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_hold" ADD CONSTRAINT "voucher_hold_settlement_id_voucher_settlement_id_fk" FOREIGN KEY ("settlement_id") REFERENCES "public"."voucher_settlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_program" ADD CONSTRAINT "voucher_program_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_program" ADD CONSTRAINT "voucher_program_budget_id_budget_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_program" ADD CONSTRAINT "voucher_program_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_rules" ADD CONSTRAINT "voucher_rules_program_id_voucher_program_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."voucher_program"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_rules" ADD CONSTRAINT "voucher_rules_published_by_app_user_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_rules" ADD CONSTRAINT "voucher_rules_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_settlement" ADD CONSTRAINT "voucher_settlement_program_id_voucher_program_id_fk" FOREIGN KEY ("program_id") REFERENCES "public"."voucher_program"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_settlement" ADD CONSTRAINT "voucher_settlement_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_settlement" ADD CONSTRAINT "voucher_settlement_submitted_by_app_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voucher_settlement" ADD CONSTRAINT "voucher_settlement_paid_by_app_user_id_fk" FOREIGN KEY ("paid_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_region_code_year_index" ON "budget" USING btree ("region_code","year");--> statement-breakpoint
CREATE UNIQUE INDEX "subsidy_payment_once" ON "subsidy_payment" USING btree ("proposal_id") WHERE state <> 'stopped';--> statement-breakpoint
CREATE INDEX "subsidy_payment_budget_id_index" ON "subsidy_payment" USING btree ("budget_id");--> statement-breakpoint
CREATE INDEX "subsidy_payment_organization_id_index" ON "subsidy_payment" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "voucher_organization_id_created_at_index" ON "voucher" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "voucher_program_id_state_index" ON "voucher" USING btree ("program_id","state");--> statement-breakpoint
CREATE INDEX "voucher_due" ON "voucher" USING btree ("deadline") WHERE deadline is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "voucher_hold_once" ON "voucher_hold" USING btree ("cause_type","cause_id") WHERE state <> 'released';--> statement-breakpoint
CREATE INDEX "voucher_hold_voucher_id_index" ON "voucher_hold" USING btree ("voucher_id");--> statement-breakpoint
CREATE INDEX "voucher_hold_provider_id_settled_at_index" ON "voucher_hold" USING btree ("provider_id","settled_at");--> statement-breakpoint
CREATE INDEX "voucher_hold_program_id_state_index" ON "voucher_hold" USING btree ("program_id","state");--> statement-breakpoint
CREATE INDEX "voucher_hold_settlement_id_index" ON "voucher_hold" USING btree ("settlement_id");--> statement-breakpoint
CREATE INDEX "voucher_program_region_code_index" ON "voucher_program" USING btree ("region_code");--> statement-breakpoint
CREATE UNIQUE INDEX "voucher_rules_one_draft" ON "voucher_rules" USING btree ("program_id") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "voucher_settlement_provider_id_index" ON "voucher_settlement" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "voucher_settlement_program_id_index" ON "voucher_settlement" USING btree ("program_id");