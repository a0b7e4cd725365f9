CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	"purpose" text NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	CONSTRAINT "account_once" UNIQUE NULLS NOT DISTINCT("organization_id","purpose","currency"),
	CONSTRAINT "account_purpose" CHECK ("account"."purpose" in ('payable', 'receivable', 'bank', 'card', 'balance', 'held', 'refund_due', 'voucher', 'voucher_claim', 'budget', 'subsidy', 'fee')),
	CONSTRAINT "account_currency" CHECK ("account"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "charge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reference" text NOT NULL,
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"cause_type" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"amount" bigint NOT NULL,
	"paid" bigint DEFAULT 0 NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"held" boolean DEFAULT false NOT NULL,
	"hold_until" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "charge_reference" UNIQUE("reference"),
	CONSTRAINT "charge_state" CHECK ("charge"."state" in ('open', 'partly_paid', 'paid', 'partly_refunded', 'refunded', 'cancelled', 'expired')),
	CONSTRAINT "charge_sides" CHECK ("charge"."payer_id" <> "charge"."payee_id"),
	CONSTRAINT "charge_cause" CHECK ("charge"."cause_type" ~ '^[a-z_]{1,40}$' and "charge"."purpose" ~ '^[a-z_]{1,40}$'),
	CONSTRAINT "charge_amounts" CHECK (0 <= "charge"."refunded" and "charge"."refunded" <= "charge"."paid" and "charge"."paid" <= "charge"."amount")
);
--> statement-breakpoint
CREATE TABLE "charge_line" (
	"charge_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"reason" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "charge_line_charge_id_n_pk" PRIMARY KEY("charge_id","n"),
	CONSTRAINT "charge_line_reason" CHECK ("charge_line"."reason" ~ '^[a-z_]{1,40}$')
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"account_id" uuid NOT NULL,
	"n" bigint NOT NULL,
	"posting_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"amount" bigint NOT NULL,
	"balance" bigint NOT NULL,
	CONSTRAINT "entry_account_id_n_pk" PRIMARY KEY("account_id","n"),
	CONSTRAINT "entry_amount" CHECK ("entry"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"charge_id" uuid NOT NULL,
	"method" text NOT NULL,
	"external_id" text NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"amount" bigint NOT NULL,
	"accepted" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "payment_once" UNIQUE("method","external_id"),
	CONSTRAINT "payment_method" CHECK ("payment"."method" in ('transfer', 'stripe', 'voucher')),
	CONSTRAINT "payment_amounts" CHECK ("payment"."amount" > 0 and 0 <= "payment"."accepted" and "payment"."accepted" <= "payment"."amount")
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"cause_type" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"charge_id" uuid,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"by" uuid,
	"reverses" uuid,
	CONSTRAINT "posting_cause" CHECK ("posting"."cause_type" ~ '^[a-z_]{1,40}$')
);
--> statement-breakpoint
CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"charge_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"method" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"proposed_by" uuid,
	"decided_by" uuid,
	"external_id" text,
	"failure" text DEFAULT '' NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "refund_state" CHECK ("refund"."state" in ('proposed', 'approved', 'settled', 'failed', 'refused', 'reversed')),
	CONSTRAINT "refund_kind" CHECK ("refund"."kind" in ('refund', 'return', 'late', 'excess', 'dispute')),
	CONSTRAINT "refund_method" CHECK ("refund"."method" in ('transfer', 'stripe', 'voucher')),
	CONSTRAINT "refund_amount" CHECK ("refund"."amount" > 0),
	CONSTRAINT "refund_two_people" CHECK ("refund"."decided_by" is null or "refund"."decided_by" <> "refund"."proposed_by")
);
--> statement-breakpoint
ALTER TABLE "notice_choice" DROP CONSTRAINT "notice_choice_topic";--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_payer_id_organization_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge" ADD CONSTRAINT "charge_payee_id_organization_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charge_line" ADD CONSTRAINT "charge_line_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry" ADD CONSTRAINT "entry_posting_id_posting_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."posting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_by_app_user_id_fk" FOREIGN KEY ("by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_by_app_user_id_fk" FOREIGN KEY ("by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_reverses_posting_id_fk" FOREIGN KEY ("reverses") REFERENCES "public"."posting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_payer_id_organization_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_payee_id_organization_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_proposed_by_app_user_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "charge_live" ON "charge" USING btree ("cause_type","cause_id","purpose") WHERE state not in ('cancelled', 'expired');--> statement-breakpoint
CREATE INDEX "charge_cause_id_index" ON "charge" USING btree ("cause_id");--> statement-breakpoint
CREATE INDEX "charge_payer_id_created_at_id_index" ON "charge" USING btree ("payer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "charge_payee_id_created_at_id_index" ON "charge" USING btree ("payee_id","created_at","id");--> statement-breakpoint
CREATE INDEX "charge_expiring" ON "charge" USING btree ("expires_at") WHERE expires_at is not null and state in ('open', 'partly_paid');--> statement-breakpoint
CREATE INDEX "charge_holding" ON "charge" USING btree ("hold_until") WHERE held and released_at is null and paid > refunded;--> statement-breakpoint
CREATE INDEX "entry_posting_id_index" ON "entry" USING btree ("posting_id");--> statement-breakpoint
CREATE INDEX "entry_account_id_at_n_index" ON "entry" USING btree ("account_id","at","n");--> statement-breakpoint
CREATE INDEX "payment_charge_id_index" ON "payment" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "posting_cause_type_cause_id_index" ON "posting" USING btree ("cause_type","cause_id");--> statement-breakpoint
CREATE INDEX "posting_charge_id_index" ON "posting" USING btree ("charge_id") WHERE charge_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "posting_reversed_once" ON "posting" USING btree ("reverses") WHERE reverses is not null;--> statement-breakpoint
CREATE INDEX "refund_charge_id_index" ON "refund" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "refund_payment_id_index" ON "refund" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refund_payee_id_created_at_id_index" ON "refund" USING btree ("payee_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_once" ON "refund" USING btree ("method","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "refund_waiting" ON "refund" USING btree ("method","created_at") WHERE state in ('proposed', 'approved', 'failed');--> statement-breakpoint
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_topic" CHECK ("notice_choice"."topic" in ('booking', 'waitlist', 'sample', 'training', 'conduct', 'listing', 'account', 'money'));