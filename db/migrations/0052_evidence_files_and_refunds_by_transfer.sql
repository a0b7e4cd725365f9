CREATE TABLE "dispute_file" (
	"attachment_id" uuid PRIMARY KEY NOT NULL,
	"dispute_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"external_id" text,
	"failure" text DEFAULT '' NOT NULL,
	CONSTRAINT "dispute_file_at_stripe" UNIQUE("external_id"),
	CONSTRAINT "dispute_file_one_of_a_kind" UNIQUE("dispute_id","kind"),
	CONSTRAINT "dispute_file_kind" CHECK ("dispute_file"."kind" in ('service_documentation', 'customer_communication', 'receipt', 'uncategorized_file'))
);
--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "transfer_by" uuid;--> statement-breakpoint
ALTER TABLE "dispute_file" ADD CONSTRAINT "dispute_file_attachment_id_attachment_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_file" ADD CONSTRAINT "dispute_file_dispute_id_stripe_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."stripe_dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_transfer_by_app_user_id_fk" FOREIGN KEY ("transfer_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'qualification', 'problem', 'proposal', 'transfer_claim', 'invoice', 'dispute'));