-- Whoever has served a notice of the case has investigated it, also when it was handed to somebody else since.
CREATE OR REPLACE FUNCTION decision_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c misconduct_case%ROWTYPE;
  n case_notice%ROWTYPE;
BEGIN
  SELECT * INTO STRICT c FROM misconduct_case WHERE id = NEW.case_id;
  IF NEW.signer_id IS NOT DISTINCT FROM c.officer_id OR NEW.signer_id IS NOT DISTINCT FROM c.complainant_id
     OR EXISTS (SELECT 1 FROM case_notice WHERE case_id = c.id AND by_id = NEW.signer_id) THEN
    RAISE EXCEPTION 'the signer of a decision has not investigated or complained' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signer';
  END IF;
  IF EXISTS (SELECT 1 FROM case_recusal WHERE case_id = c.id AND user_id = NEW.signer_id) THEN
    RAISE EXCEPTION 'who was taken off a case does not sign in it' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signer';
  END IF;
  IF NEW.on_id IS NOT NULL AND (NEW.signer_id IS NOT DISTINCT FROM c.chair_id
     OR EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.on_id AND d.signer_id = NEW.signer_id)) THEN
    RAISE EXCEPTION 'a review is signed by another than the first decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_reviewer';
  END IF;
  IF NEW.rule_book_id <> c.rule_book_id THEN
    RAISE EXCEPTION 'a decision goes by the rule book of the time of the act' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_rule_book';
  END IF;
  IF NEW.notice_id IS NOT NULL THEN
    SELECT * INTO STRICT n FROM case_notice WHERE id = NEW.notice_id;
    IF n.case_id <> NEW.case_id OR n.offence_code <> NEW.offence_code OR n.statement_due_at > NEW.signed_at THEN
      RAISE EXCEPTION 'a sanction is decided after the defence has closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_defence';
    END IF;
    IF c.hearing_requested_at IS NOT NULL AND (c.heard_at IS NULL OR c.heard_at > NEW.signed_at) THEN
      RAISE EXCEPTION 'a sanction is decided after the hearing that was asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_hearing';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What a review changes becomes milder: only measures of the decision that it changes, none longer.
CREATE FUNCTION changed_measure_is_milder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.decision_id AND d.kind = 'changed' AND NOT EXISTS (
    SELECT 1 FROM decided_measure m WHERE m.decision_id = d.on_id AND m.kind = NEW.kind
      AND (m.days IS NULL) = (NEW.days IS NULL) AND (NEW.days IS NULL OR NEW.days <= m.days))) THEN
    RAISE EXCEPTION 'a change is milder than the decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_measure_milder';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER changed_measure_milder BEFORE INSERT ON "decided_measure" FOR EACH ROW EXECUTE FUNCTION changed_measure_is_milder();
