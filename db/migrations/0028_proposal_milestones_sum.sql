-- The budget of a proposal is the sum of its milestones; checked at commit so that both can be written in either order.
CREATE FUNCTION proposal_sums_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid;
BEGIN
  IF TG_TABLE_NAME = 'proposal' THEN subject := NEW.id; ELSE subject := COALESCE(NEW.proposal_id, OLD.proposal_id); END IF;
  IF EXISTS (SELECT 1 FROM proposal p WHERE p.id = subject AND p.amount <>
       (SELECT COALESCE(sum(m.amount), 0) FROM proposal_milestone m WHERE m.proposal_id = subject)) THEN
    RAISE EXCEPTION 'the milestones of proposal % do not sum to its amount', subject USING ERRCODE = 'check_violation',
      CONSTRAINT = 'proposal_milestones_sum';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposal_milestones_sum AFTER INSERT OR UPDATE OF amount ON "proposal"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposal_sums_up();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER proposal_milestones_sum AFTER INSERT OR UPDATE OR DELETE ON "proposal_milestone"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION proposal_sums_up();
--> statement-breakpoint
-- What was opened stays what was sealed.
CREATE FUNCTION opened_proposal_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'proposal % was opened and cannot change', OLD.id USING ERRCODE = 'restrict_violation',
    CONSTRAINT = 'proposal_opened';
END $$;
--> statement-breakpoint
CREATE TRIGGER proposal_opened BEFORE UPDATE OF demand_id, organization_id, method, team, plan, amount, currency, seal_salt, seal
  ON "proposal" FOR EACH ROW WHEN (OLD.opened_at IS NOT NULL) EXECUTE FUNCTION opened_proposal_stands();
