/** Does what it is given one after the other. What fails is told to whoever asked, and keeps nothing after it from being done. */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };
}
