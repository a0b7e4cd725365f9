CREATE TABLE "bank_payout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text NOT NULL,
	"arrives_at" timestamp (3) with time zone NOT NULL,
	"failure" text DEFAULT '' NOT NULL,
	CONSTRAINT "bank_payout_once" UNIQUE("external_id"),
	CONSTRAINT "bank_payout_state" CHECK ("bank_payout"."state" in ('pending', 'paid', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "payout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"external_id" text,
	"failure" text DEFAULT '' NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"requested_by" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "payout_once" UNIQUE("external_id"),
	CONSTRAINT "payout_state" CHECK ("payout"."state" in ('waiting', 'sent', 'failed', 'cancelled')),
	CONSTRAINT "payout_amount" CHECK ("payout"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "stripe_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"account_id" text,
	"ready" boolean DEFAULT false NOT NULL,
	"submitted" boolean DEFAULT false NOT NULL,
	"missing" text[] DEFAULT '{}'::text[] NOT NULL,
	"checked_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_account_owner" UNIQUE("organization_id"),
	CONSTRAINT "stripe_account_once" UNIQUE("account_id")
);
--> statement-breakpoint
CREATE TABLE "stripe_balance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"line_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"amount" bigint NOT NULL,
	"fee" bigint NOT NULL,
	"net" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text,
	CONSTRAINT "stripe_balance_once" UNIQUE("line_id"),
	CONSTRAINT "stripe_balance_net" CHECK ("stripe_balance"."net" = "stripe_balance"."amount" - "stripe_balance"."fee")
);
--> statement-breakpoint
CREATE TABLE "stripe_checkout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"charge_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'opening' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"session_id" text,
	"url" text,
	"locale" text NOT NULL,
	"payment_intent" text,
	"stripe_charge" text,
	"failure" text DEFAULT '' NOT NULL,
	"opened_by" uuid,
	CONSTRAINT "stripe_checkout_session" UNIQUE("session_id"),
	CONSTRAINT "stripe_checkout_intent" UNIQUE("payment_intent"),
	CONSTRAINT "stripe_checkout_charge" UNIQUE("stripe_charge"),
	CONSTRAINT "stripe_checkout_state" CHECK ("stripe_checkout"."state" in ('opening', 'open', 'paying', 'paid', 'ended', 'refused')),
	CONSTRAINT "stripe_checkout_amount" CHECK ("stripe_checkout"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "stripe_dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"dispute_id" text NOT NULL,
	"refund_id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"evidence_by" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_dispute_once" UNIQUE("dispute_id"),
	CONSTRAINT "stripe_dispute_refund" UNIQUE("refund_id"),
	CONSTRAINT "stripe_dispute_state" CHECK ("stripe_dispute"."state" in ('open', 'won', 'lost'))
);
--> statement-breakpoint
CREATE TABLE "stripe_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"account" text,
	"live" boolean NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"fetched" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp (3) with time zone,
	CONSTRAINT "stripe_event_once" UNIQUE("event_id"),
	CONSTRAINT "stripe_event_state" CHECK ("stripe_event"."state" in ('received', 'done', 'ignored', 'failed')),
	CONSTRAINT "stripe_event_id" CHECK ("stripe_event"."event_id" ~ '^evt_')
);
--> statement-breakpoint
ALTER TABLE "bank_payout" ADD CONSTRAINT "bank_payout_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout" ADD CONSTRAINT "payout_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_account" ADD CONSTRAINT "stripe_account_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_checkout" ADD CONSTRAINT "stripe_checkout_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_checkout" ADD CONSTRAINT "stripe_checkout_opened_by_app_user_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD CONSTRAINT "stripe_dispute_refund_id_refund_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_dispute" ADD CONSTRAINT "stripe_dispute_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_payout_organization_id_created_at_index" ON "bank_payout" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "payout_organization_id_created_at_id_index" ON "payout" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_one_at_a_time" ON "payout" USING btree ("organization_id") WHERE state in ('waiting', 'failed');--> statement-breakpoint
CREATE INDEX "stripe_balance_at_id_index" ON "stripe_balance" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_checkout_live" ON "stripe_checkout" USING btree ("charge_id") WHERE state in ('opening', 'open');--> statement-breakpoint
CREATE INDEX "stripe_checkout_charge_id_created_at_index" ON "stripe_checkout" USING btree ("charge_id","created_at");--> statement-breakpoint
CREATE INDEX "stripe_checkout_ending" ON "stripe_checkout" USING btree ("expires_at") WHERE state in ('opening', 'open');--> statement-breakpoint
CREATE INDEX "stripe_dispute_charge_id_index" ON "stripe_dispute" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "stripe_event_received_at_id_index" ON "stripe_event" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "stripe_event_waiting" ON "stripe_event" USING btree ("received_at") WHERE state in ('received', 'failed');