-- A bid is the next of its auction, at least the last plus the step, by an organisation whose deposit is paid, and before the
-- end. The lock of the auction's row sees to the order; this refuses whatever comes past it. Two that count from the same
-- last bid meet on the primary key.
CREATE FUNCTION bid_follows_the_last() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lot auction%ROWTYPE;
  last bid%ROWTYPE;
BEGIN
  SELECT * INTO lot FROM auction WHERE id = NEW.auction_id;
  IF lot.state <> 'bidding_open' OR NEW.at < lot.starts_at OR NEW.at >= lot.ends_at THEN
    RAISE EXCEPTION 'auction % takes no bids', NEW.auction_id USING ERRCODE = 'check_violation', CONSTRAINT = 'bid_in_time';
  END IF;
  SELECT * INTO last FROM bid WHERE auction_id = NEW.auction_id ORDER BY n DESC LIMIT 1;
  IF NEW.n <> COALESCE(last.n, 0) + 1 OR NEW.at < COALESCE(last.at, NEW.at)
     OR NEW.amount < COALESCE(last.amount + lot.step, lot.start_price) OR NEW.ends_at < lot.ends_at THEN
    RAISE EXCEPTION 'bid % of auction % is not above the last', NEW.n, NEW.auction_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bid_above_last';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM auction_entry e
                 WHERE e.id = NEW.entry_id AND e.auction_id = NEW.auction_id AND e.deposit_paid_at IS NOT NULL) THEN
    RAISE EXCEPTION 'entry % may not bid', NEW.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'bid_admitted';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER bid_above_last BEFORE INSERT ON "bid" FOR EACH ROW EXECUTE FUNCTION bid_follows_the_last();
--> statement-breakpoint
CREATE FUNCTION said_in_a_deal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = 'deal_append_only';
END $$;
--> statement-breakpoint
CREATE TRIGGER bid_stands BEFORE UPDATE ON "bid" FOR EACH ROW EXECUTE FUNCTION said_in_a_deal_stands();
--> statement-breakpoint
CREATE TRIGGER offer_stands BEFORE UPDATE ON "offer" FOR EACH ROW EXECUTE FUNCTION said_in_a_deal_stands();
--> statement-breakpoint
-- The terms that bidders accepted, and what they count with, stay as they were announced.
CREATE TRIGGER auction_terms_stand BEFORE UPDATE OF technology_id, organization_id, mode, terms, terms_sha256, start_price,
  step, deposit, has_reserve, starts_at, planned_end, extend_within, extend_by
  ON "auction" FOR EACH ROW EXECUTE FUNCTION said_in_a_deal_stands();
--> statement-breakpoint
CREATE TRIGGER auction_reserve_stands BEFORE UPDATE ON "auction_reserve" FOR EACH ROW EXECUTE FUNCTION said_in_a_deal_stands();
--> statement-breakpoint
-- An announced deal is concluded only after its notice has run, with every objection answered and none upheld.
CREATE FUNCTION deal_waits_for_its_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM deal_notice d WHERE d.negotiation_id = NEW.id AND d.withdrawn_at IS NULL
             AND (d.until > NEW.concluded_at OR EXISTS (SELECT 1 FROM deal_objection o
                  WHERE o.notice_id = d.id AND (o.answered_at IS NULL OR o.upheld)))) THEN
    RAISE EXCEPTION 'the notice of negotiation % stands in the way', NEW.id USING ERRCODE = 'check_violation',
      CONSTRAINT = 'deal_after_notice';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deal_after_notice BEFORE UPDATE OF state, concluded_at ON "negotiation" FOR EACH ROW
  WHEN (NEW.state = 'deal_concluded') EXECUTE FUNCTION deal_waits_for_its_notice();
