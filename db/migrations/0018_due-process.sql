-- What is written once: the file of a case, decisions, their service and publication, what changed in a record.
CREATE TRIGGER case_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_file" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_custody_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_custody" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_notice_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_notice" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER proposed_measure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "proposed_measure" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "decision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decided_measure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "decided_measure" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decision_service_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "decision_service" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER publication_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "publication" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER publication_withdrawal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "publication_withdrawal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_event_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_event_change" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER standing_certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "standing_certificate" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A published rule book stays as it was published.
CREATE FUNCTION refuse_change_of_published_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'rule book % is published', OLD.version USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER rule_book_published BEFORE UPDATE OR DELETE ON "rule_book" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_book();
--> statement-breakpoint
CREATE FUNCTION refuse_change_in_published_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  book uuid;
BEGIN
  FOREACH book IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.rule_book_id] WHEN 'DELETE' THEN ARRAY[OLD.rule_book_id]
    ELSE ARRAY[OLD.rule_book_id, NEW.rule_book_id] END LOOP
    IF EXISTS (SELECT 1 FROM rule_book WHERE id = book AND published_at IS NOT NULL) THEN
      RAISE EXCEPTION '% belongs to a published rule book', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER offence_published BEFORE INSERT OR UPDATE OR DELETE ON "offence" FOR EACH ROW EXECUTE FUNCTION refuse_change_in_published_book();
--> statement-breakpoint
CREATE TRIGGER offence_measure_published BEFORE INSERT OR UPDATE OR DELETE ON "offence_measure" FOR EACH ROW EXECUTE FUNCTION refuse_change_in_published_book();
--> statement-breakpoint
CREATE TRIGGER measure_rule_published BEFORE INSERT OR UPDATE OR DELETE ON "measure_rule" FOR EACH ROW EXECUTE FUNCTION refuse_change_in_published_book();
--> statement-breakpoint
CREATE TRIGGER publication_rule_published BEFORE INSERT OR UPDATE OR DELETE ON "publication_rule" FOR EACH ROW EXECUTE FUNCTION refuse_change_in_published_book();
--> statement-breakpoint
CREATE TRIGGER procedure_limit_published BEFORE INSERT OR UPDATE OR DELETE ON "procedure_limit" FOR EACH ROW EXECUTE FUNCTION refuse_change_in_published_book();
--> statement-breakpoint
-- Who signs is not who investigated, nor, on review, who decided or chaired; a sanction follows a closed defence and,
-- where one was asked for, a hearing. Whatever writes the row.
CREATE FUNCTION decision_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c misconduct_case%ROWTYPE;
  n case_notice%ROWTYPE;
BEGIN
  SELECT * INTO STRICT c FROM misconduct_case WHERE id = NEW.case_id;
  IF NEW.signer_id IS NOT DISTINCT FROM c.officer_id OR NEW.signer_id IS NOT DISTINCT FROM c.complainant_id THEN
    RAISE EXCEPTION 'the signer of a decision has not investigated or complained' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signer';
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
CREATE TRIGGER decision_lawful BEFORE INSERT ON "decision" FOR EACH ROW EXECUTE FUNCTION decision_is_lawful();
--> statement-breakpoint
-- A decision lays only what the notice announced, no longer than that, and within the rule book.
CREATE FUNCTION decided_measure_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  d decision%ROWTYPE;
BEGIN
  SELECT * INTO STRICT d FROM decision WHERE id = NEW.decision_id;
  IF d.kind NOT IN ('sanction', 'changed') OR NOT EXISTS (
    SELECT 1 FROM proposed_measure p WHERE p.notice_id = d.notice_id AND p.kind = NEW.kind
      AND (p.days IS NULL) = (NEW.days IS NULL) AND (NEW.days IS NULL OR NEW.days <= p.days)) THEN
    RAISE EXCEPTION 'a decision is not harder than the notice' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_measure_announced';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM offence_measure o WHERE o.rule_book_id = d.rule_book_id AND o.offence_code = d.offence_code AND o.kind = NEW.kind
      AND (o.min_days IS NULL) = (NEW.days IS NULL) AND (NEW.days IS NULL OR NEW.days BETWEEN o.min_days AND o.max_days)) THEN
    RAISE EXCEPTION 'a measure is in the rule book' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_measure_in_rule_book';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER decided_measure_lawful BEFORE INSERT ON "decided_measure" FOR EACH ROW EXECUTE FUNCTION decided_measure_is_lawful();
--> statement-breakpoint
-- A measure is what a served decision lays on the accused, from the service on, no longer than decided.
CREATE FUNCTION measure_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM decided_measure m
      JOIN decision d ON d.id = m.decision_id
      JOIN decision_service s ON s.decision_id = d.id
      JOIN misconduct_case c ON c.id = d.case_id
      JOIN rule_book b ON b.id = d.rule_book_id
    WHERE m.id = NEW.decided_measure_id AND d.id = NEW.decision_id AND m.kind = NEW.kind
      AND c.subject_id = NEW.organization_id AND d.document_no = NEW.case_no AND s.at <= NEW."from"
      AND b.effective_at < (c.act_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
      AND (m.days IS NULL) = (NEW.until IS NULL)
      AND (m.days IS NULL OR NEW.until <= NEW."from" + make_interval(days => m.days))) THEN
    RAISE EXCEPTION 'a measure follows a served decision and its term' USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_of_served_decision';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER measure_lawful BEFORE INSERT ON "measure" FOR EACH ROW EXECUTE FUNCTION measure_is_lawful();
--> statement-breakpoint
-- Only served sanctions are published, in the class they have and for as long as the rule book says.
CREATE FUNCTION publication_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM decision d
      JOIN decision_service s ON s.decision_id = d.id
      JOIN publication_rule p ON p.rule_book_id = d.rule_book_id AND p.class = d.class
    WHERE d.id = NEW.decision_id AND d.kind IN ('sanction', 'changed') AND d.class = NEW.class AND s.at <= NEW."from" AND p.published
      AND NEW.until <= s.at + make_interval(days => p.max_days)) THEN
    RAISE EXCEPTION 'a publication is of a served sanction, within its class' USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_of_served_decision';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER publication_lawful BEFORE INSERT ON "publication" FOR EACH ROW EXECUTE FUNCTION publication_is_lawful();
