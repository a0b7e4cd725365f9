ALTER TABLE "stripe_dispute" ALTER COLUMN "refund_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_replaced_by_refund_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."refund"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refund_replaced" ON "refund" USING btree ("replaced_by") WHERE replaced_by is not null;