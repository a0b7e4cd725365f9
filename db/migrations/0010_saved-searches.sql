CREATE TABLE "saved_search" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"cadence" text DEFAULT 'none' NOT NULL,
	"viewed_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"token" text NOT NULL,
	CONSTRAINT "saved_search_once" UNIQUE("user_id","query"),
	CONSTRAINT "saved_search_token" UNIQUE("token"),
	CONSTRAINT "saved_search_cadence" CHECK ("saved_search"."cadence" in ('at_once', 'daily', 'weekly', 'none'))
);
--> statement-breakpoint
CREATE TABLE "saved_search_hit" (
	"saved_search_id" uuid NOT NULL,
	"listing_id" uuid NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_search_hit_saved_search_id_listing_id_pk" PRIMARY KEY("saved_search_id","listing_id")
);
--> statement-breakpoint
ALTER TABLE "mail" ADD COLUMN "unsubscribe" text;--> statement-breakpoint
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_saved_search_id_saved_search_id_fk" FOREIGN KEY ("saved_search_id") REFERENCES "public"."saved_search"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_search_hit" ADD CONSTRAINT "saved_search_hit_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_search_cadence_checked_at_index" ON "saved_search" USING btree ("cadence","checked_at");--> statement-breakpoint
CREATE INDEX "saved_search_hit_told_at_index" ON "saved_search_hit" USING btree ("told_at");