import {
  type Context,
  type Emitter,
  Hash,
  type Liquid,
  RenderTag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from 'liquidjs';
import { once } from '../once.ts';
import type { QuickLiquid, QuickTag } from './quick-templates.ts';
import { type Question, quickToken } from './quick-values.ts';
import { PageText, renderAll } from './render-all.ts';

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
    readonly renderOften?: (context: Context, emitter: Emitter) => void;

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Liquid['parser']) {
      super(token, rest, liquid, parser);
      const [, name, given = ''] = /^\s*['"]([^'"]+)['"]\s*,?(.*)$/s.exec(token.args) ?? [];
      if (name === undefined || /^\s*(with|for)\s/.test(given)) return;
      const questions = Object.entries(new Hash(given).hash).map(([argument, written]): Argument => {
        return { argument, ask: written === undefined ? () => true : quickToken(written) };
      });
      const partial = once(() => engine.partial(name));
      this.renderNow = (context, emitter) => {
        render(partial(), questions, answersTo(questions, context), context, emitter);
      };
      if (!followsFromArguments.has(name)) return;
      const answer = remembered(name, partial, questions);
      this.renderOften = (context, emitter) => {
        const values = answersTo(questions, context);
        emitter.write(answer(values, context) ?? render(partial(), questions, values, context));
      };
      // What is told nothing is the same everywhere.
      if (questions.length === 0) this.renderNow = this.renderOften;
    }
  }

  const render = (
    partial: readonly Template[],
    questions: readonly Argument[],
    values: readonly unknown[],
    context: Context,
    emitter: Emitter = new PageText(),
  ): string => {
    const inside = context.spawn();
    const scope = inside.bottom() as Record<string, unknown>;
    for (let index = 0; index < questions.length; index += 1) scope[questions[index]?.argument ?? ''] = values[index];
    return renderAll(partial, inside, emitter);
  };

  /** Answers undefined where the arguments are not such that the answer could be remembered. */
  const remembered = (name: string, partial: () => readonly Template[], questions: readonly Argument[]) => {
    const known = memory.get(name) ?? new WeakMap<object, Map<string, string>>();
    memory.set(name, known);
    return (values: readonly unknown[], context: Context): string | undefined => {
      const place = placeOf(questions, values, context);
      if (place === undefined) return undefined;
      const answers = known.get(place.object) ?? new Map<string, string>();
      const answer = answers.get(place.plain);
      if (answer !== undefined) return answer;
      const html = render(partial(), questions, values, context);
      answers.set(place.plain, html);
      known.set(place.object, answers);
      return html;
    };
  };

  engine.registerTag('render', RememberingTag);
}

interface Argument {
  readonly argument: string;
  readonly ask: Question;
}

function answersTo(questions: readonly Argument[], context: Context): readonly unknown[] {
  return questions.map(({ ask }) => ask(context, false));
}

/** Where an answer is remembered. */
interface Place {
  readonly object: object;
  readonly plain: string;
}

/**
 * The one object among the arguments, or `site` when there is none, and the rest as text; undefined when they are no such
 * arguments.
 */
function placeOf(questions: readonly Argument[], values: readonly unknown[], { globals }: Context): Place | undefined {
  let object: object | undefined;
  let plain = '';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    const name = questions[index]?.argument ?? '';
    if (typeof value === 'object' && value !== null) {
      if (object !== undefined) return undefined;
      object = value;
      plain += `${name}\0`;
    } else plain += `${name} ${typeof value} ${String(value)}\0`;
  }
  const place: unknown = object ?? globals.site;
  return typeof place === 'object' && place !== null ? { object: place, plain } : undefined;
}

/** Names of the templates that do not depend on the page they stand on. */
export function partialsWithoutPage(templates: Readonly<Record<string, string>>): ReadonlySet<string> {
  const codeOf = (name: string) => (templates[name] ?? '').replace(comment, '');
  const without = new Set(Object.keys(templates).filter((name) => !/\bpage\b/.test(codeOf(name))));
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const name of without) {
      const rendered = [...codeOf(name).matchAll(/\{%-?\s*(?:render|include|layout)\s+([^\s,%]+)/g)];
      const isPure = rendered.every(([, quoted = '']) => without.has(quoted.replace(/^['"]|['"]$/g, '')));
      if (!isPure) isStable = !without.delete(name);
    }
  }
  return without;
}

/** What a template says about itself at its beginning, where `page` is just a word. */
const comment = /^\s*\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/;
