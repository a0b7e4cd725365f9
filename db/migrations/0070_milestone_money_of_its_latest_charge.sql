-- A milestone's state, its own columns of money and its charge say the same. Money that the payer's bank took back is asked
-- for again by another charge: the latest one that has not ended is the one that counts.
CREATE OR REPLACE FUNCTION milestone_money_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
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
    SELECT * INTO ch FROM charge
      WHERE cause_type = 'milestone' AND cause_id = m.id AND held AND state NOT IN ('cancelled', 'expired')
      ORDER BY id DESC LIMIT 1;
    agrees := FOUND AND ch.paid = m.funded AND ch.refunded >= m.returned AND (ch.released_at IS NOT NULL) = (m.released > 0);
  END IF;
  IF NOT agrees THEN
    RAISE EXCEPTION 'the money of milestone % does not agree with its state %', m.id, m.state USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_money_agrees';
  END IF;
  RETURN NULL;
END $$;
