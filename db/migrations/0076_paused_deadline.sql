ALTER TABLE "contract_milestone" ADD COLUMN "paused_deadline" timestamp (3) with time zone;--> statement-breakpoint
-- Of what is in dispute now: its work is late from where it was, and silence accepts as many days after the delivery as was agreed.
UPDATE "contract_milestone" m SET "paused_deadline" = coalesce(m."late_from",
    m."delivered_at" + (t."terms" ->> 'acceptanceDays')::integer * interval '1 day')
  FROM "contract" c JOIN "contract_text" t ON t."id" = c."text_id"
  WHERE c."id" = m."contract_id" AND m."state" IN ('disputed', 'failure_declared');
