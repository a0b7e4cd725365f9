ALTER TABLE "rule_book" ADD COLUMN "drafted_by_id" uuid;--> statement-breakpoint
ALTER TABLE "rule_book" ADD COLUMN "published_by_id" uuid;--> statement-breakpoint
ALTER TABLE "rule_book" ADD CONSTRAINT "rule_book_drafted_by_id_app_user_id_fk" FOREIGN KEY ("drafted_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_book" ADD CONSTRAINT "rule_book_published_by_id_app_user_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_book" ADD CONSTRAINT "rule_book_two_people" CHECK ("rule_book"."drafted_by_id" is null or "rule_book"."published_at" is null or "rule_book"."published_by_id" is distinct from "rule_book"."drafted_by_id"
        and "rule_book"."published_by_id" is not null);