CREATE INDEX "decision_on_id_index" ON "decision" USING btree ("on_id");
--> statement-breakpoint
-- Whether the effects of a decision have ended for good at a moment: a review changed or revoked it, it was repaired, or it
-- was found to be wrong.
CREATE FUNCTION decision_has_ended(ended uuid, "when" timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM decision l JOIN decision_service s ON s.decision_id = l.id
                 WHERE l.on_id = ended AND l.kind IN ('changed', 'revoked') AND s.at <= "when")
    OR EXISTS (SELECT 1 FROM repair r WHERE r.decision_id = ended AND r.state = 'granted' AND r.state_since <= "when")
    OR EXISTS (SELECT 1 FROM objection o WHERE o.about = 'decision' AND o.about_id = ended AND o.state = 'sustained'
                 AND o.answered_at <= "when")
    OR EXISTS (SELECT 1 FROM decision d JOIN misconduct_case k ON k.id = d.case_id
                 JOIN credit_event e ON e.organization_id = k.subject_id AND e.cause_type = 'decision' AND e.cause_id = d.id
                 JOIN credit_event_change c ON c.event_id = e.id AND c."from" <= "when" WHERE d.id = ended)
$$;
--> statement-breakpoint
-- From when the terms of a case's decision count: the service of the first, whatever reviews have made of it since.
CREATE FUNCTION decision_counts_from(of_case uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT min(s.at) FROM decision d JOIN decision_service s ON s.decision_id = d.id
  WHERE d.case_id = of_case AND d.kind IN ('sanction', 'changed')
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION publication_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM decision d
      JOIN decision_service s ON s.decision_id = d.id
      JOIN publication_rule p ON p.rule_book_id = d.rule_book_id AND p.class = d.class
    WHERE d.id = NEW.decision_id AND d.kind IN ('sanction', 'changed') AND d.class = NEW.class AND s.at <= NEW."from" AND p.published
      AND NEW.until <= decision_counts_from(d.case_id) + make_interval(days => p.max_days)) THEN
    RAISE EXCEPTION 'a publication is of a served sanction, within its class' USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_of_served_decision';
  END IF;
  IF decision_has_ended(NEW.decision_id, NEW."from") THEN
    RAISE EXCEPTION 'a decision that has ended is not published' USING ERRCODE = 'check_violation', CONSTRAINT = 'publication_of_decision_in_force';
  END IF;
  RETURN NEW;
END $$;
