CREATE TABLE "auction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"technology_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"created_by" uuid,
	"mode" text NOT NULL,
	"terms" text NOT NULL,
	"terms_sha256" text NOT NULL,
	"price_basis" text NOT NULL,
	"start_price" bigint NOT NULL,
	"step" bigint NOT NULL,
	"deposit" bigint NOT NULL,
	"has_reserve" boolean NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"planned_end" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"extend_within" integer NOT NULL,
	"extend_by" integer NOT NULL,
	"bids" integer DEFAULT 0 NOT NULL,
	"price" bigint,
	"leader_id" uuid,
	"ended_at" timestamp (3) with time zone,
	"note" text DEFAULT '' NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'bidding_announced' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "auction_state" CHECK ("auction"."state" in ('bidding_announced', 'bidding_open', 'sold', 'unsold', 'reserve_not_reached', 'sale_concluded', 'winner_defaulted', 'bidding_called_off')),
	CONSTRAINT "auction_mode" CHECK ("auction"."mode" in ('assignment', 'exclusive_licence', 'sole_licence', 'ordinary_licence', 'open_licence', 'equity')),
	CONSTRAINT "auction_money" CHECK ("auction"."start_price" > 0 and "auction"."step" > 0 and "auction"."deposit" >= 0),
	CONSTRAINT "auction_times" CHECK ("auction"."starts_at" < "auction"."planned_end" and "auction"."planned_end" <= "auction"."ends_at"),
	CONSTRAINT "auction_extension" CHECK ("auction"."extend_within" >= 0 and "auction"."extend_by" >= 0),
	CONSTRAINT "auction_leader" CHECK (("auction"."bids" = 0) = ("auction"."leader_id" is null) and ("auction"."bids" = 0) = ("auction"."price" is null)),
	CONSTRAINT "auction_sold_to_leader" CHECK ("auction"."state" not in ('sold', 'sale_concluded', 'winner_defaulted') or "auction"."bids" > 0)
);
--> statement-breakpoint
CREATE TABLE "auction_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"auction_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"terms_sha256" text NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"deposit_paid_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "auction_entry_once" UNIQUE("auction_id","organization_id"),
	CONSTRAINT "auction_entry_number" UNIQUE("auction_id","number")
);
--> statement-breakpoint
CREATE TABLE "auction_reserve" (
	"auction_id" uuid PRIMARY KEY NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "auction_reserve_amount" CHECK ("auction_reserve"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "bid" (
	"auction_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bid_auction_id_n_pk" PRIMARY KEY("auction_id","n")
);
--> statement-breakpoint
CREATE TABLE "deal_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"negotiation_id" uuid NOT NULL,
	"technology_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"summary_zh" text NOT NULL,
	"summary_en" text DEFAULT '' NOT NULL,
	"offer_n" integer NOT NULL,
	"mode" text NOT NULL,
	"payment" text NOT NULL,
	"amount" bigint NOT NULL,
	"royalty_basis" text,
	"royalty_rate" integer,
	"insider" boolean NOT NULL,
	"relation" text DEFAULT '' NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "deal_notice_mode" CHECK ("deal_notice"."mode" in ('assignment', 'exclusive_licence', 'sole_licence', 'ordinary_licence', 'open_licence', 'equity')),
	CONSTRAINT "deal_notice_insider" CHECK (not "deal_notice"."insider" or "deal_notice"."relation" <> ''),
	CONSTRAINT "deal_notice_times" CHECK ("deal_notice"."published_at" < "deal_notice"."until")
);
--> statement-breakpoint
CREATE TABLE "deal_objection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"notice_id" uuid NOT NULL,
	"name" text NOT NULL,
	"contact" text NOT NULL,
	"text" text NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"answer" text,
	"upheld" boolean,
	CONSTRAINT "deal_objection_answered" CHECK (("deal_objection"."answered_at" is null) = ("deal_objection"."answer" is null) and ("deal_objection"."answered_at" is null) = ("deal_objection"."upheld" is null))
);
--> statement-breakpoint
CREATE TABLE "negotiation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"technology_id" uuid NOT NULL,
	"seller_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"buyer_user_id" uuid NOT NULL,
	"enquiry" text NOT NULL,
	"terms_version" integer NOT NULL,
	"buyer_accepted_at" timestamp (3) with time zone NOT NULL,
	"seller_accepted_at" timestamp (3) with time zone,
	"offers" integer DEFAULT 0 NOT NULL,
	"agreed_offer" integer,
	"agreed_at" timestamp (3) with time zone,
	"ending" text DEFAULT '' NOT NULL,
	"concluded_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'enquired' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "negotiation_state" CHECK ("negotiation"."state" in ('enquired', 'with_seller', 'with_buyer', 'terms_agreed', 'deal_notice', 'deal_concluded', 'not_taken_up', 'broken_off', 'negotiation_lapsed')),
	CONSTRAINT "negotiation_sides" CHECK ("negotiation"."seller_id" <> "negotiation"."buyer_id"),
	CONSTRAINT "negotiation_agreed" CHECK ("negotiation"."state" not in ('terms_agreed', 'deal_notice', 'deal_concluded') or "negotiation"."agreed_offer" is not null)
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"negotiation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"side" text NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"mode" text NOT NULL,
	"payment" text NOT NULL,
	"amount" bigint NOT NULL,
	"instalments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"royalty_basis" text,
	"royalty_rate" integer,
	"territory" text NOT NULL,
	"term_months" integer,
	"sublicence" boolean DEFAULT false NOT NULL,
	"improvements" text NOT NULL,
	"other" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	CONSTRAINT "offer_negotiation_id_n_pk" PRIMARY KEY("negotiation_id","n"),
	CONSTRAINT "offer_side" CHECK ("offer"."side" in ('seller', 'buyer')),
	CONSTRAINT "offer_mode" CHECK ("offer"."mode" in ('assignment', 'exclusive_licence', 'sole_licence', 'ordinary_licence', 'open_licence', 'equity')),
	CONSTRAINT "offer_payment" CHECK ("offer"."payment" in ('lump', 'instalments', 'royalty', 'royalty_with_entry_fee')),
	CONSTRAINT "offer_royalty_basis" CHECK ("offer"."royalty_basis" in ('sales', 'profit', 'added_output', 'units')),
	CONSTRAINT "offer_improvements" CHECK ("offer"."improvements" in ('each_its_own', 'shared', 'licensed_back')),
	CONSTRAINT "offer_amount" CHECK ("offer"."amount" >= 0),
	CONSTRAINT "offer_royalty" CHECK (("offer"."payment" like 'royalty%') = ("offer"."royalty_rate" is not null))
);
--> statement-breakpoint
ALTER TABLE "auction" ADD CONSTRAINT "auction_technology_id_listing_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction" ADD CONSTRAINT "auction_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction" ADD CONSTRAINT "auction_created_by_app_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_entry" ADD CONSTRAINT "auction_entry_auction_id_auction_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auction"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_entry" ADD CONSTRAINT "auction_entry_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_entry" ADD CONSTRAINT "auction_entry_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auction_reserve" ADD CONSTRAINT "auction_reserve_auction_id_auction_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auction"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid" ADD CONSTRAINT "bid_auction_id_auction_id_fk" FOREIGN KEY ("auction_id") REFERENCES "public"."auction"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid" ADD CONSTRAINT "bid_entry_id_auction_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."auction_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bid" ADD CONSTRAINT "bid_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_notice" ADD CONSTRAINT "deal_notice_negotiation_id_negotiation_id_fk" FOREIGN KEY ("negotiation_id") REFERENCES "public"."negotiation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_notice" ADD CONSTRAINT "deal_notice_technology_id_listing_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_notice" ADD CONSTRAINT "deal_notice_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_objection" ADD CONSTRAINT "deal_objection_notice_id_deal_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."deal_notice"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deal_objection" ADD CONSTRAINT "deal_objection_answered_by_app_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "negotiation" ADD CONSTRAINT "negotiation_technology_id_listing_id_fk" FOREIGN KEY ("technology_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "negotiation" ADD CONSTRAINT "negotiation_seller_id_organization_id_fk" FOREIGN KEY ("seller_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "negotiation" ADD CONSTRAINT "negotiation_buyer_id_organization_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "negotiation" ADD CONSTRAINT "negotiation_buyer_user_id_app_user_id_fk" FOREIGN KEY ("buyer_user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_negotiation_id_negotiation_id_fk" FOREIGN KEY ("negotiation_id") REFERENCES "public"."negotiation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "auction_one_live" ON "auction" USING btree ("technology_id") WHERE state in ('bidding_announced', 'bidding_open', 'sold');--> statement-breakpoint
CREATE INDEX "auction_organization_id_created_at_index" ON "auction" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "auction_state_deadline_index" ON "auction" USING btree ("state","deadline");--> statement-breakpoint
CREATE INDEX "auction_entry_organization_id_index" ON "auction_entry" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "bid_entry_id_index" ON "bid" USING btree ("entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deal_notice_one_running" ON "deal_notice" USING btree ("negotiation_id") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "deal_notice_published_at_id_index" ON "deal_notice" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "deal_objection_notice_id_index" ON "deal_objection" USING btree ("notice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "negotiation_one_live" ON "negotiation" USING btree ("technology_id","buyer_id") WHERE state in ('enquired', 'with_seller', 'with_buyer', 'terms_agreed', 'deal_notice');--> statement-breakpoint
CREATE INDEX "negotiation_seller_id_created_at_index" ON "negotiation" USING btree ("seller_id","created_at");--> statement-breakpoint
CREATE INDEX "negotiation_buyer_id_created_at_index" ON "negotiation" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE INDEX "negotiation_state_deadline_index" ON "negotiation" USING btree ("state","deadline");