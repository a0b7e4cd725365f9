import type { Bench } from "../bench.ts";
import { figureOf, inTurn, load } from "../booking/generators.ts";
import { makeWorld } from "../booking/world.ts";
import { withScratchDatabase } from "../scratch.ts";

const slots = 20;
const requests = 2000;
const processes = 2;

/** Many requests for few slots of one unit: as many winners as slots, and everybody else told that it is taken. */
export const contested: Bench = {
  id: "contested",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async (connection) => {
      const worlds = { raw: await makeWorld(connection, 1), reserve: await makeWorld(connection, 1) };
      await connection.sql`vacuum analyze`;
      const epoch = Date.now();
      const book = (how: "raw" | "reserve") => async (round: number) => {
        const wish = { kind: "same" as const, from: round * slots, slots, requests };
        const done = await load({ url: connection.url, world: worlds[how], how, epoch, wish }, processes);
        const { booked, slot_taken: taken, ...others } = done.outcomes;
        if (booked !== slots || taken !== requests - slots || Object.keys(others).length > 0)
          throw new Error(`contested: ${how} came out as ${JSON.stringify(done.outcomes)}`);
        return done;
      };
      const both = await inTurn("contested", say, book("reserve"), book("raw"));
      return [figureOf("2,000 requests for 20 slots", both, 0.5)];
    }),
};
