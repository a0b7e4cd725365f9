-- A published version of a programme's conditions never changes.
CREATE FUNCTION published_voucher_rules_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'voucher rules % are published', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER voucher_rules_published BEFORE UPDATE OR DELETE ON "voucher_rules"
  FOR EACH ROW EXECUTE FUNCTION published_voucher_rules_stand();
--> statement-breakpoint
-- A voucher goes by conditions that were published, and what its holds set aside and took is what it says; at commit, because
-- voucher and holds are written apart.
CREATE FUNCTION voucher_says_its_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said record;
  held record;
BEGIN
  SELECT v.reserved, v.captured, r.published_at, v.id INTO said FROM voucher v JOIN voucher_rules r ON r.id = v.rules_id
    WHERE v.id = CASE TG_TABLE_NAME WHEN 'voucher' THEN (to_jsonb(NEW) ->> 'id')::uuid
      ELSE (to_jsonb(NEW) ->> 'voucher_id')::uuid END;
  IF said.published_at IS NULL THEN
    RAISE EXCEPTION 'voucher % goes by conditions that are not published', said.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'voucher_known_rules';
  END IF;
  SELECT coalesce(sum(h.amount) FILTER (WHERE h.state = 'reserved'), 0) AS reserved,
    coalesce(sum(h.captured), 0) AS captured INTO held FROM voucher_hold h WHERE h.voucher_id = said.id;
  IF (held.reserved, held.captured) IS DISTINCT FROM (said.reserved::numeric, said.captured::numeric) THEN
    RAISE EXCEPTION 'voucher % says % set aside and % used, its holds % and %', said.id, said.reserved, said.captured,
      held.reserved, held.captured USING ERRCODE = 'check_violation', CONSTRAINT = 'voucher_says_its_holds';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER voucher_says_its_holds AFTER INSERT OR UPDATE ON "voucher"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION voucher_says_its_holds();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER hold_is_said_by_voucher AFTER INSERT OR UPDATE ON "voucher_hold"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION voucher_says_its_holds();
