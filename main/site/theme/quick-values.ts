import {
  type Context,
  Drop,
  type Emitter,
  type Expression,
  evalToken,
  type Filter,
  isTruthy,
  type Liquid,
  type Token,
  TypeGuards,
  toValue,
  toValueSync,
  type Value,
} from 'liquidjs';

/** Asks something of the variables that a template sees. `isLenient`: a variable that nobody gave is null, not an error. */
export type Question = (context: Context, isLenient: boolean) => unknown;

/** A value of a template, `post.title | truncate: 20`, as a question; answers what LiquidJS writes and compares. */
export function quickValue(value: Value, engine: Liquid): Question {
  const ask = quickAnswer(value, engine);
  return (context, isLenient) => {
    const value = ask(context, isLenient);
    return typeof value === 'object' ? toValue(value) : value;
  };
}

/** Such a value as LiquidJS hands it on. */
export function quickAnswer({ initial, filters }: Value, engine: Liquid): Question {
  const first = quickExpression(initial);
  const [apply, ...others] = filters.map((filter) => quickFilter(filter, engine));
  if (apply === undefined) return first;
  const hasDefault = filters[0]?.name === 'default';
  const ask: Question = (context, isLenient) =>
    apply(first(context, isLenient || (hasDefault && context.opts.lenientIf)), context);
  return others.reduce<Question>(
    (before, then) => (context, isLenient) => then(before(context, isLenient), context),
    ask,
  );
}

/**
 * Writes a value of a template. What is the same on every page, `{{ 'archive' | text }}`, is asked once.
 */
export function quickOutput(value: Value, engine: Liquid): (context: Context, emitter: Emitter) => void {
  const ask = quickValue(value, engine);
  if (!isSettled(value, engine)) return (context, emitter) => emitter.write(ask(context, false));
  let text: unknown;
  return (context, emitter) => {
    text ??= ask(context, false);
    emitter.write(text);
  };
}

/** Whether a value follows from what stands in the template and the theme alone. */
function isSettled({ initial, filters }: Value, engine: Liquid): boolean {
  const [only, ...others] = initial.postfix;
  if (only === undefined || others.length > 0 || !('content' in only)) return false;
  const isEscape = (name: string) => !Object.hasOwn(engine.filters, name);
  return filters.every(
    ({ name, args }) =>
      args.length === 0 && (name === 'text' || name === 'asset' || name === 'escape' || isEscape(name)),
  );
}

/** A condition, which LiquidJS has in the order in which it is worked out: operands, and after them what joins them. */
function quickExpression(expression: Expression): Question {
  const slow: Question = (context, isLenient) => toValueSync(expression.evaluate(context, isLenient));
  const asked: Question[] = [];
  for (const token of expression.postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      asked.push(quickToken(token));
      continue;
    }
    const { operator } = token;
    const right = asked.pop();
    const left = asked.pop();
    if (operator === 'not' || left === undefined || right === undefined) return slow;
    asked.push((context, isLenient) => compare(operator, left(context, isLenient), right(context, isLenient), context));
  }
  const [whole] = asked;
  return whole === undefined || asked.length > 1 ? slow : whole;
}

function compare(operator: string, left: unknown, right: unknown, context: Context): unknown {
  if (operator === 'and') return isTruthy(toValue(left), context) && isTruthy(toValue(right), context);
  if (operator === 'or') return isTruthy(toValue(left), context) || isTruthy(toValue(right), context);
  if (isPlain(left) && isPlain(right)) {
    if (operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '>' && typeof left === 'number' && typeof right === 'number') return left > right;
  }
  return toValueSync(context.opts.operators[operator]?.(left, right, context));
}

