CREATE TABLE "invoice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"requested_by" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"tax_number" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"bank" text DEFAULT '' NOT NULL,
	"bank_number" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"amount" bigint NOT NULL,
	"code" text DEFAULT '' NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"issued_on" date,
	"issued_by" uuid,
	"red_number" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "invoice_state" CHECK ("invoice"."state" in ('requested', 'issued', 'declined', 'withdrawn', 'voided')),
	CONSTRAINT "invoice_kind" CHECK ("invoice"."kind" in ('ordinary', 'special')),
	CONSTRAINT "invoice_amount" CHECK ("invoice"."amount" > 0),
	CONSTRAINT "invoice_tax_number" CHECK ("invoice"."tax_number" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT "invoice_issued_has_number" CHECK ("invoice"."state" not in ('issued', 'voided') or ("invoice"."number" <> '' and "invoice"."issued_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "invoice_line" (
	"invoice_id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "invoice_line_invoice_id_charge_id_pk" PRIMARY KEY("invoice_id","charge_id"),
	CONSTRAINT "invoice_line_amount" CHECK ("invoice_line"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "bank_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"bank" text NOT NULL,
	"branch" text DEFAULT '' NOT NULL,
	"number" text NOT NULL,
	"bank_code" text DEFAULT '' NOT NULL,
	"set_by" uuid,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "bank_account_number" CHECK ("bank_account"."number" ~ '^[0-9]{8,32}$'),
	CONSTRAINT "bank_account_code" CHECK ("bank_account"."bank_code" ~ '^([0-9]{12})?$')
);
--> statement-breakpoint
CREATE TABLE "bank_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"statement_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"date" date NOT NULL,
	"time" text DEFAULT '' NOT NULL,
	"amount" bigint NOT NULL,
	"balance" bigint,
	"payer" text DEFAULT '' NOT NULL,
	"payer_account" text DEFAULT '' NOT NULL,
	"serial" text DEFAULT '' NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"fingerprint" text NOT NULL,
	"decided_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'unmatched' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "bank_line_once" UNIQUE("organization_id","fingerprint"),
	CONSTRAINT "bank_line_state" CHECK ("bank_line"."state" in ('unmatched', 'matched', 'set_aside')),
	CONSTRAINT "bank_line_matched_is_credit" CHECK ("bank_line"."state" <> 'matched' or "bank_line"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "bank_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid NOT NULL,
	"imported_by" uuid,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"account" text DEFAULT '' NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"lines" integer NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"rejected" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"gaps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bank_statement_days" CHECK ("bank_statement"."from" <= "bank_statement"."to")
);
--> statement-breakpoint
CREATE TABLE "payment_reminder" (
	"charge_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"round" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_reminder_charge_id_kind_round_pk" PRIMARY KEY("charge_id","kind","round")
);
--> statement-breakpoint
CREATE TABLE "receipt_part" (
	"receipt_id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "receipt_part_receipt_id_charge_id_pk" PRIMARY KEY("receipt_id","charge_id"),
	CONSTRAINT "receipt_part_payment" UNIQUE("payment_id"),
	CONSTRAINT "receipt_part_amount" CHECK ("receipt_part"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "reconciliation_difference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"booked" bigint,
	"found" bigint,
	"what" text DEFAULT '' NOT NULL,
	"href" text DEFAULT '' NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"explanation" text DEFAULT '' NOT NULL,
	"explained_by" uuid,
	"explained_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'found' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "reconciliation_difference_once" UNIQUE NULLS NOT DISTINCT("organization_id","source","key"),
	CONSTRAINT "reconciliation_difference_state" CHECK ("reconciliation_difference"."state" in ('found', 'explained', 'gone')),
	CONSTRAINT "reconciliation_difference_source" CHECK ("reconciliation_difference"."source" in ('bank', 'stripe', 'ledger')),
	CONSTRAINT "reconciliation_difference_kind" CHECK ("reconciliation_difference"."kind" in ('unmatched_credit', 'missing_receipt', 'other_amount', 'statement_gap', 'payment_sum', 'ledger_sum', 'missing_payment', 'unknown_payment', 'other_payment')),
	CONSTRAINT "reconciliation_explained" CHECK ("reconciliation_difference"."state" <> 'explained' or "reconciliation_difference"."explanation" <> '')
);
--> statement-breakpoint
CREATE TABLE "transfer_claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"charge_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"declared_by" uuid,
	"amount" bigint NOT NULL,
	"sent_on" date NOT NULL,
	"bank_reference" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'declared' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "transfer_claim_state" CHECK ("transfer_claim"."state" in ('declared', 'arrived', 'not_found', 'recalled')),
	CONSTRAINT "transfer_claim_amount" CHECK ("transfer_claim"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "transfer_receipt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"payee_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"value_on" date NOT NULL,
	"bank_reference" text NOT NULL,
	"payer" text DEFAULT '' NOT NULL,
	"line_id" uuid,
	"confirmed_by" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "transfer_receipt_line" UNIQUE("line_id"),
	CONSTRAINT "transfer_receipt_once" UNIQUE("payee_id","bank_reference"),
	CONSTRAINT "transfer_receipt_amount" CHECK ("transfer_receipt"."amount" > 0),
	CONSTRAINT "transfer_receipt_reference" CHECK ("transfer_receipt"."bank_reference" <> '')
);
--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_payer_id_organization_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_payee_id_organization_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_requested_by_app_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_issued_by_app_user_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_invoice_id_invoice_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoice"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_set_by_app_user_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_statement_id_bank_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_decided_by_app_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_imported_by_app_user_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_reminder" ADD CONSTRAINT "payment_reminder_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_part" ADD CONSTRAINT "receipt_part_receipt_id_transfer_receipt_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."transfer_receipt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_part" ADD CONSTRAINT "receipt_part_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_part" ADD CONSTRAINT "receipt_part_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT "reconciliation_difference_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT "reconciliation_difference_explained_by_app_user_id_fk" FOREIGN KEY ("explained_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_claim" ADD CONSTRAINT "transfer_claim_charge_id_charge_id_fk" FOREIGN KEY ("charge_id") REFERENCES "public"."charge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_claim" ADD CONSTRAINT "transfer_claim_payer_id_organization_id_fk" FOREIGN KEY ("payer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_claim" ADD CONSTRAINT "transfer_claim_payee_id_organization_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_claim" ADD CONSTRAINT "transfer_claim_declared_by_app_user_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_receipt" ADD CONSTRAINT "transfer_receipt_payee_id_organization_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_receipt" ADD CONSTRAINT "transfer_receipt_line_id_bank_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."bank_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_receipt" ADD CONSTRAINT "transfer_receipt_confirmed_by_app_user_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_number_once" ON "invoice" USING btree ("payee_id","code","number") WHERE number <> '';--> statement-breakpoint
CREATE INDEX "invoice_payer_id_created_at_id_index" ON "invoice" USING btree ("payer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoice_payee_id_state_created_at_index" ON "invoice" USING btree ("payee_id","state","created_at");--> statement-breakpoint
CREATE INDEX "invoice_line_charge_id_index" ON "invoice_line" USING btree ("charge_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_account_current" ON "bank_account" USING btree ("organization_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "bank_line_statement_id_row_index" ON "bank_line" USING btree ("statement_id","row");--> statement-breakpoint
CREATE INDEX "bank_line_organization_id_state_date_index" ON "bank_line" USING btree ("organization_id","state","date");--> statement-breakpoint
CREATE INDEX "bank_statement_organization_id_created_at_index" ON "bank_statement" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "receipt_part_charge_id_index" ON "receipt_part" USING btree ("charge_id");--> statement-breakpoint
CREATE INDEX "reconciliation_difference_organization_id_state_day_index" ON "reconciliation_difference" USING btree ("organization_id","state","day");--> statement-breakpoint
CREATE INDEX "reconciliation_difference_state_day_index" ON "reconciliation_difference" USING btree ("state","day");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_claim_open" ON "transfer_claim" USING btree ("charge_id") WHERE state = 'declared';--> statement-breakpoint
CREATE INDEX "transfer_claim_payee_id_state_created_at_index" ON "transfer_claim" USING btree ("payee_id","state","created_at");--> statement-breakpoint
CREATE INDEX "transfer_receipt_payee_id_value_on_index" ON "transfer_receipt" USING btree ("payee_id","value_on");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'qualification', 'problem', 'proposal', 'transfer_claim', 'invoice'));