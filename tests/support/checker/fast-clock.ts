/**
 * One clock for all processes of a trial, `speed` times as fast as the real one, so that deadlines of minutes pass in
 * seconds. Settled by the environment, which every process of the trial is given.
 */
export interface FastClock {
  /** When the trial began, in real milliseconds. */
  epoch: number;
  speed: number;
}

/** Bound before anybody replaces it. */
const realNow = Date.now.bind(Date);

export const fastNow = ({ epoch, speed }: FastClock): number =>
  Math.round(epoch + (realNow() - epoch) * speed);

const preload = new URL("./hasten.ts", import.meta.url).href;

/** What makes a process of Node live by `clock`, the built server too: only what it sees of time is another. */
export const fastEnvironment = ({ epoch, speed }: FastClock): Record<string, string> => ({
  CHECKER_EPOCH: String(epoch),
  CHECKER_SPEED: String(speed),
  NODE_OPTIONS: `--import ${preload}`,
});
