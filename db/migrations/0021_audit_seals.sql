CREATE TABLE "audit_digest" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"form" smallint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"seal" integer NOT NULL,
	CONSTRAINT "audit_digest_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"number" integer PRIMARY KEY NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"from_seq" bigint,
	"to_seq" bigint,
	"count" integer NOT NULL,
	"root" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seal_previous_unique" UNIQUE("previous"),
	CONSTRAINT "audit_seal_not_empty" CHECK ("audit_seal"."number" > 0 and "audit_seal"."count" > 0)
);
--> statement-breakpoint
CREATE TABLE "audit_verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone NOT NULL,
	"scope" text NOT NULL,
	"through" integer NOT NULL,
	"head" text NOT NULL,
	"checked" integer NOT NULL,
	"faults" integer NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "view_log" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"organization_id" uuid,
	"via" text NOT NULL,
	"request_id" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_roles";--> statement-breakpoint
ALTER TABLE "membership" DROP CONSTRAINT "membership_roles";--> statement-breakpoint
ALTER TABLE "audit_digest" ADD CONSTRAINT "audit_digest_seal_audit_seal_number_fk" FOREIGN KEY ("seal") REFERENCES "public"."audit_seal"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_digest_seal_index" ON "audit_digest" USING btree ("seal");--> statement-breakpoint
CREATE INDEX "audit_verification_started_at_index" ON "audit_verification" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "view_log_entity_entity_id_seq_index" ON "view_log" USING btree ("entity","entity_id","seq");--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_roles" CHECK ("invitation"."roles" <@ array['owner', 'member', 'facility_manager', 'technology_transfer', 'officer', 'adjudicator', 'auditor', 'operator']::text[]);--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_auditor_alone" CHECK (not 'auditor' = any("membership"."roles") or cardinality("membership"."roles") = 1);--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_roles" CHECK ("membership"."roles" <@ array['owner', 'member', 'facility_manager', 'technology_transfer', 'officer', 'adjudicator', 'auditor', 'operator']::text[]);