-- Whose publication it is and where: as the case says, whatever is inserted.
CREATE FUNCTION publication_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT c.subject_id, c.region_code INTO NEW.subject_id, NEW.region_code
    FROM decision d JOIN misconduct_case c ON c.id = d.case_id WHERE d.id = NEW.decision_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER publication_about BEFORE INSERT ON "publication" FOR EACH ROW EXECUTE FUNCTION publication_of_its_case();
