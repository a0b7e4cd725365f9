CREATE TABLE "licence_offer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"technology_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"price" bigint NOT NULL,
	"deliver_days" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"canonical" text NOT NULL,
	"english" text NOT NULL,
	"sha256" text NOT NULL,
	"signed_by_id" uuid NOT NULL,
	"signer_name" text NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'licence_offered' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "licence_offer_state" CHECK ("licence_offer"."state" in ('licence_offered', 'licence_withdrawn')),
	CONSTRAINT "licence_offer_mode" CHECK ("licence_offer"."mode" in ('ordinary_licence', 'open_licence')),
	CONSTRAINT "licence_offer_price" CHECK ("licence_offer"."price" > 0),
	CONSTRAINT "licence_offer_days" CHECK ("licence_offer"."deliver_days" between 1 and 365),
	CONSTRAINT "licence_offer_sha256" CHECK ("licence_offer"."sha256" = encode(sha256(convert_to("licence_offer"."canonical", 'UTF8')), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "contract" DROP CONSTRAINT "contract_one_origin";--> statement-breakpoint
ALTER TABLE "contract_signature" DROP CONSTRAINT "contract_signature_method";--> statement-breakpoint
ALTER TABLE "contract" ADD COLUMN "licence_offer_id" uuid;--> statement-breakpoint
ALTER TABLE "licence_offer" ADD CONSTRAINT "licence_offer_technology_id_listing_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_offer" ADD CONSTRAINT "licence_offer_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_offer" ADD CONSTRAINT "licence_offer_signed_by_id_app_user_id_fk" FOREIGN KEY ("signed_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "licence_offer_one_live" ON "licence_offer" USING btree ("technology_id") WHERE state = 'licence_offered';--> statement-breakpoint
CREATE INDEX "licence_offer_organization_id_created_at_index" ON "licence_offer" USING btree ("organization_id","created_at");--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_licence_offer_id_licence_offer_id_fk" FOREIGN KEY ("licence_offer_id") REFERENCES "public"."licence_offer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_of_licence_offer" ON "contract" USING btree ("licence_offer_id","client_id") WHERE state = 'in_force';--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_one_origin" CHECK (num_nonnulls("contract"."award_id", "contract"."negotiation_id", "contract"."auction_id", "contract"."licence_offer_id") <= 1);--> statement-breakpoint
ALTER TABLE "contract_signature" ADD CONSTRAINT "contract_signature_method" CHECK ("contract_signature"."method" in ('password', 'password_over_api', 'standing_offer'));
--> statement-breakpoint
-- What was offered and signed stays as it was.
CREATE TRIGGER licence_offer_stands BEFORE UPDATE OF technology_id, organization_id, mode, price, deliver_days, terms, canonical,
  english, sha256, signed_by_id, signer_name, opens_at
  ON "licence_offer" FOR EACH ROW EXECUTE FUNCTION said_in_a_deal_stands();