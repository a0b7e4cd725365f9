CREATE TABLE "assessment_cycle" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"track" text NOT NULL,
	"year" integer NOT NULL,
	"region_code" text NOT NULL,
	"set_id" uuid NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"reward_budget" bigint DEFAULT 0 NOT NULL,
	"subsidy_budget" bigint DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"frozen_at" timestamp (3) with time zone,
	"scored_by" uuid,
	"scored_at" timestamp (3) with time zone,
	"confirmed_by" uuid,
	"published_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'drafted' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "assessment_cycle_track" CHECK ("assessment_cycle"."track" in ('provider', 'platform')),
	CONSTRAINT "assessment_cycle_state" CHECK ("assessment_cycle"."state" in ('drafted', 'open', 'scored', 'provisional', 'result_confirmed', 'published', 'discarded')),
	CONSTRAINT "assessment_cycle_region" CHECK ("assessment_cycle"."region_code" ~ '^[0-9]{6}$'),
	CONSTRAINT "assessment_cycle_period" CHECK ("assessment_cycle"."period_to" > "assessment_cycle"."period_from"),
	CONSTRAINT "assessment_cycle_budget" CHECK ("assessment_cycle"."reward_budget" >= 0 and "assessment_cycle"."subsidy_budget" >= 0),
	CONSTRAINT "assessment_cycle_two_people" CHECK ("assessment_cycle"."confirmed_by" <> "assessment_cycle"."scored_by"),
	CONSTRAINT "assessment_cycle_frozen" CHECK ("assessment_cycle"."scored_at" is null or "assessment_cycle"."frozen_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "assessment_figure" (
	"subject_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" double precision,
	"rows" integer NOT NULL,
	"corrected" double precision,
	"objection_id" uuid,
	CONSTRAINT "assessment_figure_subject_id_name_pk" PRIMARY KEY("subject_id","name"),
	CONSTRAINT "assessment_figure_corrected" CHECK (("assessment_figure"."corrected" is null) = ("assessment_figure"."objection_id" is null))
);
--> statement-breakpoint
CREATE TABLE "assessment_points" (
	"subject_id" uuid NOT NULL,
	"indicator_id" uuid NOT NULL,
	"value" double precision,
	"points" integer NOT NULL,
	CONSTRAINT "assessment_points_subject_id_indicator_id_pk" PRIMARY KEY("subject_id","indicator_id")
);
--> statement-breakpoint
CREATE TABLE "assessment_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint,
	"reasons" jsonb NOT NULL,
	"scored_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"rectify_by" timestamp (3) with time zone,
	"state" text DEFAULT 'proposed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "assessment_proposal_once" UNIQUE("cycle_id","organization_id","kind"),
	CONSTRAINT "assessment_proposal_kind" CHECK ("assessment_proposal"."kind" in ('praise', 'yellow_card', 'delisting', 'promotion', 'reward', 'subsidy')),
	CONSTRAINT "assessment_proposal_state" CHECK ("assessment_proposal"."state" in ('proposed', 'adopted', 'not_adopted')),
	CONSTRAINT "assessment_proposal_amount" CHECK (("assessment_proposal"."kind" in ('reward', 'subsidy')) = ("assessment_proposal"."amount" is not null)),
	CONSTRAINT "assessment_proposal_positive" CHECK ("assessment_proposal"."amount" > 0),
	CONSTRAINT "assessment_proposal_two_people" CHECK ("assessment_proposal"."decided_by" <> "assessment_proposal"."scored_by"),
	CONSTRAINT "assessment_proposal_rectify" CHECK ("assessment_proposal"."rectify_by" is null or ("assessment_proposal"."kind" = 'yellow_card' and "assessment_proposal"."state" = 'adopted'))
);
--> statement-breakpoint
CREATE TABLE "assessment_roster" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"track" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"from" date NOT NULL,
	"until" date,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "assessment_roster_track" CHECK ("assessment_roster"."track" in ('provider', 'platform')),
	CONSTRAINT "assessment_roster_standing" CHECK ("assessment_roster"."standing" in ('listed', 'reserve')),
	CONSTRAINT "assessment_roster_order" CHECK ("assessment_roster"."until" >= "assessment_roster"."from")
);
--> statement-breakpoint
CREATE TABLE "assessment_subject" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"report" text DEFAULT '' NOT NULL,
	"reported_by" uuid,
	"reported_at" timestamp (3) with time zone,
	"score" integer,
	"sharing" integer,
	"grade" text,
	"rank" integer,
	"praised" boolean DEFAULT false NOT NULL,
	"bottom" boolean DEFAULT false NOT NULL,
	"bottom_years" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "assessment_subject_once" UNIQUE("cycle_id","organization_id"),
	CONSTRAINT "assessment_subject_standing" CHECK ("assessment_subject"."standing" in ('listed', 'reserve')),
	CONSTRAINT "assessment_subject_grade" CHECK ("assessment_subject"."grade" in ('excellent', 'good', 'qualified', 'poor')),
	CONSTRAINT "assessment_subject_ranked" CHECK ("assessment_subject"."rank" is null or "assessment_subject"."standing" = 'listed')
);
--> statement-breakpoint
CREATE TABLE "indicator" (
	"id" uuid PRIMARY KEY NOT NULL,
	"set_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"group_zh" text DEFAULT '' NOT NULL,
	"group_en" text DEFAULT '' NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"unit_zh" text DEFAULT '' NOT NULL,
	"unit_en" text DEFAULT '' NOT NULL,
	"formula" text NOT NULL,
	"floor" double precision NOT NULL,
	"ceiling" double precision NOT NULL,
	"points" integer NOT NULL,
	"sharing" boolean DEFAULT false NOT NULL,
	CONSTRAINT "indicator_code" UNIQUE("set_id","code"),
	CONSTRAINT "indicator_kind" CHECK ("indicator"."kind" in ('scored', 'bonus', 'deduction', 'threshold')),
	CONSTRAINT "indicator_code_form" CHECK ("indicator"."code" ~ '^[a-z][a-z0-9_]{1,39}$'),
	CONSTRAINT "indicator_range" CHECK ("indicator"."kind" = 'threshold' or "indicator"."floor" <> "indicator"."ceiling"),
	CONSTRAINT "indicator_points" CHECK (("indicator"."kind" = 'threshold') = ("indicator"."points" = 0) and "indicator"."points" >= 0)
);
--> statement-breakpoint
CREATE TABLE "indicator_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"track" text NOT NULL,
	"version" integer NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"basis" text DEFAULT '' NOT NULL,
	"valid_from" date NOT NULL,
	"published_at" timestamp (3) with time zone,
	"created_by" uuid,
	"excellent_from" integer NOT NULL,
	"good_from" integer NOT NULL,
	"qualified_from" integer NOT NULL,
	"praise_count" smallint NOT NULL,
	"card_count" smallint NOT NULL,
	"delist_after_years" smallint NOT NULL,
	"reward_weight_excellent" integer NOT NULL,
	"reward_weight_good" integer NOT NULL,
	"reward_cap" bigint NOT NULL,
	"subsidy_formula" text NOT NULL,
	"subsidy_cap" bigint NOT NULL,
	CONSTRAINT "indicator_set_version" UNIQUE("track","version"),
	CONSTRAINT "indicator_set_track" CHECK ("indicator_set"."track" in ('provider', 'platform')),
	CONSTRAINT "indicator_set_grades" CHECK ("indicator_set"."excellent_from" > "indicator_set"."good_from" and "indicator_set"."good_from" > "indicator_set"."qualified_from" and "indicator_set"."qualified_from" > 0),
	CONSTRAINT "indicator_set_counts" CHECK ("indicator_set"."praise_count" >= 0 and "indicator_set"."card_count" >= 0 and "indicator_set"."delist_after_years" > 1),
	CONSTRAINT "indicator_set_caps" CHECK ("indicator_set"."reward_cap" > 0 and "indicator_set"."subsidy_cap" > 0),
	CONSTRAINT "indicator_set_weights" CHECK ("indicator_set"."reward_weight_excellent" >= "indicator_set"."reward_weight_good" and "indicator_set"."reward_weight_good" >= 0)
);
--> statement-breakpoint
CREATE TABLE "result_objection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"cycle_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"statement" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"scored_by" uuid NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"state" text DEFAULT 'raised' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "result_objection_state" CHECK ("result_objection"."state" in ('raised', 'sustained', 'overruled')),
	CONSTRAINT "result_objection_two_people" CHECK ("result_objection"."answered_by" <> "result_objection"."scored_by")
);
--> statement-breakpoint
CREATE TABLE "technology_company" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	CONSTRAINT "technology_company_number" UNIQUE("kind","number"),
	CONSTRAINT "technology_company_kind" CHECK ("technology_company"."kind" in ('technology_sme', 'high_tech')),
	CONSTRAINT "technology_company_order" CHECK ("technology_company"."valid_until" >= "technology_company"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "assessment_cycle" ADD CONSTRAINT "assessment_cycle_set_id_indicator_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."indicator_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_cycle" ADD CONSTRAINT "assessment_cycle_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_cycle" ADD CONSTRAINT "assessment_cycle_scored_by_app_user_id_fk" FOREIGN KEY ("scored_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_cycle" ADD CONSTRAINT "assessment_cycle_confirmed_by_app_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_figure" ADD CONSTRAINT "assessment_figure_subject_id_assessment_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."assessment_subject"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_figure" ADD CONSTRAINT "assessment_figure_objection_id_result_objection_id_fk" FOREIGN KEY ("objection_id") REFERENCES "public"."result_objection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_points" ADD CONSTRAINT "assessment_points_subject_id_assessment_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."assessment_subject"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_points" ADD CONSTRAINT "assessment_points_indicator_id_indicator_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_proposal" ADD CONSTRAINT "assessment_proposal_cycle_id_assessment_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."assessment_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_proposal" ADD CONSTRAINT "assessment_proposal_subject_id_assessment_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."assessment_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_proposal" ADD CONSTRAINT "assessment_proposal_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_proposal" ADD CONSTRAINT "assessment_proposal_scored_by_app_user_id_fk" FOREIGN KEY ("scored_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_proposal" ADD CONSTRAINT "assessment_proposal_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_roster" ADD CONSTRAINT "assessment_roster_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_subject" ADD CONSTRAINT "assessment_subject_cycle_id_assessment_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."assessment_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_subject" ADD CONSTRAINT "assessment_subject_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_subject" ADD CONSTRAINT "assessment_subject_reported_by_app_user_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_set_id_indicator_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."indicator_set"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_set" ADD CONSTRAINT "indicator_set_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_cycle_id_assessment_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."assessment_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_subject_id_assessment_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."assessment_subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_raised_by_app_user_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_scored_by_app_user_id_fk" FOREIGN KEY ("scored_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_objection" ADD CONSTRAINT "result_objection_answered_by_app_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology_company" ADD CONSTRAINT "technology_company_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_cycle_once" ON "assessment_cycle" USING btree ("track","region_code","year") WHERE state <> 'discarded';--> statement-breakpoint
CREATE INDEX "assessment_proposal_organization_id_index" ON "assessment_proposal" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_roster_once" ON "assessment_roster" USING btree ("track","organization_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "assessment_roster_organization_id_index" ON "assessment_roster" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "assessment_subject_organization_id_index" ON "assessment_subject" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "result_objection_cycle_id_state_index" ON "result_objection" USING btree ("cycle_id","state");--> statement-breakpoint
CREATE INDEX "result_objection_organization_id_index" ON "result_objection" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "technology_company_organization_id_index" ON "technology_company" USING btree ("organization_id");