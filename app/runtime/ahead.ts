/** The same items, each begun while the one before is still being worked on; an error is told when its item is due. */
export async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    for (let next = begin(items); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = begin(items);
      yield value;
    }
  } finally {
    await items.return(undefined);
  }
}

/** Until it is waited for, nobody would hear of its error, and one that nobody hears ends the process. */
function begin<T>(items: AsyncGenerator<T>): Promise<IteratorResult<T>> {
  const next = items.next();
  next.catch(() => undefined);
  return next;
}
