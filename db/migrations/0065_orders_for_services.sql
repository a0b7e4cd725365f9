CREATE TABLE "service_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"service_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_class" text NOT NULL,
	"item" text NOT NULL,
	"unit" text NOT NULL,
	"rate" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"price" bigint NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"wanted" text NOT NULL,
	"wished_on" date,
	"due_on" date,
	"delivery" text DEFAULT '' NOT NULL,
	"rounds" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'placed' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "service_order_state" CHECK ("service_order"."state" in ('placed', 'accepted', 'delivered', 'completed', 'declined', 'cancelled', 'called_off', 'lapsed')),
	CONSTRAINT "service_order_user_class" CHECK ("service_order"."user_class" in ('internal', 'academic', 'enterprise')),
	CONSTRAINT "service_order_unit" CHECK ("service_order"."unit" in ('hour', 'sample', 'day', 'batch', 'item')),
	CONSTRAINT "service_order_quantity" CHECK ("service_order"."quantity" > 0),
	CONSTRAINT "service_order_price" CHECK ("service_order"."price" = "service_order"."rate" * "service_order"."quantity" and "service_order"."rate" >= 0)
);
--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
ALTER TABLE "service_order" ADD CONSTRAINT "service_order_service_id_service_listing_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("listing_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_order" ADD CONSTRAINT "service_order_provider_id_organization_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_order" ADD CONSTRAINT "service_order_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_order" ADD CONSTRAINT "service_order_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_order_provider_id_state_created_at_index" ON "service_order" USING btree ("provider_id","state","created_at");--> statement-breakpoint
CREATE INDEX "service_order_organization_id_created_at_index" ON "service_order" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "service_order_state_deadline_index" ON "service_order" USING btree ("state","deadline");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'service_order', 'qualification', 'problem', 'proposal', 'transfer_claim', 'invoice', 'dispute', 'card_rectification'));