ALTER TABLE "contract" DROP CONSTRAINT "contract_kind";--> statement-breakpoint
ALTER TABLE "contract_registration" DROP CONSTRAINT "contract_registration_declared";--> statement-breakpoint
ALTER TABLE "contract_registration" DROP CONSTRAINT "contract_registration_determined";--> statement-breakpoint
ALTER TABLE "contract" ADD COLUMN "negotiation_id" uuid;--> statement-breakpoint
ALTER TABLE "contract" ADD COLUMN "auction_id" uuid;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_negotiation_id_negotiation_id_fk" FOREIGN KEY ("negotiation_id") REFERENCES "public"."negotiation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_auction_id_auction_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_of_negotiation" ON "contract" USING btree ("negotiation_id") WHERE state <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "contract_of_auction" ON "contract" USING btree ("auction_id") WHERE state <> 'withdrawn';--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_one_origin" CHECK (num_nonnulls("contract"."award_id", "contract"."negotiation_id", "contract"."auction_id") <= 1);--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_kind" CHECK ("contract"."kind" in ('commissioned', 'cooperative', 'consulting', 'service', 'assignment', 'licence'));--> statement-breakpoint
ALTER TABLE "contract_registration" ADD CONSTRAINT "contract_registration_declared" CHECK ("contract_registration"."declared_kind" in ('commissioned', 'cooperative', 'consulting', 'service', 'assignment', 'licence'));--> statement-breakpoint
ALTER TABLE "contract_registration" ADD CONSTRAINT "contract_registration_determined" CHECK ("contract_registration"."determined_kind" in ('commissioned', 'cooperative', 'consulting', 'service', 'assignment', 'licence'));