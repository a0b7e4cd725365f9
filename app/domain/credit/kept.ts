import { Temporal } from "temporal-polyfill";
import { platformZone } from "../working-days.ts";

/** Years that adverse information is handed out, from its determination: Zhejiang public credit ordinance, Art. 16. */
const keptYears = 5;

/**
 * What began before this is shown to nobody any more, unless it still runs. The sealed rows stay as evidence of what was
 * decided; records, certificates and lists do not read them.
 */
export const keptSince = (now: Date): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(now.getTime())
      .toZonedDateTimeISO(platformZone)
      .subtract({ years: keptYears }).epochMilliseconds,
  );
