import type { Bench } from "../bench.ts";
import { figureOf, inTurn, load } from "../booking/generators.ts";
import { makeWorld } from "../booking/world.ts";
import { withScratchDatabase } from "../scratch.ts";

const seconds = 4;
/** Half hours that no client gets through in a round. */
const perRound = 8000;

/** Bookings that nobody else wants, through the domain command, beside the least SQL that makes one. */
export const reserve: Bench = {
  id: "reserve",
  run: ({ databaseUrl, say }) =>
    withScratchDatabase(databaseUrl, async (connection) => {
      const worlds = { raw: await makeWorld(connection), reserve: await makeWorld(connection) };
      await connection.sql`vacuum analyze`;
      const epoch = Date.now();
      const book = (how: "raw" | "reserve") => async (round: number) => {
        const wish = { kind: "each" as const, from: round * perRound, seconds };
        const done = await load({ url: connection.url, world: worlds[how], how, epoch, wish }, 1);
        const others = Object.keys(done.outcomes).filter((outcome) => outcome !== "booked");
        if (others.length > 0)
          throw new Error(`reserve: ${how} came out as ${JSON.stringify(done.outcomes)}`);
        return done;
      };
      return [
        figureOf("bookings, 16 clients", await inTurn("reserve", say, book("reserve"), book("raw")), 0.5),
      ];
    }),
};
