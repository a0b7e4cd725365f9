-- Milestones that wait for their money: it is late from the end of the time for funding.
UPDATE "contract_milestone" SET "unpaid_from" = coalesce("late_from", "deadline")
  WHERE "state" IN ('planned', 'awaiting_payment') AND "unpaid_from" IS NULL;
