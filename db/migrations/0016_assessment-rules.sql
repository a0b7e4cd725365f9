-- A published version of the rules never changes, nor do its indicators.
CREATE FUNCTION published_rules_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'indicator set % is published', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER indicator_set_published BEFORE UPDATE OR DELETE ON "indicator_set"
  FOR EACH ROW EXECUTE FUNCTION published_rules_stand();
--> statement-breakpoint
CREATE FUNCTION published_indicators_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM indicator_set s WHERE s.published_at IS NOT NULL
             AND s.id IN (COALESCE(NEW.set_id, OLD.set_id), COALESCE(OLD.set_id, NEW.set_id))) THEN
    RAISE EXCEPTION 'an indicator of a published set cannot change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER indicator_published BEFORE INSERT OR UPDATE OR DELETE ON "indicator"
  FOR EACH ROW EXECUTE FUNCTION published_indicators_stand();
--> statement-breakpoint
-- An assessment goes by rules that were published before its period began.
CREATE FUNCTION assessed_by_known_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state NOT IN ('drafted', 'discarded') AND NOT EXISTS (
    SELECT 1 FROM indicator_set s WHERE s.id = NEW.set_id AND s.track = NEW.track AND s.valid_from <= NEW.period_from
      AND s.published_at < NEW.period_from::timestamp AT TIME ZONE 'Asia/Shanghai') THEN
    RAISE EXCEPTION 'the rules of assessment % were not published before its period', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_cycle_known_rules';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER assessment_cycle_known_rules BEFORE INSERT OR UPDATE ON "assessment_cycle"
  FOR EACH ROW EXECUTE FUNCTION assessed_by_known_rules();
--> statement-breakpoint
-- A frozen figure stays as it was; a correction stands beside it.
CREATE FUNCTION frozen_figure_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.value IS DISTINCT FROM OLD.value OR NEW.rows <> OLD.rows OR NEW.name <> OLD.name
     OR NEW.subject_id <> OLD.subject_id THEN
    RAISE EXCEPTION 'figure % is frozen', OLD.name USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER assessment_figure_frozen BEFORE UPDATE ON "assessment_figure"
  FOR EACH ROW EXECUTE FUNCTION frozen_figure_stands();
--> statement-breakpoint
-- What was answered, decided or confirmed names who did it; checked at commit, because state and person are written apart.
CREATE FUNCTION somebody_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'result_objection' THEN
    IF EXISTS (SELECT 1 FROM result_objection r WHERE r.id = NEW.id AND (r.state = 'raised') <> (r.answered_by IS NULL)) THEN
      RAISE EXCEPTION 'objection % has no answerer', NEW.id USING ERRCODE = 'check_violation',
        CONSTRAINT = 'result_objection_answered';
    END IF;
  ELSIF TG_TABLE_NAME = 'assessment_proposal' THEN
    IF EXISTS (SELECT 1 FROM assessment_proposal p WHERE p.id = NEW.id AND (p.state = 'proposed') <> (p.decided_by IS NULL)) THEN
      RAISE EXCEPTION 'proposal % has no decider', NEW.id USING ERRCODE = 'check_violation',
        CONSTRAINT = 'assessment_proposal_decided';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM assessment_cycle c WHERE c.id = NEW.id
                AND c.state IN ('result_confirmed', 'published') AND (c.confirmed_by IS NULL OR c.scored_by IS NULL)) THEN
    RAISE EXCEPTION 'assessment % was confirmed by nobody', NEW.id USING ERRCODE = 'check_violation',
      CONSTRAINT = 'assessment_cycle_confirmed';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER result_objection_answered AFTER INSERT OR UPDATE ON "result_objection"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION somebody_decided();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER assessment_proposal_decided AFTER INSERT OR UPDATE ON "assessment_proposal"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION somebody_decided();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER assessment_cycle_confirmed AFTER INSERT OR UPDATE ON "assessment_cycle"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION somebody_decided();
--> statement-breakpoint
-- What is proposed never exceeds the budget.
CREATE FUNCTION proposals_within_budget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM assessment_cycle c
    WHERE c.id = NEW.cycle_id AND (
      c.reward_budget < (SELECT coalesce(sum(amount), 0) FROM assessment_proposal p WHERE p.cycle_id = c.id AND p.kind = 'reward')
      OR c.subsidy_budget < (SELECT coalesce(sum(amount), 0) FROM assessment_proposal p WHERE p.cycle_id = c.id AND p.kind = 'subsidy'))
  ) THEN
    RAISE EXCEPTION 'proposals of assessment % exceed its budget', NEW.cycle_id USING ERRCODE = 'check_violation',
      CONSTRAINT = 'assessment_proposal_budget';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER assessment_proposal_budget AFTER INSERT OR UPDATE OF amount ON "assessment_proposal"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.amount IS NOT NULL) EXECUTE FUNCTION proposals_within_budget();
