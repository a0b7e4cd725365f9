/** Does one piece of work at a time, in the order asked. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // The next one begins however this one ends; its own caller hears of a failure.
    last = mine.catch(() => undefined);
    return mine;
  };
}
