CREATE TABLE "booking" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"policy_version" integer NOT NULL,
	"terms_version" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"way" text NOT NULL,
	"purpose" text NOT NULL,
	"project" text DEFAULT '' NOT NULL,
	"user_class" text NOT NULL,
	"price" bigint,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"checked_in_at" timestamp (3) with time zone,
	"checked_out_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "booking_state" CHECK ("booking"."state" in ('held', 'pending', 'confirmed', 'in_use', 'completed', 'rejected', 'cancelled', 'expired', 'no_show')),
	CONSTRAINT "booking_way" CHECK ("booking"."way" in ('self_use', 'assisted', 'commissioned', 'remote', 'other')),
	CONSTRAINT "booking_user_class" CHECK ("booking"."user_class" in ('internal', 'academic', 'enterprise')),
	CONSTRAINT "booking_order" CHECK ("booking"."ends_at" > "booking"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "booking_policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_by" uuid,
	"instant" boolean DEFAULT false NOT NULL,
	"answer_within_hours" integer DEFAULT 72 NOT NULL,
	"lead_minutes" integer DEFAULT 120 NOT NULL,
	"horizon_days" integer DEFAULT 60 NOT NULL,
	"step_minutes" integer DEFAULT 30 NOT NULL,
	"min_minutes" integer DEFAULT 30 NOT NULL,
	"max_minutes" integer DEFAULT 480 NOT NULL,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 0 NOT NULL,
	"cancel_cutoff_minutes" integer DEFAULT 1440 NOT NULL,
	"late_cancel_percent" smallint DEFAULT 0 NOT NULL,
	"no_show_grace_minutes" integer DEFAULT 30 NOT NULL,
	"no_show_percent" smallint DEFAULT 0 NOT NULL,
	"max_open_per_user" integer,
	"max_open_per_organization" integer,
	"max_minutes_per_organization_week" integer,
	"bookable_by" text[] DEFAULT '{"internal","academic","enterprise"}' NOT NULL,
	"terms_version" integer DEFAULT 1 NOT NULL,
	"terms" text DEFAULT '' NOT NULL,
	CONSTRAINT "booking_policy_version" UNIQUE("facility_id","version"),
	CONSTRAINT "booking_policy_classes" CHECK ("booking_policy"."bookable_by" <@ array['internal', 'academic', 'enterprise']::text[]),
	CONSTRAINT "booking_policy_step" CHECK ("booking_policy"."step_minutes" between 5 and 1440),
	CONSTRAINT "booking_policy_lengths" CHECK (0 < "booking_policy"."min_minutes" and "booking_policy"."min_minutes" <= "booking_policy"."max_minutes"),
	CONSTRAINT "booking_policy_percents" CHECK ("booking_policy"."late_cancel_percent" between 0 and 100 and "booking_policy"."no_show_percent" between 0 and 100),
	CONSTRAINT "booking_policy_buffers" CHECK ("booking_policy"."buffer_before_minutes" >= 0 and "booking_policy"."buffer_after_minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"facility_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"blocked" "tstzrange" NOT NULL,
	"cause" text NOT NULL,
	"state" text NOT NULL,
	"booking_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"held_until" timestamp (3) with time zone,
	CONSTRAINT "slot_cause" CHECK ("slot"."cause" in ('booking', 'closure', 'maintenance')),
	CONSTRAINT "slot_state" CHECK ("slot"."state" in ('held', 'pending', 'confirmed', 'in_use', 'completed', 'rejected', 'cancelled', 'expired', 'no_show', 'closed', 'lifted')),
	CONSTRAINT "slot_not_empty" CHECK (not isempty("slot"."blocked") and not upper_inf("slot"."blocked") and not lower_inf("slot"."blocked")),
	CONSTRAINT "slot_booking_cause" CHECK (("slot"."cause" = 'booking') = ("slot"."booking_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "usage_record" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actual_from" timestamp (3) with time zone NOT NULL,
	"actual_to" timestamp (3) with time zone NOT NULL,
	"way" text NOT NULL,
	"external" boolean NOT NULL,
	"content" text NOT NULL,
	"amount" bigint NOT NULL,
	"evaluation" text,
	"evaluation_text" text DEFAULT '' NOT NULL,
	"evaluated_at" timestamp (3) with time zone,
	CONSTRAINT "usage_evaluation" CHECK ("usage_record"."evaluation" in ('very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied')),
	CONSTRAINT "usage_order" CHECK ("usage_record"."actual_to" > "usage_record"."actual_from")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_type" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"role" text NOT NULL,
	"visibility" text NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"name" text NOT NULL,
	"uploaded_by" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification')),
	CONSTRAINT "attachment_role" CHECK ("attachment"."role" in ('image', 'document', 'proof')),
	CONSTRAINT "attachment_visibility" CHECK ("attachment"."visibility" in ('public', 'organization', 'reviewer'))
);
--> statement-breakpoint
CREATE TABLE "demand" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"problem" text DEFAULT '' NOT NULL,
	"key_technology" text DEFAULT '' NOT NULL,
	"target" text DEFAULT '' NOT NULL,
	"tried" text DEFAULT '' NOT NULL,
	"budget_min" bigint,
	"budget_max" bigint,
	"deadline_on" date,
	"ways" text[] DEFAULT '{}' NOT NULL,
	"industry" text DEFAULT '' NOT NULL,
	"preferred_partner" text DEFAULT '' NOT NULL,
	"confidential_part" text DEFAULT '' NOT NULL,
	CONSTRAINT "demand_ways" CHECK ("demand"."ways" <@ array['commission', 'cooperate', 'buy', 'licence', 'test']::text[]),
	CONSTRAINT "demand_budget_order" CHECK ("demand"."budget_min" <= "demand"."budget_max")
);
--> statement-breakpoint
CREATE TABLE "facility" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"inner_id" text NOT NULL,
	"class_code" text DEFAULT '990000' NOT NULL,
	"carrier" text DEFAULT 'none' NOT NULL,
	"carrier_name" text DEFAULT '' NOT NULL,
	"department" text DEFAULT '' NOT NULL,
	"source" text DEFAULT 'purchased' NOT NULL,
	"instrument_type" text DEFAULT 'general' NOT NULL,
	"run_state" text DEFAULT 'normal' NOT NULL,
	"maker" text DEFAULT '' NOT NULL,
	"model" text DEFAULT '' NOT NULL,
	"nation" text DEFAULT '' NOT NULL,
	"worth" bigint,
	"funding_sources" text[] DEFAULT '{}' NOT NULL,
	"commissioned_on" date,
	"decommissioned_on" date,
	"technical" text DEFAULT '' NOT NULL,
	"functions" text DEFAULT '' NOT NULL,
	"service_content" text DEFAULT '' NOT NULL,
	"requirement" text DEFAULT '' NOT NULL,
	"fee_note" text DEFAULT '' NOT NULL,
	"service_ways" text[] DEFAULT '{"self_use"}' NOT NULL,
	"accreditation" text[] DEFAULT '{}' NOT NULL,
	"year_hours" integer,
	"year_shared_hours" integer,
	"service_url" text DEFAULT '' NOT NULL,
	"customs_supervised" boolean DEFAULT false NOT NULL,
	"customs_declaration_no" text,
	"customs_item_no" text,
	"customs_released_on" date,
	"customs_form_name" text,
	"street" text DEFAULT '' NOT NULL,
	"building" text DEFAULT '' NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"timezone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"contact_name" text DEFAULT '' NOT NULL,
	"contact_phone" text DEFAULT '' NOT NULL,
	"contact_email" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"interchange" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "facility_inner_id" UNIQUE("organization_id","inner_id"),
	CONSTRAINT "facility_carrier" CHECK ("facility"."carrier" in ('none', 'instrument_centre', 'major_facility', 'state_key_laboratory', 'engineering_centre', 'germplasm_bank')),
	CONSTRAINT "facility_source" CHECK ("facility"."source" in ('purchased', 'developed', 'donated', 'other')),
	CONSTRAINT "facility_instrument_type" CHECK ("facility"."instrument_type" in ('general', 'special')),
	CONSTRAINT "facility_run_state" CHECK ("facility"."run_state" in ('normal', 'standby', 'remote', 'occasional_fault', 'frequent_fault', 'awaiting_repair', 'awaiting_scrapping')),
	CONSTRAINT "facility_funding" CHECK ("facility"."funding_sources" <@ array['central_government', 'local_government', 'own', 'other']::text[]),
	CONSTRAINT "facility_service_ways" CHECK ("facility"."service_ways" <@ array['self_use', 'assisted', 'commissioned', 'remote', 'other']::text[]),
	CONSTRAINT "facility_class_form" CHECK ("facility"."class_code" ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "facility_unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"facility_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "facility_unit_number" UNIQUE("facility_id","number")
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"created_by" uuid,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"encoding" text,
	"headers" text[] DEFAULT '{}' NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'preview' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"processed" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "import_batch_state" CHECK ("import_batch"."state" in ('mapping', 'preview', 'queued', 'running', 'done', 'failed', 'undone')),
	CONSTRAINT "import_batch_format" CHECK ("import_batch"."format" in ('uniquip', 'nrii', 'kexiang'))
);
--> statement-breakpoint
CREATE TABLE "import_mapping" (
	"organization_id" uuid NOT NULL,
	"format" text NOT NULL,
	"header_hash" text NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "import_mapping_organization_id_format_header_hash_pk" PRIMARY KEY("organization_id","format","header_hash")
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"batch_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"issues" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"listing_id" uuid,
	"before" jsonb,
	CONSTRAINT "import_row_batch_id_row_pk" PRIMARY KEY("batch_id","row"),
	CONSTRAINT "import_row_outcome" CHECK ("import_row"."outcome" in ('ready', 'warning', 'error', 'created', 'updated', 'unchanged'))
);
--> statement-breakpoint
CREATE TABLE "listing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"created_by" uuid,
	"title_zh" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"summary_zh" text DEFAULT '' NOT NULL,
	"summary_en" text DEFAULT '' NOT NULL,
	"region_code" text NOT NULL,
	"field_codes" text[] DEFAULT '{}' NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stale_after" timestamp (3) with time zone,
	"import_batch_id" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "listing_kind" CHECK ("listing"."kind" in ('facility', 'technology', 'service', 'demand')),
	CONSTRAINT "listing_state" CHECK ("listing"."state" in ('draft', 'submitted', 'returned', 'public_notice', 'published', 'suspended', 'withdrawn')),
	CONSTRAINT "listing_region_form" CHECK ("listing"."region_code" ~ '^[0-9]{6}$'),
	CONSTRAINT "listing_fields_four" CHECK (cardinality("listing"."field_codes") <= 4)
);
--> statement-breakpoint
CREATE TABLE "listing_version" (
	"listing_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "listing_version_listing_id_n_pk" PRIMARY KEY("listing_id","n")
);
--> statement-breakpoint
CREATE TABLE "notice_objection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"listing_id" uuid NOT NULL,
	"name" text NOT NULL,
	"contact" text NOT NULL,
	"text" text NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "opening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"facility_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"from_minute" smallint NOT NULL,
	"to_minute" smallint NOT NULL,
	CONSTRAINT "opening_weekday" CHECK ("opening"."weekday" between 1 and 7),
	CONSTRAINT "opening_order" CHECK (0 <= "opening"."from_minute" and "opening"."from_minute" < "opening"."to_minute" and "opening"."to_minute" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "price" (
	"id" uuid PRIMARY KEY NOT NULL,
	"listing_id" uuid NOT NULL,
	"item" text NOT NULL,
	"unit" text NOT NULL,
	"user_class" text NOT NULL,
	"amount" bigint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"cost_breakdown" jsonb,
	"approval_document" text DEFAULT '' NOT NULL,
	CONSTRAINT "price_unit" CHECK ("price"."unit" in ('hour', 'sample', 'day', 'batch', 'item')),
	CONSTRAINT "price_user_class" CHECK ("price"."user_class" in ('internal', 'academic', 'enterprise')),
	CONSTRAINT "price_not_negative" CHECK ("price"."amount" >= 0),
	CONSTRAINT "price_valid_order" CHECK ("price"."valid_from" < "price"."valid_to")
);
--> statement-breakpoint
CREATE TABLE "review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"listing_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reasons" text DEFAULT '' NOT NULL,
	"decided_by" uuid
);
--> statement-breakpoint
CREATE TABLE "service" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"category" text NOT NULL,
	"turnaround_days" integer,
	"deliverable" text DEFAULT '' NOT NULL,
	"method" text DEFAULT '' NOT NULL,
	"sample_requirement" text DEFAULT '' NOT NULL,
	"accreditation" text[] DEFAULT '{}' NOT NULL,
	"capacity_per_month" integer,
	CONSTRAINT "service_category" CHECK ("service"."category" in ('testing', 'literature', 'standards', 'data', 'design', 'pilot', 'consulting', 'training', 'other'))
);
--> statement-breakpoint
CREATE TABLE "technology" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"ip_type" text NOT NULL,
	"application_no" text,
	"publication_no" text,
	"zl_marked" boolean DEFAULT false NOT NULL,
	"ipc" text[] DEFAULT '{}' NOT NULL,
	"legal_status" text DEFAULT 'not_applicable' NOT NULL,
	"legal_status_checked_on" date,
	"filed_on" date,
	"granted_on" date,
	"inventors" text DEFAULT '' NOT NULL,
	"trl" smallint,
	"transfer_modes" text[] DEFAULT '{}' NOT NULL,
	"price_form" text DEFAULT 'fixed' NOT NULL,
	"asking_price" bigint,
	"problem_solved" text DEFAULT '' NOT NULL,
	"advantage" text DEFAULT '' NOT NULL,
	"proof" text DEFAULT '' NOT NULL,
	"applications" text DEFAULT '' NOT NULL,
	"wanted" text DEFAULT '' NOT NULL,
	"insider_deal" boolean DEFAULT false NOT NULL,
	"notice_until" timestamp (3) with time zone,
	CONSTRAINT "technology_applicationNo_unique" UNIQUE("application_no"),
	CONSTRAINT "technology_ip_type" CHECK ("technology"."ip_type" in ('invention', 'utility_model', 'design', 'software', 'plant_variety', 'ic_layout', 'know_how')),
	CONSTRAINT "technology_legal_status" CHECK ("technology"."legal_status" in ('published', 'examination', 'granted', 'rejected', 'withdrawn', 'abandoned', 'fee_lapsed', 'terminated', 'expired', 'restored', 'partly_invalid', 'invalid', 'not_applicable')),
	CONSTRAINT "technology_price_form" CHECK ("technology"."price_form" in ('fixed', 'listed', 'bidding', 'agreement', 'royalty', 'equity')),
	CONSTRAINT "technology_modes" CHECK ("technology"."transfer_modes" <@ array['assignment', 'exclusive_licence', 'sole_licence', 'ordinary_licence', 'open_licence', 'equity']::text[]),
	CONSTRAINT "technology_trl" CHECK ("technology"."trl" between 1 and 9),
	CONSTRAINT "technology_price" CHECK ("technology"."asking_price" >= 0),
	CONSTRAINT "technology_zl_granted" CHECK (not "technology"."zl_marked" or "technology"."legal_status" in ('granted', 'restored', 'partly_invalid', 'fee_lapsed', 'expired', 'terminated'))
);
--> statement-breakpoint
CREATE TABLE "credit_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"record" text NOT NULL,
	"code" text NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"cause_type" text NOT NULL,
	"cause_id" uuid NOT NULL,
	CONSTRAINT "credit_event_record" CHECK ("credit_event"."record" in ('usage', 'integrity')),
	CONSTRAINT "credit_event_order" CHECK ("credit_event"."from" < "credit_event"."until")
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"membership_id" uuid,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'zh-CN' NOT NULL,
	"password_hash" text NOT NULL,
	"email_verified_at" timestamp (3) with time zone,
	"totp_secret" text,
	"totp_last_step" integer,
	"disabled_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "app_user_email_unique" UNIQUE("email"),
	CONSTRAINT "app_user_email_lower" CHECK ("app_user"."email" = lower("app_user"."email"))
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"secret_hash" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"roles" text[] NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_roles" CHECK ("invitation"."roles" <@ array['owner', 'member', 'facility_manager', 'technology_transfer', 'officer', 'adjudicator', 'operator']::text[])
);
--> statement-breakpoint
CREATE TABLE "jurisdiction" (
	"organization_id" uuid NOT NULL,
	"region_prefix" text NOT NULL,
	CONSTRAINT "jurisdiction_organization_id_region_prefix_pk" PRIMARY KEY("organization_id","region_prefix"),
	CONSTRAINT "jurisdiction_prefix" CHECK ("jurisdiction"."region_prefix" ~ '^([0-9]{2}){1,3}$')
);
--> statement-breakpoint
CREATE TABLE "mail_token" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"purpose" text NOT NULL,
	"secret_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "membership_roles" CHECK ("membership"."roles" <@ array['owner', 'member', 'facility_manager', 'technology_transfer', 'officer', 'adjudicator', 'operator']::text[]),
	CONSTRAINT "membership_has_role" CHECK (cardinality("membership"."roles") > 0)
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"uscc" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"region_code" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"introduction" text DEFAULT '' NOT NULL,
	"sme_size" text,
	"ror" text,
	"contact_email" text DEFAULT '' NOT NULL,
	"contact_phone" text DEFAULT '' NOT NULL,
	"parent_id" uuid,
	"public_institution" boolean DEFAULT false NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"reverify_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "organization_uscc_unique" UNIQUE("uscc"),
	CONSTRAINT "organization_uscc_form" CHECK ("organization"."uscc" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT "organization_region_form" CHECK ("organization"."region_code" ~ '^[0-9]{6}$'),
	CONSTRAINT "organization_kind" CHECK ("organization"."kind" in ('enterprise', 'university', 'institute', 'public_service', 'social_organization', 'government', 'other')),
	CONSTRAINT "organization_sme_size" CHECK ("organization"."sme_size" in ('micro', 'small', 'medium', 'large'))
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rate_limit_key" UNIQUE("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"secret_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"membership_id" uuid,
	"last_verified_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"authenticated_at" timestamp (3) with time zone NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"ip" "inet"
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reasons" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'submitted' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "verification_state" CHECK ("verification"."state" in ('submitted', 'verified', 'returned'))
);
--> statement-breakpoint
CREATE TABLE "search_doc" (
	"idx" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"region" text,
	"region_city" text,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"org" text,
	"funding" text[] DEFAULT '{}' NOT NULL,
	"trl" smallint,
	"ipc" text[] DEFAULT '{}' NOT NULL,
	"price" double precision,
	"created_at" bigint NOT NULL,
	"boost" real DEFAULT 0 NOT NULL,
	"visible" boolean DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	"tok_version" smallint NOT NULL,
	"tsv" "tsvector" NOT NULL,
	CONSTRAINT "search_doc_idx_id_pk" PRIMARY KEY("idx","id")
);
--> statement-breakpoint
CREATE TABLE "search_synonym" (
	"group_no" integer NOT NULL,
	"term" text NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "search_synonym_group_no_term_pk" PRIMARY KEY("group_no","term")
);
--> statement-breakpoint
CREATE TABLE "search_term" (
	"term" text PRIMARY KEY NOT NULL,
	"df" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"organization_id" uuid,
	"via" text NOT NULL,
	"request_id" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"transition" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"reason" text DEFAULT '' NOT NULL,
	"detail" jsonb
);
--> statement-breakpoint
CREATE TABLE "field" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_content" (
	"sha256" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holiday" (
	"day" date PRIMARY KEY NOT NULL,
	"working" boolean NOT NULL,
	"name" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	CONSTRAINT "idempotency_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"href" text DEFAULT '' NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "parameter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region_prefix" text DEFAULT '' NOT NULL,
	"valid_from" date NOT NULL,
	"value" bigint NOT NULL,
	"source" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD CONSTRAINT "booking_policy_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking_policy" ADD CONSTRAINT "booking_policy_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_unit_id_facility_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."facility_unit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_record" ADD CONSTRAINT "usage_record_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_uploaded_by_app_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand" ADD CONSTRAINT "demand_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility" ADD CONSTRAINT "facility_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility" ADD CONSTRAINT "facility_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "facility_unit" ADD CONSTRAINT "facility_unit_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_version" ADD CONSTRAINT "listing_version_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_version" ADD CONSTRAINT "listing_version_by_app_user_id_fk" FOREIGN KEY ("by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_objection" ADD CONSTRAINT "notice_objection_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_facility_id_facility_listing_id_fk" FOREIGN KEY ("facility_id") REFERENCES "public"."facility"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price" ADD CONSTRAINT "price_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technology" ADD CONSTRAINT "technology_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_event" ADD CONSTRAINT "credit_event_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_membership_id_membership_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."membership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_app_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdiction" ADD CONSTRAINT "jurisdiction_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_token" ADD CONSTRAINT "mail_token_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_membership_id_membership_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."membership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification" ADD CONSTRAINT "verification_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification" ADD CONSTRAINT "verification_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification" ADD CONSTRAINT "verification_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "booking_organization_id_starts_at_index" ON "booking" USING btree ("organization_id","starts_at");--> statement-breakpoint
CREATE INDEX "booking_provider_id_starts_at_index" ON "booking" USING btree ("provider_id","starts_at");--> statement-breakpoint
CREATE INDEX "booking_user_id_starts_at_index" ON "booking" USING btree ("user_id","starts_at");--> statement-breakpoint
CREATE INDEX "booking_facility_id_starts_at_index" ON "booking" USING btree ("facility_id","starts_at");--> statement-breakpoint
CREATE INDEX "booking_due" ON "booking" USING btree ("deadline") WHERE deadline is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_booking" ON "slot" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "attachment_owner_type_owner_id_index" ON "attachment" USING btree ("owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "import_batch_organization_id_created_at_index" ON "import_batch" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_organization_id_state_index" ON "listing" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "listing_state_region_code_index" ON "listing" USING btree ("state","region_code");--> statement-breakpoint
CREATE INDEX "listing_import_batch_id_index" ON "listing" USING btree ("import_batch_id");--> statement-breakpoint
CREATE INDEX "opening_facility_id_index" ON "opening" USING btree ("facility_id");--> statement-breakpoint
CREATE INDEX "price_listing_id_index" ON "price" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "review_listing_id_index" ON "review" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "credit_event_organization_id_from_index" ON "credit_event" USING btree ("organization_id","from");--> statement-breakpoint
CREATE INDEX "api_token_user_id_index" ON "api_token" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitation_organization_id_index" ON "invitation" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_active" ON "membership" USING btree ("user_id","organization_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "membership_organization_id_index" ON "membership" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "organization_region_code_index" ON "organization" USING btree ("region_code");--> statement-breakpoint
CREATE INDEX "session_user_id_index" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "verification_one_open" ON "verification" USING btree ("organization_id") WHERE state = 'submitted';--> statement-breakpoint
CREATE INDEX "search_doc_idx_created_at_index" ON "search_doc" USING btree ("idx","created_at");--> statement-breakpoint
CREATE INDEX "search_doc_idx_price_index" ON "search_doc" USING btree ("idx","price");--> statement-breakpoint
CREATE INDEX "search_doc_tsv" ON "search_doc" USING gin ("tsv") WITH (fastupdate=false);--> statement-breakpoint
CREATE UNIQUE INDEX "search_synonym_term" ON "search_synonym" USING btree ("term","group_no");--> statement-breakpoint
CREATE INDEX "search_term_trgm" ON "search_term" USING gin ("term" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_entry_entity_entity_id_seq_index" ON "audit_entry" USING btree ("entity","entity_id","seq");--> statement-breakpoint
CREATE INDEX "audit_entry_organization_id_seq_index" ON "audit_entry" USING btree ("organization_id","seq");--> statement-breakpoint
CREATE INDEX "mail_to_created_at_index" ON "mail" USING btree ("to","created_at");--> statement-breakpoint
CREATE INDEX "notice_user_id_created_at_index" ON "notice" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "parameter_once" ON "parameter" USING btree ("name","region_prefix","valid_from");