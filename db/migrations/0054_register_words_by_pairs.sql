-- The characters of a text and each two that follow one another: Chinese words have two characters, and an index of three in
-- a row does not find them. Dear, so that nothing but the index reckons it out.
CREATE FUNCTION grams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$
  SELECT ARRAY(SELECT DISTINCT substr(words, at, size) FROM generate_series(1, length(words)) at, generate_series(1, 2) size)
$$;
--> statement-breakpoint
DROP INDEX "register_entry_words";--> statement-breakpoint
CREATE INDEX "register_entry_words" ON "register_entry" USING gin (grams("words")) WITH (fastupdate=false);