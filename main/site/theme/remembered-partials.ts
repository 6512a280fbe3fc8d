import { type Context, type Emitter, Hash, type Liquid, RenderTag, type TagToken, type TopLevelToken } from 'liquidjs';
import { PageText } from './quick-templates.ts';

/**
 * Lets `{% render 'parts/entry', post: post %}` answer from memory when it was made before: the same post stands in many
 * lists. A partial sees its arguments, `site` and `page` only; one that never says `page` (nor renders one that does)
 * follows from its arguments within a build, as long as one of them is an object and the others are plain.
 */
export function rememberPartials(engine: Liquid, templates: Readonly<Record<string, string>>): void {
  const followsFromArguments = partialsWithoutPage(templates);
  const memory = new Map<string, WeakMap<object, Map<string, string>>>();

  class RememberingTag extends RenderTag {
    readonly #name: string | undefined;
    readonly #arguments: Hash;

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Liquid['parser']) {
      super(token, rest, liquid, parser);
      const [, name, given = ''] = /^\s*['"]([^'"]+)['"]\s*,?(.*)$/s.exec(token.args) ?? [];
      const isPlain = name !== undefined && followsFromArguments.has(name) && !/^\s*(with|for)\s/.test(given);
      this.#name = isPlain ? name : undefined;
      this.#arguments = new Hash(isPlain ? given : '');
    }

    override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const name = this.#name;
      // The engine hands back what it is yielded, evaluated.
      const given = name === undefined ? {} : ((yield this.#arguments.render(context)) as Record<string, unknown>);
      const place = name === undefined ? undefined : placeOf(given, siteOf(context));
      if (name === undefined || place === undefined) {
        yield super.render(context, emitter);
        return;
      }
      const partial = memory.get(name) ?? new WeakMap<object, Map<string, string>>();
      memory.set(name, partial);
      const answers = partial.get(place.object) ?? new Map<string, string>();
      partial.set(place.object, answers);
      let html = answers.get(place.plain);
      if (html === undefined) {
        const collect = new PageText();
        yield super.render(context, collect);
        html = collect.buffer;
        answers.set(place.plain, html);
      }
      emitter.write(html);
    }
  }
  engine.registerTag('render', RememberingTag);
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
function placeOf(
  given: Readonly<Record<string, unknown>>,
  site: object | undefined,
): { object: object; plain: string } | undefined {
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
