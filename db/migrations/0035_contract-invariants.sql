-- What is written once: texts, signatures, files and deliveries of contracts.
CREATE TRIGGER contract_text_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "contract_text" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER contract_signature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "contract_signature" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER contract_delivery_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "contract_delivery" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER contract_delivery_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "contract_delivery_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER contract_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "contract_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An evaluation stays as it was given (E-Commerce Law, Art. 39); only a reply is added, once.
CREATE FUNCTION evaluation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.reply = '' AND OLD.replied_at IS NULL
     AND (OLD.id, OLD.contract_id, OLD.by_organization_id, OLD.about_id, OLD.by_id, OLD.quality, OLD.timeliness, OLD.cooperation, OLD.text, OLD.at)
       = (NEW.id, NEW.contract_id, NEW.by_organization_id, NEW.about_id, NEW.by_id, NEW.quality, NEW.timeliness, NEW.cooperation, NEW.text, NEW.at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an evaluation stays as it was given' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER contract_evaluation_stays BEFORE UPDATE OR DELETE ON "contract_evaluation" FOR EACH ROW EXECUTE FUNCTION evaluation_stays();
--> statement-breakpoint
-- In force is a contract only by the signatures of both its sides on one hash: that of its text.
CREATE FUNCTION contract_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c contract%ROWTYPE;
BEGIN
  SELECT * INTO c FROM contract WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF c.in_force_at IS NULL THEN
    IF c.state IN ('in_force', 'completed', 'terminated') THEN
      RAISE EXCEPTION 'contract % is in force from no day', c.id USING ERRCODE = 'check_violation', CONSTRAINT = 'contract_is_signed';
    END IF;
    RETURN NULL;
  END IF;
  IF (SELECT count(*) FROM contract_signature s JOIN contract_text t ON t.id = s.text_id AND t.sha256 = s.sha256
      WHERE s.text_id = c.text_id AND s.contract_id = c.id
        AND (s.side, s.organization_id) IN (('client', c.client_id), ('developer', c.developer_id))) <> 2 THEN
    RAISE EXCEPTION 'contract % is not signed by both sides', c.id USING ERRCODE = 'check_violation', CONSTRAINT = 'contract_is_signed';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contract_is_signed AFTER INSERT OR UPDATE ON "contract" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION contract_is_signed();
--> statement-breakpoint
-- The milestones of a contract in force sum to its amount.
CREATE FUNCTION milestones_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  which uuid;
  c contract%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'contract' THEN which := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN which := OLD.contract_id;
  ELSE which := NEW.contract_id;
  END IF;
  SELECT * INTO c FROM contract WHERE id = which;
  IF FOUND AND c.in_force_at IS NOT NULL
     AND (SELECT coalesce(sum(amount), 0) FROM contract_milestone WHERE contract_id = c.id) <> c.amount THEN
    RAISE EXCEPTION 'the milestones of contract % do not sum to its amount', c.id USING ERRCODE = 'check_violation', CONSTRAINT = 'milestones_sum';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER milestones_sum AFTER INSERT OR UPDATE OF amount, contract_id OR DELETE ON "contract_milestone" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION milestones_sum();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contract_milestones_sum AFTER INSERT OR UPDATE OF amount, in_force_at ON "contract" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION milestones_sum();
--> statement-breakpoint
-- A milestone's state, its own columns of money and its charge say the same.
CREATE FUNCTION milestone_money_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m contract_milestone%ROWTYPE;
  ch charge%ROWTYPE;
  agrees boolean;
BEGIN
  SELECT * INTO m FROM contract_milestone WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  agrees := CASE
    WHEN m.state IN ('planned', 'awaiting_payment') THEN m.funded = 0 AND m.released = 0 AND m.returned = 0
    WHEN m.state IN ('accepted', 'failed', 'settled') THEN m.funded = m.amount AND m.released + m.returned = m.amount
    WHEN m.state = 'terminated' THEN m.funded IN (0, m.amount) AND m.released = 0 AND m.returned = m.funded
    ELSE m.funded = m.amount AND m.released = 0 AND m.returned = 0
  END;
  IF agrees AND m.funded > 0 THEN
    SELECT * INTO ch FROM charge WHERE cause_type = 'milestone' AND cause_id = m.id AND state NOT IN ('cancelled', 'expired');
    agrees := FOUND AND ch.held AND ch.paid = m.funded AND ch.refunded >= m.returned AND (ch.released_at IS NOT NULL) = (m.released > 0);
  END IF;
  IF NOT agrees THEN
    RAISE EXCEPTION 'the money of milestone % does not agree with its state %', m.id, m.state USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_money_agrees';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER milestone_money_agrees AFTER INSERT OR UPDATE ON "contract_milestone" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION milestone_money_agrees();
