import type { Bench } from "./bench.ts";
import { calendar } from "./calendar/bench.ts";
import { contested } from "./contested/bench.ts";
import { detail } from "./detail/bench.ts";
import { importList } from "./import/bench.ts";
import { indexLag } from "./index-lag/bench.ts";
import { json } from "./json/bench.ts";
import { ledger } from "./ledger/bench.ts";
import { memory } from "./memory/bench.ts";
import { page } from "./page/bench.ts";
import { register } from "./register/bench.ts";
import { reserve } from "./reserve/bench.ts";
import { reserveHttp } from "./reserve-http/bench.ts";
import { search } from "./search/bench.ts";
import { standing } from "./standing/bench.ts";
import { start } from "./start/bench.ts";
import { weight } from "./weight/bench.ts";

/** Everything that `npm run bench` measures, in the order of its table. */
export const benches: readonly Bench[] = [
  search,
  indexLag,
  json,
  page,
  detail,
  reserve,
  reserveHttp,
  contested,
  calendar,
  standing,
  register,
  importList,
  ledger,
  start,
  memory,
  weight,
];