/** Plain values are compared as JavaScript does; objects may be LiquidJS's own `empty` and `blank`. */
function isPlain(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

/** One operand of a template, `post.title` or `'text'`, as a question. */
export function quickToken(token: Token): Question {
  if ('content' in token) {
    const { content } = token;
    return () => content;
  }
  const slow: Question = (context, isLenient) => toValueSync(evalToken(token, context, isLenient));
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return slow;
  const names = token.props.map((prop) => ('content' in prop ? prop.content : undefined));
  const path = names.filter((name) => typeof name === 'string');
  return path.length === names.length ? quickPath(path, slow) : slow;
}

/** What cannot be found is looked for again by LiquidJS, which says where it was missing. */
function quickPath(path: readonly string[], slow: Question): Question {
  const [top = ''] = path;
  return (context, isLenient) => {
    // LiquidJS calls it private and has no other way to ask.
    let value: unknown = (context as unknown as Scoped).findScope(top);
    for (let index = 0; index < path.length; index += 1) {
      const name = path[index] ?? '';
      const field = ownField(value, name);
      if (field !== undefined) {
        value = field;
        continue;
      }
      value = context.readProperty(value as object, name);
      if (value === undefined) return slow(context, isLenient);
      if (typeof value === 'object' && value !== null && 'next' in value && !(value instanceof LiquidDrop))
        value = toValueSync(value as Asked);
    }
    return typeof value === 'object' && value instanceof LiquidDrop ? slow(context, isLenient) : value;
  };
}

/** Bound once: in a bundle, what is imported from LiquidJS is looked up at each use. */
const LiquidDrop = Drop;

/** A field of plain data, or how long a list is; undefined for everything that LiquidJS reads in a way of its own. */
function ownField(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  if (Array.isArray(of)) return name === 'size' ? of.length : undefined;
  const kind: unknown = Object.getPrototypeOf(of);
  if ((kind !== Object.prototype && kind !== null) || !Object.hasOwn(of, name)) return undefined;
  const field = (of as Readonly<Record<string, unknown>>)[name];
  return typeof field === 'function' ? undefined : field;
}

interface Scoped {
  findScope(name: string): object;
}

type Asked = Parameters<typeof toValueSync>[0];

/** Filters that answer at once and look at nothing but their arguments. */
const plainFilters: readonly string[] = ['raw', 'escape', 'text', 'asset', 'share', 'truncate', 'replace', 'append'];

function quickFilter(filter: Filter, engine: Liquid): Apply {
  const slow: Apply = (value, context) => toValueSync(filter.render(value, context));
  const { outputEscape } = engine.options;
  const isEscape = !Object.hasOwn(engine.filters, filter.name);
  const known = isEscape ? outputEscape : plainFilters.includes(filter.name) ? engine.filters[filter.name] : undefined;
  const handler = typeof known === 'object' ? known.handler : known;
  if (typeof handler !== 'function') return slow;
  const given = filter.args.map((written) => {
    const isNamed = Array.isArray(written);
    const token = isNamed ? written[1] : written;
    const ask = token === undefined ? () => undefined : quickToken(token);
    return (context: Context) => (isNamed ? [written[0], ask(context, false)] : ask(context, false));
  });
  const apply: Apply =
    given.length === 0
      ? (value, context) => handler.call({ context, liquid: engine } as FilterSelf, value)
      : (value, context) => {
          const asked = given.map((ask) => ask(context));
          return handler.apply({ context, liquid: engine } as FilterSelf, [value, ...asked]);
        };
  return handler === engine.filters.escape ? escapeWhereNeeded(apply) : apply;
}

type Apply = (value: unknown, context: Context) => unknown;

function escapeWhereNeeded(apply: Apply): Apply {
  return (value, context) => {
    if (typeof value !== 'string' || escaped.test(value)) return apply(value, context);
    context.memoryLimit.use(value.length);
    return value;
  };
}

/** What stands in HTML under another name. */
const escaped = /[&<>"']/;

type FilterSelf = ThisParameterType<Extract<Liquid['filters'][string], (...given: never[]) => unknown>>;
