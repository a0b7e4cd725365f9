CREATE TABLE "case_custody" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"file_id" uuid NOT NULL,
	"act" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "case_custody_act" CHECK ("case_custody"."act" in ('received', 'read', 'copied', 'checked'))
);
--> statement-breakpoint
CREATE TABLE "case_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"audience" text DEFAULT 'handlers' NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid,
	"detail" jsonb,
	CONSTRAINT "case_entry_once" UNIQUE("case_id","n"),
	CONSTRAINT "case_entry_kind" CHECK ("case_entry"."kind" in ('complaint', 'acceptance', 'rejection', 'assignment', 'recusal', 'investigation', 'evidence', 'interview', 'extension', 'notice', 'statement', 'hearing_request', 'hearing_schedule', 'hearing_minutes', 'proposal', 'return', 'decision', 'service', 'publication', 'withdrawal', 'review_application', 'objection', 'answer', 'stay', 'rectification', 'repair')),
	CONSTRAINT "case_entry_audience" CHECK ("case_entry"."audience" in ('handlers', 'subject', 'complainant', 'both'))
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT 'handlers' NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_file_audience" CHECK ("case_file"."audience" in ('handlers', 'subject', 'complainant', 'both'))
);
--> statement-breakpoint
CREATE TABLE "case_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"facts" text NOT NULL,
	"class" text NOT NULL,
	"rule_book_id" uuid NOT NULL,
	"offence_code" text NOT NULL,
	"served_at" timestamp (3) with time zone NOT NULL,
	"served_how" text NOT NULL,
	"statement_due_at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	CONSTRAINT "case_notice_once" UNIQUE("case_id","n"),
	CONSTRAINT "case_notice_class" CHECK ("case_notice"."class" in ('minor', 'general', 'serious')),
	CONSTRAINT "case_notice_service" CHECK ("case_notice"."served_how" in ('electronic', 'direct', 'post', 'public_notice')),
	CONSTRAINT "case_notice_window" CHECK ("case_notice"."statement_due_at" > "case_notice"."served_at")
);
--> statement-breakpoint
CREATE TABLE "case_recusal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "case_recusal_once" UNIQUE("case_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "case_responsible" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"name" text NOT NULL,
	"capacity" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decided_measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days" integer,
	CONSTRAINT "decided_measure_once" UNIQUE("decision_id","kind"),
	CONSTRAINT "decided_measure_kind" CHECK ("decided_measure"."kind" in ('reminder', 'talk', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'delisting', 'blacklist'))
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"document_no" text NOT NULL,
	"kind" text NOT NULL,
	"notice_id" uuid,
	"on_id" uuid,
	"rule_book_id" uuid NOT NULL,
	"offence_code" text NOT NULL,
	"class" text,
	"facts" text NOT NULL,
	"reasons" text NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"signer_id" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_documentNo_unique" UNIQUE("document_no"),
	CONSTRAINT "decision_once" UNIQUE("case_id","n"),
	CONSTRAINT "decision_kind" CHECK ("decision"."kind" in ('sanction', 'no_sanction', 'upheld', 'changed', 'revoked')),
	CONSTRAINT "decision_class" CHECK ("decision"."class" in ('minor', 'general', 'serious')),
	CONSTRAINT "decision_hash" CHECK ("decision"."sha256" = encode(sha256(convert_to("decision"."text", 'UTF8')), 'hex')),
	CONSTRAINT "decision_sanction_on_notice" CHECK ("decision"."kind" <> 'sanction' or "decision"."notice_id" is not null),
	CONSTRAINT "decision_on" CHECK (("decision"."kind" in ('upheld', 'changed', 'revoked')) = ("decision"."on_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "decision_service" (
	"decision_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"how" text NOT NULL,
	"by_id" uuid,
	CONSTRAINT "decision_service_how" CHECK ("decision_service"."how" in ('electronic', 'direct', 'post', 'public_notice'))
);
--> statement-breakpoint
CREATE TABLE "misconduct_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_no" text NOT NULL,
	"origin" text NOT NULL,
	"clue_kind" text,
	"cause_type" text,
	"cause_id" uuid,
	"subject_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"complainant_id" uuid,
	"complainant_organization_id" uuid,
	"complainant_name" text DEFAULT '' NOT NULL,
	"complainant_contact" text DEFAULT '' NOT NULL,
	"title" text NOT NULL,
	"account" text NOT NULL,
	"offence_code" text NOT NULL,
	"rule_book_id" uuid NOT NULL,
	"act_from" date NOT NULL,
	"act_until" date NOT NULL,
	"confidential" boolean DEFAULT false NOT NULL,
	"officer_id" uuid,
	"chair_id" uuid,
	"decider_id" uuid,
	"reviewer_id" uuid,
	"accepted_at" timestamp (3) with time zone,
	"decide_by" timestamp (3) with time zone,
	"statement_due_at" timestamp (3) with time zone,
	"hearing_request_due_at" timestamp (3) with time zone,
	"hearing_requested_at" timestamp (3) with time zone,
	"hearing_at" timestamp (3) with time zone,
	"hearing_place" text DEFAULT '' NOT NULL,
	"heard_at" timestamp (3) with time zone,
	"state" text DEFAULT 'received' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "misconduct_case_caseNo_unique" UNIQUE("case_no"),
	CONSTRAINT "misconduct_case_clue_once" UNIQUE("clue_kind","cause_type","cause_id"),
	CONSTRAINT "misconduct_case_state" CHECK ("misconduct_case"."state" in ('received', 'rejected', 'investigating', 'notified', 'hearing_requested', 'hearing_scheduled', 'heard', 'proposed', 'unfounded', 'decided', 'served', 'under_review', 'final', 'revoked')),
	CONSTRAINT "misconduct_case_origin" CHECK ("misconduct_case"."origin" in ('complaint', 'clue', 'referral')),
	CONSTRAINT "misconduct_case_clue" CHECK ("misconduct_case"."clue_kind" in ('repeated_no_show', 'breached_milestone', 'false_import', 'price_above_cost', 'ungranted_patent', 'missed_rectification', 'repeated_card', 'voucher_abuse')),
	CONSTRAINT "misconduct_case_region" CHECK ("misconduct_case"."region_code" ~ '^[0-9]{6}$'),
	CONSTRAINT "misconduct_case_act" CHECK ("misconduct_case"."act_from" <= "misconduct_case"."act_until"),
	CONSTRAINT "misconduct_case_clue_kind" CHECK (("misconduct_case"."origin" = 'clue') = ("misconduct_case"."clue_kind" is not null)),
	CONSTRAINT "misconduct_case_officer_decider" CHECK ("misconduct_case"."officer_id" <> "misconduct_case"."decider_id"),
	CONSTRAINT "misconduct_case_officer_reviewer" CHECK ("misconduct_case"."officer_id" <> "misconduct_case"."reviewer_id"),
	CONSTRAINT "misconduct_case_decider_reviewer" CHECK ("misconduct_case"."decider_id" <> "misconduct_case"."reviewer_id"),
	CONSTRAINT "misconduct_case_officer_chair" CHECK ("misconduct_case"."officer_id" <> "misconduct_case"."chair_id"),
	CONSTRAINT "misconduct_case_chair_reviewer" CHECK ("misconduct_case"."chair_id" <> "misconduct_case"."reviewer_id"),
	CONSTRAINT "misconduct_case_complainant" CHECK ("misconduct_case"."complainant_id" <> all (array_remove(array["misconduct_case"."officer_id", "misconduct_case"."chair_id", "misconduct_case"."decider_id", "misconduct_case"."reviewer_id"], null)))
);
--> statement-breakpoint
CREATE TABLE "objection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"subject_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"about" text NOT NULL,
	"about_id" uuid NOT NULL,
	"case_id" uuid,
	"grounds" text NOT NULL,
	"filed_by_id" uuid NOT NULL,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"complex" boolean DEFAULT false NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by_id" uuid,
	"answered_at" timestamp (3) with time zone,
	"state" text DEFAULT 'filed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "objection_state" CHECK ("objection"."state" in ('filed', 'sustained', 'dismissed', 'withdrawn')),
	CONSTRAINT "objection_about" CHECK ("objection"."about" in ('credit_event', 'decision', 'external_entry')),
	CONSTRAINT "objection_answered_by_another" CHECK ("objection"."filed_by_id" <> "objection"."answered_by_id")
);
--> statement-breakpoint
CREATE TABLE "proposed_measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days" integer,
	CONSTRAINT "proposed_measure_once" UNIQUE("notice_id","kind"),
	CONSTRAINT "proposed_measure_kind" CHECK ("proposed_measure"."kind" in ('reminder', 'talk', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'delisting', 'blacklist'))
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decision_id" uuid NOT NULL,
	"class" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "publication_decisionId_unique" UNIQUE("decision_id"),
	CONSTRAINT "publication_order" CHECK ("publication"."from" < "publication"."until"),
	CONSTRAINT "publication_class" CHECK ("publication"."class" in ('minor', 'general', 'serious'))
);
--> statement-breakpoint
CREATE TABLE "publication_withdrawal" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_id" uuid,
	CONSTRAINT "publication_withdrawal_reason" CHECK ("publication_withdrawal"."reason" in ('revoked', 'changed', 'repaired', 'expired', 'corrected'))
);
--> statement-breakpoint
CREATE TABLE "rectification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"what" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"report" text DEFAULT '' NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by_id" uuid,
	"state" text DEFAULT 'ordered' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "rectification_state" CHECK ("rectification"."state" in ('ordered', 'submitted', 'returned', 'accepted', 'missed'))
);
--> statement-breakpoint
CREATE TABLE "repair" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"case_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"statement" text NOT NULL,
	"promised_by_id" uuid NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by_id" uuid,
	"state" text DEFAULT 'filed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "repair_state" CHECK ("repair"."state" in ('filed', 'granted', 'refused', 'withdrawn')),
	CONSTRAINT "repair_answered_by_another" CHECK ("repair"."promised_by_id" <> "repair"."answered_by_id")
);
--> statement-breakpoint
CREATE TABLE "credit_event_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"by_id" uuid,
	CONSTRAINT "credit_event_change_kind" CHECK ("credit_event_change"."kind" in ('revoke', 'repair', 'correct'))
);
--> statement-breakpoint
CREATE TABLE "external_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"uscc" text,
	"name" text NOT NULL,
	"document_no" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"authority" text DEFAULT '' NOT NULL,
	"listed_on" date,
	"removed_on" date,
	"organization_id" uuid,
	"match" text NOT NULL,
	"matched_by_id" uuid,
	CONSTRAINT "external_entry_match" CHECK ("external_entry"."match" in ('by_code', 'suggested', 'confirmed', 'refused', 'none'))
);
--> statement-breakpoint
CREATE TABLE "external_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"imported_by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_tie" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"related_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "organization_tie_once" UNIQUE("organization_id","related_id","kind"),
	CONSTRAINT "organization_tie_kind" CHECK ("organization_tie"."kind" in ('parent', 'same_controller', 'successor')),
	CONSTRAINT "organization_tie_two" CHECK ("organization_tie"."organization_id" <> "organization_tie"."related_id")
);
--> statement-breakpoint
CREATE TABLE "standing_certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"code" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	CONSTRAINT "standing_certificate_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "standing_query" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"organization_id" uuid NOT NULL,
	"by_id" uuid,
	"by_organization_id" uuid,
	"via" text NOT NULL,
	"extent" text NOT NULL,
	CONSTRAINT "standing_query_extent" CHECK ("standing_query"."extent" in ('public', 'full', 'certificate'))
);
--> statement-breakpoint
CREATE TABLE "measure_rule" (
	"rule_book_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"effects" text[] NOT NULL,
	"running" text NOT NULL,
	"hearing" boolean NOT NULL,
	"repair_after_days" integer,
	"rectify_days" integer,
	"decided_by" integer NOT NULL,
	CONSTRAINT "measure_rule_rule_book_id_kind_pk" PRIMARY KEY("rule_book_id","kind"),
	CONSTRAINT "measure_rule_kind" CHECK ("measure_rule"."kind" in ('reminder', 'talk', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'delisting', 'blacklist')),
	CONSTRAINT "measure_rule_effects" CHECK ("measure_rule"."effects" <@ array['recorded', 'no_booking', 'no_listing', 'no_proposing', 'hidden', 'no_subsidy']::text[]),
	CONSTRAINT "measure_rule_running" CHECK ("measure_rule"."running" in ('go_on', 'future_stopped', 'all_stopped')),
	CONSTRAINT "measure_rule_level" CHECK ("measure_rule"."decided_by" in (2, 4, 6))
);
--> statement-breakpoint
CREATE TABLE "offence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_book_id" uuid NOT NULL,
	"code" text NOT NULL,
	"category" text NOT NULL,
	"gravest" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"description_zh" text NOT NULL,
	"description_en" text NOT NULL,
	"basis_zh" text NOT NULL,
	"basis_en" text NOT NULL,
	CONSTRAINT "offence_once" UNIQUE("rule_book_id","code"),
	CONSTRAINT "offence_category" CHECK ("offence"."category" in ('research_integrity', 'market_conduct', 'platform_use')),
	CONSTRAINT "offence_gravest" CHECK ("offence"."gravest" in ('minor', 'general', 'serious'))
);
--> statement-breakpoint
CREATE TABLE "offence_measure" (
	"rule_book_id" uuid NOT NULL,
	"offence_code" text NOT NULL,
	"kind" text NOT NULL,
	"min_days" integer,
	"max_days" integer,
	CONSTRAINT "offence_measure_rule_book_id_offence_code_kind_pk" PRIMARY KEY("rule_book_id","offence_code","kind"),
	CONSTRAINT "offence_measure_kind" CHECK ("offence_measure"."kind" in ('reminder', 'talk', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'delisting', 'blacklist')),
	CONSTRAINT "offence_measure_term" CHECK (("offence_measure"."min_days" is null) = ("offence_measure"."max_days" is null)),
	CONSTRAINT "offence_measure_order" CHECK (0 < "offence_measure"."min_days" and "offence_measure"."min_days" <= "offence_measure"."max_days")
);
--> statement-breakpoint
CREATE TABLE "procedure_limit" (
	"rule_book_id" uuid NOT NULL,
	"code" text NOT NULL,
	"days" integer NOT NULL,
	"working" boolean NOT NULL,
	"basis_zh" text DEFAULT '' NOT NULL,
	"basis_en" text DEFAULT '' NOT NULL,
	CONSTRAINT "procedure_limit_rule_book_id_code_pk" PRIMARY KEY("rule_book_id","code"),
	CONSTRAINT "procedure_limit_code" CHECK ("procedure_limit"."code" in ('acceptance', 'investigation', 'investigation_extension', 'statement', 'hearing_request', 'hearing_notice', 'hearing_minutes', 'decision', 'service', 'publication', 'review_application', 'review', 'objection', 'objection_complex', 'withdrawal', 'rectification_answer', 'repair')),
	CONSTRAINT "procedure_limit_days" CHECK ("procedure_limit"."days" > 0)
);
--> statement-breakpoint
CREATE TABLE "publication_rule" (
	"rule_book_id" uuid NOT NULL,
	"class" text NOT NULL,
	"published" boolean NOT NULL,
	"min_days" integer NOT NULL,
	"max_days" integer NOT NULL,
	"record_days" integer NOT NULL,
	CONSTRAINT "publication_rule_rule_book_id_class_pk" PRIMARY KEY("rule_book_id","class"),
	CONSTRAINT "publication_rule_class" CHECK ("publication_rule"."class" in ('minor', 'general', 'serious')),
	CONSTRAINT "publication_rule_order" CHECK (0 <= "publication_rule"."min_days" and "publication_rule"."min_days" <= "publication_rule"."max_days")
);
--> statement-breakpoint
CREATE TABLE "rule_book" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer NOT NULL,
	"published_at" timestamp (3) with time zone,
	"effective_at" timestamp (3) with time zone,
	"note_zh" text DEFAULT '' NOT NULL,
	"note_en" text DEFAULT '' NOT NULL,
	CONSTRAINT "rule_book_version_unique" UNIQUE("version"),
	CONSTRAINT "rule_book_dated" CHECK (("rule_book"."published_at" is null) = ("rule_book"."effective_at" is null)),
	CONSTRAINT "rule_book_beforehand" CHECK ("rule_book"."effective_at" >= "rule_book"."published_at")
);
--> statement-breakpoint
ALTER TABLE "measure" DROP CONSTRAINT "measure_kind";--> statement-breakpoint
ALTER TABLE "measure_change" DROP CONSTRAINT "measure_change_kind";--> statement-breakpoint
ALTER TABLE "credit_event" ADD COLUMN "class" text;--> statement-breakpoint
ALTER TABLE "credit_event" ADD COLUMN "rule_book_id" uuid;--> statement-breakpoint
ALTER TABLE "measure" ADD COLUMN "decision_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "measure" ADD COLUMN "decided_measure_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_change" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "measure_change" ADD COLUMN "by_id" uuid;--> statement-breakpoint
ALTER TABLE "case_custody" ADD CONSTRAINT "case_custody_file_id_case_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."case_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_custody" ADD CONSTRAINT "case_custody_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_entry_id_case_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_sha256_file_content_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."file_content"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notice" ADD CONSTRAINT "case_notice_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notice" ADD CONSTRAINT "case_notice_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notice" ADD CONSTRAINT "case_notice_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_recusal" ADD CONSTRAINT "case_recusal_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_recusal" ADD CONSTRAINT "case_recusal_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_responsible" ADD CONSTRAINT "case_responsible_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decided_measure" ADD CONSTRAINT "decided_measure_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_notice_id_case_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."case_notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_on_id_decision_id_fk" FOREIGN KEY ("on_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_signer_id_app_user_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_service" ADD CONSTRAINT "decision_service_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_service" ADD CONSTRAINT "decision_service_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_complainant_id_app_user_id_fk" FOREIGN KEY ("complainant_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_complainant_organization_id_organization_id_fk" FOREIGN KEY ("complainant_organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_officer_id_app_user_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_chair_id_app_user_id_fk" FOREIGN KEY ("chair_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_decider_id_app_user_id_fk" FOREIGN KEY ("decider_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "misconduct_case" ADD CONSTRAINT "misconduct_case_reviewer_id_app_user_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_filed_by_id_app_user_id_fk" FOREIGN KEY ("filed_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_answered_by_id_app_user_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_measure" ADD CONSTRAINT "proposed_measure_notice_id_case_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."case_notice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_withdrawal" ADD CONSTRAINT "publication_withdrawal_publication_id_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_withdrawal" ADD CONSTRAINT "publication_withdrawal_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_answered_by_id_app_user_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_case_id_misconduct_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."misconduct_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_promised_by_id_app_user_id_fk" FOREIGN KEY ("promised_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_answered_by_id_app_user_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_event_change" ADD CONSTRAINT "credit_event_change_event_id_credit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."credit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_event_change" ADD CONSTRAINT "credit_event_change_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_list_id_external_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."external_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_entry" ADD CONSTRAINT "external_entry_matched_by_id_app_user_id_fk" FOREIGN KEY ("matched_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_list" ADD CONSTRAINT "external_list_imported_by_id_app_user_id_fk" FOREIGN KEY ("imported_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_tie" ADD CONSTRAINT "organization_tie_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_tie" ADD CONSTRAINT "organization_tie_related_id_organization_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_certificate" ADD CONSTRAINT "standing_certificate_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_query" ADD CONSTRAINT "standing_query_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_rule" ADD CONSTRAINT "measure_rule_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offence" ADD CONSTRAINT "offence_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offence_measure" ADD CONSTRAINT "offence_measure_rule_book_id_offence_code_offence_rule_book_id_code_fk" FOREIGN KEY ("rule_book_id","offence_code") REFERENCES "public"."offence"("rule_book_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_limit" ADD CONSTRAINT "procedure_limit_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_rule" ADD CONSTRAINT "publication_rule_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_custody_file_id_at_index" ON "case_custody" USING btree ("file_id","at");--> statement-breakpoint
CREATE INDEX "case_file_case_id_index" ON "case_file" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_responsible_case_id_index" ON "case_responsible" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "decision_case_id_index" ON "decision" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "misconduct_case_region_code_state_deadline_index" ON "misconduct_case" USING btree ("region_code","state","deadline");--> statement-breakpoint
CREATE INDEX "misconduct_case_subject_id_created_at_index" ON "misconduct_case" USING btree ("subject_id","created_at");--> statement-breakpoint
CREATE INDEX "misconduct_case_officer_id_state_index" ON "misconduct_case" USING btree ("officer_id","state");--> statement-breakpoint
CREATE INDEX "misconduct_case_complainant_id_index" ON "misconduct_case" USING btree ("complainant_id");--> statement-breakpoint
CREATE INDEX "objection_about_about_id_index" ON "objection" USING btree ("about","about_id");--> statement-breakpoint
CREATE INDEX "objection_region_code_state_deadline_index" ON "objection" USING btree ("region_code","state","deadline");--> statement-breakpoint
CREATE INDEX "objection_subject_id_index" ON "objection" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "publication_from_id_index" ON "publication" USING btree ("from","id");--> statement-breakpoint
CREATE INDEX "rectification_case_id_index" ON "rectification" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "rectification_region_code_state_deadline_index" ON "rectification" USING btree ("region_code","state","deadline");--> statement-breakpoint
CREATE INDEX "repair_decision_id_index" ON "repair" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "repair_region_code_state_deadline_index" ON "repair" USING btree ("region_code","state","deadline");--> statement-breakpoint
CREATE INDEX "credit_event_change_event_id_from_index" ON "credit_event_change" USING btree ("event_id","from");--> statement-breakpoint
CREATE INDEX "external_entry_list_id_id_index" ON "external_entry" USING btree ("list_id","id");--> statement-breakpoint
CREATE INDEX "external_entry_organization_id_index" ON "external_entry" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "organization_tie_related_id_index" ON "organization_tie" USING btree ("related_id");--> statement-breakpoint
CREATE INDEX "standing_query_organization_id_at_index" ON "standing_query" USING btree ("organization_id","at");--> statement-breakpoint
ALTER TABLE "credit_event" ADD CONSTRAINT "credit_event_rule_book_id_rule_book_id_fk" FOREIGN KEY ("rule_book_id") REFERENCES "public"."rule_book"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_decided_measure_id_decided_measure_id_fk" FOREIGN KEY ("decided_measure_id") REFERENCES "public"."decided_measure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_change" ADD CONSTRAINT "measure_change_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure_change" ADD CONSTRAINT "measure_change_by_id_app_user_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_decidedMeasureId_unique" UNIQUE("decided_measure_id");--> statement-breakpoint
ALTER TABLE "credit_event" ADD CONSTRAINT "credit_event_class" CHECK ("credit_event"."class" in ('minor', 'general', 'serious'));--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_kind" CHECK ("measure"."kind" in ('reminder', 'talk', 'yellow_card', 'booking_restriction', 'listing_restriction', 'proposal_restriction', 'suspension', 'delisting', 'blacklist'));--> statement-breakpoint
ALTER TABLE "measure_change" ADD CONSTRAINT "measure_change_kind" CHECK ("measure_change"."kind" in ('stay', 'resume', 'lift', 'repair', 'revoke'));