import type { OpenSite } from '../../common/contract/site.ts';
import type { AnswerOf, ArgumentOf, CallName, Events } from '../../common/contract.ts';
import type { App } from '../app.ts';

/** The program as commands use it: the same calls as the page's, typed. */
export interface Program {
  call<Name extends CallName>(name: Name, argument: ArgumentOf<Name>): Promise<AnswerOf<Name>>;
  /** Hears one kind of event until the program ends. */
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): void;
  /** Opens a blog's folder. */
  open(folder: string): Promise<AnswerOf<'site.open'>>;
}

/** Types an app's calls. Answers are believed: they come from this very program. */
export function programOf(app: App): Program {
  const call = async <Name extends CallName>(name: Name, argument: ArgumentOf<Name>) =>
    (await app.call(name, argument)) as AnswerOf<Name>;
  return {
    call,
    on: (name, listener) => {
      app.on((heard, detail) => {
        // The name decides the type of the detail; the compiler cannot carry the pairing through the comparison.
        if ((heard as string) === name) (listener as (detail: unknown) => void)(detail);
      });
    },
    open: (folder) => call('site.open', { folder }),
  };
}

/** Who holds the blog when it can only be read; undefined when it can be written. */
export function holderOf(site: OpenSite): string | undefined {
  return site.readOnly?.holder;
}
