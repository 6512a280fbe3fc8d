/** Answers of the host in memory that are on their way for as long as a test wants. */
export interface HeldAnswers {
  /** Holds back the answer to the next call of this name, with `about` the next whose argument says that; answers how to let it go. */
  hold(name: string, about?: string): () => void;
  /** Resolves when the answer to this call may go; undefined when nothing holds it. */
  held(name: string, argument: unknown): Promise<void> | undefined;
}

/** Nothing is held at first. */
export function createHeldAnswers(): HeldAnswers {
  const wanted: { readonly name: string; readonly about: string; readonly until: Promise<void> }[] = [];
  return {
    hold(name, about = '') {
      let release: () => void = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      wanted.push({ name, about, until });
      return () => release();
    },
    held(name, argument) {
      const said = JSON.stringify(argument) ?? '';
      const index = wanted.findIndex((one) => one.name === name && said.includes(one.about));
      return index < 0 ? undefined : wanted.splice(index, 1)[0]?.until;
    },
  };
}
