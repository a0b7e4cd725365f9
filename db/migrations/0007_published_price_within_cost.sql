-- A facility bought with government money is open at cost: while it is published, no price may exceed the sum of its
-- cost items. Checked at commit, so that a listing and its prices can be written in either order.
CREATE FUNCTION published_price_within_cost() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken text;
BEGIN
  SELECT p.item INTO broken
  FROM price p JOIN listing l ON l.id = p.listing_id JOIN facility f ON f.listing_id = l.id
  WHERE l.id = coalesce(to_jsonb(NEW)->>'listing_id', to_jsonb(NEW)->>'id')::uuid
    AND l.state = 'published'
    AND f.funding_sources && array['central_government', 'local_government']
    AND p.amount > coalesce((SELECT sum(value::bigint) FROM jsonb_each_text(nullif(p.cost_breakdown, 'null'))), 0)
  LIMIT 1;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'price of "%" exceeds its cost items although government paid for the facility', broken
      USING ERRCODE = 'check_violation', CONSTRAINT = 'price_within_cost';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER price_within_cost AFTER INSERT OR UPDATE ON "price"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_price_within_cost();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER listing_price_within_cost AFTER UPDATE OF state ON "listing"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'published' AND NEW.kind = 'facility')
  EXECUTE FUNCTION published_price_within_cost();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER facility_price_within_cost AFTER UPDATE OF funding_sources ON "facility"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION published_price_within_cost();
