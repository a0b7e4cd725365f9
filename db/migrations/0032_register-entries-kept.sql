-- Custom SQL migration file, put your code below! ---- What the public register is searched by follows the facts, whoever writes them. A measure runs until its term, or until
-- it is ended for good; one without a term is over once it was carried out (as db/published.ts has it).
CREATE FUNCTION write_register_entries(of_publications uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO register_entry (publication_id, decision_id, subject_id, region_code, class, kinds, words, "from", until, runs_until)
  SELECT p.id, p.decision_id, p.subject_id, p.region_code, p.class,
    coalesce((SELECT array_agg(DISTINCT l.kind) FROM decided_measure l WHERE l.decision_id = p.decision_id), '{}'),
    lower(s.name_zh || E'\n' || s.name_en || E'\n' || d.document_no), p."from", p.until,
    coalesce((SELECT max(least(coalesce(m.until, m."from"), (SELECT min(c."from") FROM measure_change c
        WHERE c.measure_id = m.id AND c.kind NOT IN ('stay', 'resume'))))
      FROM measure m WHERE m.decision_id = p.decision_id), '-infinity')
  FROM publication p JOIN organization s ON s.id = p.subject_id JOIN decision d ON d.id = p.decision_id
  WHERE p.id = ANY(of_publications) AND NOT EXISTS (SELECT 1 FROM publication_withdrawal w WHERE w.publication_id = p.id)
  ON CONFLICT (publication_id) DO UPDATE SET words = excluded.words, runs_until = excluded.runs_until, over = false
$$;
--> statement-breakpoint
CREATE FUNCTION register_entry_of_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_register_entries(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION register_entry_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM register_entry WHERE publication_id = NEW.publication_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION register_entry_of_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_register_entries(array_agg(e.publication_id)) FROM register_entry e WHERE e.decision_id = NEW.decision_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION register_entry_of_measure_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_register_entries(array_agg(e.publication_id)) FROM register_entry e
    JOIN measure m ON m.decision_id = e.decision_id WHERE m.id = NEW.measure_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION register_entry_of_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_register_entries(array_agg(e.publication_id)) FROM register_entry e WHERE e.subject_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER register_entry_made AFTER INSERT ON publication FOR EACH ROW EXECUTE FUNCTION register_entry_of_publication();
--> statement-breakpoint
CREATE TRIGGER register_entry_gone AFTER INSERT ON publication_withdrawal FOR EACH ROW EXECUTE FUNCTION register_entry_withdrawn();
--> statement-breakpoint
CREATE TRIGGER register_entry_runs AFTER INSERT ON measure FOR EACH ROW EXECUTE FUNCTION register_entry_of_measure();
--> statement-breakpoint
CREATE TRIGGER register_entry_ends AFTER INSERT ON measure_change FOR EACH ROW EXECUTE FUNCTION register_entry_of_measure_change();
--> statement-breakpoint
CREATE TRIGGER register_entry_renamed AFTER UPDATE OF name_zh, name_en ON organization FOR EACH ROW
  WHEN (OLD.name_zh IS DISTINCT FROM NEW.name_zh OR OLD.name_en IS DISTINCT FROM NEW.name_en)
  EXECUTE FUNCTION register_entry_of_organization();
--> statement-breakpoint
SELECT write_register_entries(array_agg(id)) FROM publication;
