-- The same rules as before, in fewer looks: the posting and the entry before are read together, columns instead of rows,
-- and which posting is checked is not read from JSON.
CREATE OR REPLACE FUNCTION entry_carries_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own record;
  last record;
BEGIN
  SELECT currency, purpose INTO STRICT own FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  -- A statement of its own: it sees what others have written while the account was waited for.
  SELECT p.at, p.currency, e.n, e.balance INTO STRICT last
    FROM posting p
    LEFT JOIN LATERAL (SELECT n, balance FROM entry WHERE account_id = NEW.account_id ORDER BY n DESC LIMIT 1) e ON true
    WHERE p.id = NEW.posting_id;
  IF own.currency <> last.currency THEN
    RAISE EXCEPTION 'a posting has one currency' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_currency';
  END IF;
  NEW.n := coalesce(last.n, 0) + 1;
  NEW.at := last.at;
  NEW.balance := coalesce(last.balance, 0) + NEW.amount;
  IF NEW.balance < 0 AND own.purpose IN ('held', 'refund_due', 'budget', 'voucher') THEN
    RAISE EXCEPTION 'there is no more on the % account than was put there', own.purpose
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_overdrawn';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked uuid;
  entries bigint;
  total numeric;
BEGIN
  IF TG_TABLE_NAME = 'posting' THEN checked := NEW.id; ELSE checked := NEW.posting_id; END IF;
  SELECT count(*), coalesce(sum(amount), 0) INTO entries, total FROM entry WHERE posting_id = checked;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'posting % has % entries that sum to %', checked, entries, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balances';
  END IF;
  RETURN NULL;
END $$;
