import { api } from "./api.ts";
import { booking } from "./booking.ts";
import { calendar } from "./calendar.ts";
import { catalog } from "./catalog.ts";
import { common } from "./common.ts";
import { compare } from "./compare.ts";
import { editor } from "./editor.ts";
import { help } from "./help.ts";
import { identity } from "./identity.ts";
import { imports } from "./imports.ts";
import { lifecycles } from "./lifecycles.ts";
import { notices } from "./notices.ts";
import { organization } from "./organization.ts";
import { oversight } from "./oversight.ts";
import { problems } from "./problems.ts";
import { savedSearches } from "./saved-searches.ts";
import { search } from "./search.ts";
import { synonyms } from "./synonyms.ts";

export const messages = {
  api,
  booking,
  calendar,
  catalog,
  common,
  compare,
  editor,
  help,
  identity,
  imports,
  lifecycles,
  notices,
  organization,
  oversight,
  problems,
  savedSearches,
  search,
  synonyms,
};
