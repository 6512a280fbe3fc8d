import { type Context, type Emitter, Hash, type Liquid, RenderTag, type TagToken, type TopLevelToken } from 'liquidjs';
import { PageText, type QuickLiquid, type QuickTag, renderAll } from './quick-templates.ts';
import { type Question, quickToken } from './quick-values.ts';

/**
 * Lets `{% render 'parts/entry', post: post %}` answer from memory when it was made before: the same post stands in many
 * lists. A partial sees its arguments, `site` and `page` only; one that never says `page` (nor renders one that does)
 * follows from its arguments within a build, as long as one of them is an object and the others are plain.
 */
export function rememberPartials(engine: QuickLiquid, templates: Readonly<Record<string, string>>): void {
  const followsFromArguments = partialsWithoutPage(templates);
  const memory = new Map<string, WeakMap<object, Map<string, string>>>();

  class RememberingTag extends RenderTag implements QuickTag {
    /** Absent for a partial that is named by a variable, or rendered for each of a list: LiquidJS sees to those. */
    readonly renderNow?: (context: Context, emitter: Emitter) => void;

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Liquid['parser']) {
      super(token, rest, liquid, parser);
      const [, name, given = ''] = /^\s*['"]([^'"]+)['"]\s*,?(.*)$/s.exec(token.args) ?? [];
      if (name === undefined || /^\s*(with|for)\s/.test(given)) return;
      const questions = Object.entries(new Hash(given).hash).map(([argument, written]): [string, Question] => [
        argument,
        written === undefined ? () => true : quickToken(written),
      ]);
      const isPure = followsFromArguments.has(name);
      this.renderNow = (context, emitter) => {
        const values = Object.fromEntries(questions.map(([argument, ask]) => [argument, ask(context, false)]));
        const place = isPure ? placeOf(values, siteOf(context)) : undefined;
        emitter.write(place === undefined ? render(name, values, context) : remembered(name, place, values, context));
      };
    }
  }

  const render = (name: string, values: object, context: Context): string => {
    const inside = context.spawn();
    Object.assign(inside.bottom(), values);
    return renderAll(engine.partial(name), inside, new PageText());
  };

  const remembered = (name: string, { object, plain }: Place, values: object, context: Context): string => {
    const partial = memory.get(name) ?? new WeakMap<object, Map<string, string>>();
    memory.set(name, partial);
    const answers = partial.get(object) ?? new Map<string, string>();
    partial.set(object, answers);
    const html = answers.get(plain) ?? render(name, values, context);
    answers.set(plain, html);
    return html;
  };

  engine.registerTag('render', RememberingTag);
}

/** Where an answer is remembered. */
interface Place {
  readonly object: object;
  readonly plain: string;
}

/** What every page of a section shares. */
function siteOf({ globals }: Context): object | undefined {
  const site: unknown = globals.site;
  return typeof site === 'object' && site !== null ? site : undefined;
}

/**
 * The one object among the arguments, or `site` when there is none, and the rest as text; undefined when they are no such
 * arguments.
 */
function placeOf(given: Readonly<Record<string, unknown>>, site: object | undefined): Place | undefined {
  let object: object | undefined;
  const plain: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'object' && value !== null) {
      if (object !== undefined) return undefined;
      object = value;
      plain.push(name);
    } else plain.push(name, typeof value, String(value));
  }
  const place = object ?? site;
  return place === undefined ? undefined : { object: place, plain: plain.join('\0') };
}

/** Names of the templates that do not depend on the page they stand on. */
function partialsWithoutPage(templates: Readonly<Record<string, string>>): ReadonlySet<string> {
  const without = new Set(Object.keys(templates).filter((name) => !/\bpage\b/.test(templates[name] ?? '')));
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const name of without) {
      const rendered = [...(templates[name] ?? '').matchAll(/\{%-?\s*(?:render|include|layout)\s+([^\s,%]+)/g)];
      const isPure = rendered.every(([, quoted = '']) => without.has(quoted.replace(/^['"]|['"]$/g, '')));
      if (!isPure) isStable = !without.delete(name);
    }
  }
  return without;
}
