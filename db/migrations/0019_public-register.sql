ALTER TABLE "publication" ADD COLUMN "facts" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "publication" ADD COLUMN "region_code" text;--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_subject_id_organization_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decided_measure_kind_index" ON "decided_measure" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "decision_document_trgm" ON "decision" USING gin ("document_no" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "objection_open_once" ON "objection" USING btree ("about","about_id") WHERE state = 'filed';--> statement-breakpoint
CREATE INDEX "publication_region_code_from_index" ON "publication" USING btree ("region_code","from");--> statement-breakpoint
CREATE INDEX "publication_subject_id_index" ON "publication" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "measure_decision_id_index" ON "measure" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "organization_name_zh_trgm" ON "organization" USING gin ("name_zh" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "organization_name_en_trgm" ON "organization" USING gin (lower("name_en") gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "publication" ADD CONSTRAINT "publication_about" CHECK ("publication"."subject_id" is not null and "publication"."region_code" is not null);