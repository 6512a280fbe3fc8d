import { type Context, type Emitter, LiquidError, RenderError, type Template, toValue, toValueSync } from 'liquidjs';

/** What a page is written into. */
export class PageText implements Emitter {
  buffer = '';

  write(piece: unknown): void {
    this.buffer += typeof piece === 'string' ? piece : textOf(piece);
  }
}

function textOf(value: unknown): string {
  const plain: unknown = toValue(value);
  if (Array.isArray(plain)) return plain.map(textOf).join('');
  return plain === undefined || plain === null ? '' : String(plain);
}

/** Lists of templates between two looks at the time: a look takes longer than most of them. */
const listsBetweenLooks = 64;
let lists = 0;

/** Renders templates one after another, as LiquidJS does; now and then looks at the time. Loops have a list a round. */
export function renderAll(templates: readonly Template[], context: Context, emitter: Emitter = new PageText()): string {
  lists += 1;
  if (lists % listsBetweenLooks === 0) context.renderLimit.check(performance.now());
  renderEach(templates, context, emitter);
  return emitter.buffer;
}

/** The same without a look at the time, for what stands in such a list and is rendered once. */
export function renderEach(templates: readonly Template[], context: Context, emitter: Emitter): void {
  for (let index = 0; index < templates.length; index += 1) {
    const template = templates[index] as Template; // There is one at each index below the length.
    try {
      const made: unknown = template.render(context, emitter);
      if (made !== undefined) {
        const html: unknown = toValueSync(made as Parameters<typeof toValueSync>[0]);
        if (html) emitter.write(html);
      }
      if (context.breakCalled || context.continueCalled) break;
    } catch (error) {
      throw LiquidError.is(error) ? error : new RenderError(error as Error, template);
    }
  }
}

/** Names that a part of a template sees; nothing in them comes from JavaScript's own objects. */
export function createScope(names: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, names);
}
