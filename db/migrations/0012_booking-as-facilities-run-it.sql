CREATE TABLE "booking_accessory" (
	"booking_id" uuid NOT NULL,
	"accessory_id" uuid NOT NULL,
	"quantity" smallint NOT NULL,
	CONSTRAINT "booking_accessory_booking_id_accessory_id_pk" PRIMARY KEY("booking_id","accessory_id"),
	CONSTRAINT "booking_accessory_quantity" CHECK ("booking_accessory"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "booking_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"first_start" timestamp (3) with time zone NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "booking_series_length" CHECK ("booking_series"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "accessory" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"name" text NOT NULL,
	"stock" smallint NOT NULL,
	"retired" boolean DEFAULT false NOT NULL,
	CONSTRAINT "accessory_stock" CHECK ("accessory"."stock" > 0)
);
--> statement-breakpoint
CREATE TABLE "booking_quota" (
	"policy_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"period" text NOT NULL,
	"max_minutes" integer NOT NULL,
	CONSTRAINT "booking_quota_policy_id_scope_period_pk" PRIMARY KEY("policy_id","scope","period"),
	CONSTRAINT "booking_quota_scope" CHECK ("booking_quota"."scope" in ('user', 'group', 'organization')),
	CONSTRAINT "booking_quota_period" CHECK ("booking_quota"."period" in ('day', 'week', 'month')),
	CONSTRAINT "booking_quota_positive" CHECK ("booking_quota"."max_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "facility_requirement" (
	"facility_id" uuid NOT NULL,
	"required_id" uuid NOT NULL,
	CONSTRAINT "facility_requirement_facility_id_required_id_pk" PRIMARY KEY("facility_id","required_id"),
	CONSTRAINT "facility_requirement_other" CHECK ("facility_requirement"."facility_id" <> "facility_requirement"."required_id")
);
--> statement-breakpoint
CREATE TABLE "opening_exception" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"day" date NOT NULL,
	"from_minute" smallint,
	"to_minute" smallint,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "opening_exception_order" CHECK (("opening_exception"."from_minute" is null) = ("opening_exception"."to_minute" is null) and 0 <= "opening_exception"."from_minute" and "opening_exception"."from_minute" < "opening_exception"."to_minute" and "opening_exception"."to_minute" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid,
	"scope" text NOT NULL,
	"facility_id" uuid,
	"names" boolean DEFAULT false NOT NULL,
	"last_read_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feed_secretHash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "calendar_feed_scope" CHECK ("calendar_feed"."scope" in ('person', 'facility')),
	CONSTRAINT "calendar_feed_facility" CHECK (("calendar_feed"."scope" = 'facility') = ("calendar_feed"."facility_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "facility_block" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"level" text NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "facility_block_level" CHECK ("facility_block"."level" in ('warning', 'short', 'long')),
	CONSTRAINT "facility_block_state" CHECK ("facility_block"."state" in ('proposed', 'in_force', 'dismissed', 'lifted')),
	CONSTRAINT "facility_block_order" CHECK ("facility_block"."until" > "facility_block"."from"),
	CONSTRAINT "facility_block_automatic" CHECK (not "facility_block"."automatic" or "facility_block"."level" in ('warning', 'short'))
);
--> statement-breakpoint
CREATE TABLE "violation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"facility_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"code" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'recorded' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "violation_once" UNIQUE("booking_id","code"),
	CONSTRAINT "violation_code" CHECK ("violation"."code" in ('no_show', 'late', 'overrun', 'late_cancel')),
	CONSTRAINT "violation_state" CHECK ("violation"."state" in ('recorded', 'contested', 'upheld', 'waived')),
	CONSTRAINT "violation_order" CHECK ("violation"."until" > "violation"."at")
);
--> statement-breakpoint
CREATE TABLE "research_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "research_group_member" (
	"group_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "research_group_member_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "instrument_problem" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"unit_id" uuid,
	"provider_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"description" text NOT NULL,
	"severity" text NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'reported' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "instrument_problem_severity" CHECK ("instrument_problem"."severity" in ('minor', 'stops_work')),
	CONSTRAINT "instrument_problem_state" CHECK ("instrument_problem"."state" in ('reported', 'acknowledged', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "meter_reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" numeric,
	CONSTRAINT "meter_reading_once" UNIQUE("unit_id","at","kind"),
	CONSTRAINT "meter_reading_kind" CHECK ("meter_reading"."kind" in ('on', 'off', 'counter'))
);
--> statement-breakpoint
CREATE TABLE "facility_qualification" (
	"facility_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	CONSTRAINT "facility_qualification_facility_id_type_id_pk" PRIMARY KEY("facility_id","type_id")
);
--> statement-breakpoint
CREATE TABLE "qualification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"type_id" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"granted_by" uuid,
	"expires_at" timestamp (3) with time zone,
	"evidence" text DEFAULT '' NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text DEFAULT '' NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	CONSTRAINT "qualification_order" CHECK ("qualification"."expires_at" > "qualification"."granted_at")
);
--> statement-breakpoint
CREATE TABLE "qualification_trust" (
	"type_id" uuid NOT NULL,
	"trusted_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "qualification_trust_type_id_trusted_id_pk" PRIMARY KEY("type_id","trusted_id"),
	CONSTRAINT "qualification_trust_other" CHECK ("qualification_trust"."type_id" <> "qualification_trust"."trusted_id")
);
--> statement-breakpoint
CREATE TABLE "qualification_type" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"valid_days" integer,
	"unused_days" integer,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "qualification_type_days" CHECK ("qualification_type"."valid_days" > 0 and "qualification_type"."unused_days" > 0)
);
--> statement-breakpoint
CREATE TABLE "training_seat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"session_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"state" text DEFAULT 'booked' NOT NULL,
	CONSTRAINT "training_seat_state" CHECK ("training_seat"."state" in ('booked', 'attended', 'absent', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "training_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"type_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"timezone" text NOT NULL,
	"place" text NOT NULL,
	"seats" smallint NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "training_session_state" CHECK ("training_session"."state" in ('planned', 'held', 'cancelled')),
	CONSTRAINT "training_session_order" CHECK ("training_session"."ends_at" > "training_session"."starts_at"),
	CONSTRAINT "training_session_seats" CHECK ("training_session"."seats" > 0)
);
--> statement-breakpoint
CREATE TABLE "sample" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"label" text NOT NULL,
	"material" text DEFAULT '' NOT NULL,
	"hazard" text DEFAULT '' NOT NULL,
	"accepted" boolean,
	"condition" text DEFAULT '' NOT NULL,
	CONSTRAINT "sample_number" UNIQUE("order_id","number"),
	CONSTRAINT "sample_number_positive" CHECK ("sample"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "sample_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"group_id" uuid,
	"policy_version" integer NOT NULL,
	"terms_version" integer NOT NULL,
	"user_class" text NOT NULL,
	"purpose" text NOT NULL,
	"project" text DEFAULT '' NOT NULL,
	"service_type" text DEFAULT 'research' NOT NULL,
	"funding" text[] DEFAULT '{}' NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"price_item" text DEFAULT '' NOT NULL,
	"price" bigint,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"received_at" timestamp (3) with time zone,
	"due_on" date,
	"return_samples" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'submitted' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "sample_order_state" CHECK ("sample_order"."state" in ('submitted', 'objected', 'accepted', 'in_progress', 'completed', 'declined', 'cancelled')),
	CONSTRAINT "sample_order_user_class" CHECK ("sample_order"."user_class" in ('internal', 'academic', 'enterprise')),
	CONSTRAINT "sample_order_service_type" CHECK ("sample_order"."service_type" in ('research', 'development', 'teaching', 'other')),
	CONSTRAINT "sample_order_funding" CHECK ("sample_order"."funding" <@ array['central_government', 'local_government', 'own', 'other']::text[])
);
--> statement-breakpoint
CREATE TABLE "notice_choice" (
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "notice_choice_user_id_topic_pk" PRIMARY KEY("user_id","topic"),
	CONSTRAINT "notice_choice_topic" CHECK ("notice_choice"."topic" in ('booking', 'waitlist', 'sample', 'training', 'conduct', 'listing', 'account')),
	CONSTRAINT "notice_choice_channel" CHECK ("notice_choice"."channel" in ('mail', 'digest', 'app'))
);
--> statement-breakpoint
CREATE TABLE "waitlist_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"earliest" timestamp (3) with time zone NOT NULL,
	"latest" timestamp (3) with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"way" text NOT NULL,
	"purpose" text NOT NULL,
	"project" text DEFAULT '' NOT NULL,
	"terms_version" integer NOT NULL,
	"booking_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "waitlist_state" CHECK ("waitlist_entry"."state" in ('waiting', 'offered', 'taken', 'passed', 'withdrawn', 'over')),
	CONSTRAINT "waitlist_way" CHECK ("waitlist_entry"."way" in ('self_use', 'assisted', 'commissioned', 'remote', 'other')),
	CONSTRAINT "waitlist_order" CHECK ("waitlist_entry"."earliest" < "waitlist_entry"."latest" and "waitlist_entry"."minutes" > 0)
);
--> statement-breakpoint
ALTER TABLE "slot" DROP CONSTRAINT "slot_state";--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
DROP INDEX "slot_booking";--> statement-breakpoint
ALTER TABLE "usage_record" DROP CONSTRAINT "usage_record_pkey";--> statement-breakpoint
ALTER TABLE "usage_record" ALTER COLUMN "booking_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "booked_by" uuid;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "pending_holds" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "service_type" text DEFAULT 'research' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "funding" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "charge_waiver" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "reminded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "pending_holds" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "closed_on_holidays" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "open_on_makeup_days" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "change_cutoff_minutes" integer;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "late_after_minutes" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "fair_share_days" integer;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "fair_share_percent" smallint;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "offer_minutes" integer DEFAULT 240;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "counting_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "warn_after" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "short_block_after" smallint;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "short_block_days" smallint DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "long_block_after" smallint;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "long_block_days" smallint DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "automatic_short_block" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD COLUMN "sample_days" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "sample_order_id" uuid;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "service_type" text DEFAULT 'research' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "project" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "funding" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "fields" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "samples" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_record" ADD COLUMN "agreement" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "channel" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "digested_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "booking_accessory" ADD CONSTRAINT "booking_accessory_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_accessory" ADD CONSTRAINT "booking_accessory_accessory_id_accessory_id_fk" FOREIGN KEY ("accessory_id") REFERENCES "public"."accessory"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accessory" ADD CONSTRAINT "accessory_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_quota" ADD CONSTRAINT "booking_quota_policy_id_booking_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."booking_policy"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_requirement" ADD CONSTRAINT "facility_requirement_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_requirement" ADD CONSTRAINT "facility_requirement_required_id_facility_listing_id_fk" FOREIGN KEY ("required_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening_exception" ADD CONSTRAINT "opening_exception_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_block" ADD CONSTRAINT "facility_block_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_block" ADD CONSTRAINT "facility_block_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_block" ADD CONSTRAINT "facility_block_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_block" ADD CONSTRAINT "facility_block_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "violation" ADD CONSTRAINT "violation_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_group" ADD CONSTRAINT "research_group_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_group_member" ADD CONSTRAINT "research_group_member_group_id_research_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."research_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_group_member" ADD CONSTRAINT "research_group_member_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_problem" ADD CONSTRAINT "instrument_problem_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_problem" ADD CONSTRAINT "instrument_problem_unit_id_facility_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."facility_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_problem" ADD CONSTRAINT "instrument_problem_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_problem" ADD CONSTRAINT "instrument_problem_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instrument_problem" ADD CONSTRAINT "instrument_problem_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_reading" ADD CONSTRAINT "meter_reading_unit_id_facility_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."facility_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_qualification" ADD CONSTRAINT "facility_qualification_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_qualification" ADD CONSTRAINT "facility_qualification_type_id_qualification_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."qualification_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_type_id_qualification_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."qualification_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification" ADD CONSTRAINT "qualification_granted_by_app_user_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_trust" ADD CONSTRAINT "qualification_trust_type_id_qualification_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."qualification_type"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_trust" ADD CONSTRAINT "qualification_trust_trusted_id_qualification_type_id_fk" FOREIGN KEY ("trusted_id") REFERENCES "public"."qualification_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_trust" ADD CONSTRAINT "qualification_trust_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qualification_type" ADD CONSTRAINT "qualification_type_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_seat" ADD CONSTRAINT "training_seat_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_seat" ADD CONSTRAINT "training_seat_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_seat" ADD CONSTRAINT "training_seat_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_type_id_qualification_type_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."qualification_type"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample" ADD CONSTRAINT "sample_order_id_sample_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."sample_order"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_order" ADD CONSTRAINT "sample_order_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_order" ADD CONSTRAINT "sample_order_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_order" ADD CONSTRAINT "sample_order_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_order" ADD CONSTRAINT "sample_order_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sample_order" ADD CONSTRAINT "sample_order_group_id_research_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."research_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "booking_accessory_accessory_id_index" ON "booking_accessory" USING btree ("accessory_id");--> statement-breakpoint
CREATE INDEX "booking_series_facility_id_index" ON "booking_series" USING btree ("facility_id");--> statement-breakpoint
CREATE INDEX "booking_series_user_id_index" ON "booking_series" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "accessory_facility_id_index" ON "accessory" USING btree ("facility_id");--> statement-breakpoint
CREATE INDEX "facility_requirement_required_id_index" ON "facility_requirement" USING btree ("required_id");--> statement-breakpoint
CREATE INDEX "opening_exception_facility_id_day_index" ON "opening_exception" USING btree ("facility_id","day");--> statement-breakpoint
CREATE INDEX "calendar_feed_user_id_index" ON "calendar_feed" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calendar_feed_facility_id_index" ON "calendar_feed" USING btree ("facility_id");--> statement-breakpoint
CREATE INDEX "facility_block_facility_id_user_id_from_index" ON "facility_block" USING btree ("facility_id","user_id","from");--> statement-breakpoint
CREATE INDEX "facility_block_user_id_from_index" ON "facility_block" USING btree ("user_id","from");--> statement-breakpoint
CREATE INDEX "facility_block_provider_id_state_index" ON "facility_block" USING btree ("provider_id","state");--> statement-breakpoint
CREATE INDEX "violation_facility_id_user_id_at_index" ON "violation" USING btree ("facility_id","user_id","at");--> statement-breakpoint
CREATE INDEX "violation_user_id_at_index" ON "violation" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "violation_provider_id_state_at_index" ON "violation" USING btree ("provider_id","state","at");--> statement-breakpoint
CREATE UNIQUE INDEX "research_group_name" ON "research_group" USING btree ("organization_id","name") WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "research_group_member_user_id_index" ON "research_group_member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "instrument_problem_provider_id_state_created_at_index" ON "instrument_problem" USING btree ("provider_id","state","created_at");--> statement-breakpoint
CREATE INDEX "instrument_problem_facility_id_created_at_index" ON "instrument_problem" USING btree ("facility_id","created_at");--> statement-breakpoint
CREATE INDEX "facility_qualification_type_id_index" ON "facility_qualification" USING btree ("type_id");--> statement-breakpoint
CREATE INDEX "qualification_user_id_type_id_index" ON "qualification" USING btree ("user_id","type_id");--> statement-breakpoint
CREATE INDEX "qualification_type_id_granted_at_index" ON "qualification" USING btree ("type_id","granted_at");--> statement-breakpoint
CREATE INDEX "qualification_trust_trusted_id_index" ON "qualification_trust" USING btree ("trusted_id");--> statement-breakpoint
CREATE INDEX "qualification_type_organization_id_index" ON "qualification_type" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "training_seat_once" ON "training_seat" USING btree ("session_id","user_id") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX "training_seat_user_id_created_at_index" ON "training_seat" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "training_session_type_id_starts_at_index" ON "training_session" USING btree ("type_id","starts_at");--> statement-breakpoint
CREATE INDEX "training_session_organization_id_starts_at_index" ON "training_session" USING btree ("organization_id","starts_at");--> statement-breakpoint
CREATE INDEX "sample_order_provider_id_state_created_at_index" ON "sample_order" USING btree ("provider_id","state","created_at");--> statement-breakpoint
CREATE INDEX "sample_order_organization_id_created_at_index" ON "sample_order" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "sample_order_facility_id_state_created_at_index" ON "sample_order" USING btree ("facility_id","state","created_at");--> statement-breakpoint
CREATE INDEX "waitlist_queue" ON "waitlist_entry" USING btree ("facility_id","created_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_entry_user_id_created_at_index" ON "waitlist_entry" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "waitlist_entry_booking_id_index" ON "waitlist_entry" USING btree ("booking_id") WHERE booking_id is not null;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_booked_by_app_user_id_fk" FOREIGN KEY ("booked_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_group_id_research_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."research_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_series_id_booking_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."booking_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_sample_order_id_sample_order_id_fk" FOREIGN KEY ("sample_order_id") REFERENCES "public"."sample_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "booking_series_id_index" ON "booking" USING btree ("series_id") WHERE series_id is not null;--> statement-breakpoint
CREATE INDEX "booking_bundle_id_index" ON "booking" USING btree ("bundle_id") WHERE bundle_id is not null;--> statement-breakpoint
CREATE INDEX "booking_group_id_starts_at_index" ON "booking" USING btree ("group_id","starts_at") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "notice_digest" ON "notice" USING btree ("user_id") WHERE channel = 'digest' and digested_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_booking" ON "slot" USING btree ("booking_id","unit_id");--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_bookingId_unique" UNIQUE("booking_id");--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_sampleOrderId_unique" UNIQUE("sample_order_id");--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_service_type" CHECK ("booking"."service_type" in ('research', 'development', 'teaching', 'other'));--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_funding" CHECK ("booking"."funding" <@ array['central_government', 'local_government', 'own', 'other']::text[]);--> statement-breakpoint
ALTER TABLE "booking_policy" ADD CONSTRAINT "booking_policy_fair_share" CHECK (("booking_policy"."fair_share_days" is null) = ("booking_policy"."fair_share_percent" is null) and "booking_policy"."fair_share_percent" between 1 and 100);--> statement-breakpoint
ALTER TABLE "booking_policy" ADD CONSTRAINT "booking_policy_blocks" CHECK ("booking_policy"."long_block_after" >= "booking_policy"."short_block_after");--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_state" CHECK ("slot"."state" in ('held', 'pending', 'confirmed', 'in_use', 'completed', 'rejected', 'cancelled', 'expired', 'no_show', 'waiting', 'closed', 'lifted'));--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_cause" CHECK (num_nonnulls("usage_record"."booking_id", "usage_record"."sample_order_id") = 1);--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_service_type" CHECK ("usage_record"."service_type" in ('research', 'development', 'teaching', 'other'));--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_funding" CHECK ("usage_record"."funding" <@ array['central_government', 'local_government', 'own', 'other']::text[]);--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'qualification', 'problem'));--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_channel" CHECK ("notice"."channel" in ('mail', 'digest', 'app'));
--> statement-breakpoint
-- A completed order for samples always has its usage record; checked at commit so that both can be written in either order.
CREATE FUNCTION completed_sample_order_has_usage_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM sample_order WHERE id = NEW.id AND state = 'completed')
     AND NOT EXISTS (SELECT 1 FROM usage_record WHERE sample_order_id = NEW.id) THEN
    RAISE EXCEPTION 'sample order % is completed without a usage record', NEW.id USING ERRCODE = 'check_violation',
      CONSTRAINT = 'sample_order_usage_record';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER sample_order_usage_record AFTER INSERT OR UPDATE OF state ON "sample_order"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION completed_sample_order_has_usage_record();
--> statement-breakpoint
-- What went wrong with a booking is never unwritten: it is waived or lapses.
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are kept', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER violation_kept BEFORE DELETE OR TRUNCATE ON "violation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
--> statement-breakpoint
CREATE TRIGGER facility_block_kept BEFORE DELETE OR TRUNCATE ON "facility_block"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
--> statement-breakpoint
-- A booking in a holding state owns a slot of its facility, and one of each facility that this requires; all cover it and
-- say the same state. A request that does not hold while it waits, and any booking at rest, holds nothing.
CREATE OR REPLACE FUNCTION booking_owns_its_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted uuid;
  owner booking%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'booking' THEN wanted := NEW.id; ELSE wanted := coalesce(NEW.booking_id, OLD.booking_id); END IF;
  SELECT * INTO owner FROM booking WHERE id = wanted;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF owner.state IN ('held', 'confirmed', 'in_use') OR (owner.state = 'pending' AND owner.pending_holds) THEN
    IF EXISTS (SELECT 1 FROM slot s WHERE s.booking_id = wanted AND s.facility_id = owner.facility_id)
       AND NOT EXISTS (SELECT 1 FROM slot s WHERE s.booking_id = wanted AND (s.state <> owner.state
         OR NOT s.blocked @> tstzrange(owner.starts_at, owner.ends_at))) THEN
      RETURN NULL;
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM slot s WHERE s.booking_id = wanted
      AND s.state IN ('held', 'pending', 'confirmed', 'in_use')) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'booking % and its slot disagree', wanted USING ERRCODE = 'check_violation',
    CONSTRAINT = 'booking_owns_its_slot';
END $$;
