ALTER TABLE "auction" DROP CONSTRAINT "auction_state";--> statement-breakpoint
ALTER TABLE "auction" DROP CONSTRAINT "auction_sold_to_leader";--> statement-breakpoint
DROP INDEX "auction_one_live";--> statement-breakpoint
ALTER TABLE "auction" ADD COLUMN "objection" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "auction_one_live" ON "auction" USING btree ("technology_id") WHERE state in ('bidding_announced', 'bidding_open', 'sold', 'contract_overdue', 'default_declared', 'default_contested');--> statement-breakpoint
ALTER TABLE "auction" ADD CONSTRAINT "auction_state" CHECK ("auction"."state" in ('bidding_announced', 'bidding_open', 'sold', 'contract_overdue', 'default_declared', 'default_contested', 'unsold', 'reserve_not_reached', 'sale_concluded', 'winner_defaulted', 'sale_lapsed', 'bidding_called_off'));--> statement-breakpoint
ALTER TABLE "auction" ADD CONSTRAINT "auction_sold_to_leader" CHECK ("auction"."state" not in ('sold', 'contract_overdue', 'default_declared', 'default_contested', 'sale_concluded', 'winner_defaulted', 'sale_lapsed') or "auction"."bids" > 0);