import {
  AssignTag,
  BlockTag,
  type Context,
  Drop,
  type Emitter,
  ForTag,
  LayoutTag,
  type Liquid,
  type Template,
} from 'liquidjs';
import { quickAnswer, quickToken } from './quick-values.ts';
import { createScope, PageText, renderAll } from './render-all.ts';

/** Renders a tag at once. */
export type RenderNow = (context: Context, emitter: Emitter) => void;

/** How LiquidJS's own tags that stand in most templates are rendered at once; undefined for those that are left to it. */
export function quickTag(tag: Template, engine: Liquid): RenderNow | undefined {
  if (tag instanceof ForTag) return Object.keys(tag.hash.hash).length === 0 ? quickFor(tag) : undefined;
  if (tag instanceof AssignTag) return quickAssign(tag, engine);
  if (tag instanceof BlockTag) return (context, emitter) => renderBlock(tag as unknown as Block, context, emitter);
  if (tag instanceof LayoutTag) return quickLayout(tag, engine);
  return undefined;
}

function quickFor({ variable, collection, templates, elseTemplates }: ForTag): RenderNow {
  const ask = quickToken(collection);
  const name = collection.getText();
  return (context, emitter) => {
    const given = ask(context, false);
    const items: readonly unknown[] | undefined = Array.isArray(given) ? given : listOf(given);
    if (items.length === 0) {
      renderAll(elseTemplates, context, emitter);
      return;
    }
    context.setRegister(`continue-${variable}-${name}`, items.length);
    const loop = new Loop(items.length, `${variable}-${name}`);
    const scope = createScope({ forloop: loop });
    context.push(scope);
    for (const item of items) {
      scope[variable] = item;
      context.continueCalled = false;
      context.breakCalled = false;
      renderAll(templates, context, emitter);
      if (context.breakCalled) break;
      loop.i += 1;
    }
    context.continueCalled = false;
    context.breakCalled = false;
    context.pop();
  };
}

/** What LiquidJS goes through in the place of a list. */
function listOf(given: unknown): readonly unknown[] {
  const value: unknown = given instanceof Drop ? given.valueOf() : given;
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.length > 0 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Symbol.iterator in value ? Array.from(value as Iterable<unknown>) : Object.entries(value);
}

/** `forloop` of a template. */
class Loop extends Drop {
  i = 0;
  readonly length: number;
  readonly name: string;

  constructor(length: number, name: string) {
    super();
    this.length = length;
    this.name = name;
  }

  index0(): number {
    return this.i;
  }
  index(): number {
    return this.i + 1;
  }
  first(): boolean {
    return this.i === 0;
  }
  last(): boolean {
    return this.i === this.length - 1;
  }
  rindex(): number {
    return this.length - this.i;
  }
  rindex0(): number {
    return this.length - this.i - 1;
  }
  override valueOf(): string {
    return JSON.stringify(this);
  }
}

/** LiquidJS keeps the fields of this tag to itself. */
interface Assignment {
  readonly key: string;
  readonly value: Parameters<typeof quickAnswer>[0];
}

function quickAssign(tag: AssignTag, engine: Liquid): RenderNow {
  const { key, value } = tag as unknown as Assignment;
  const ask = quickAnswer(value, engine);
  return (context) => {
    context.bottom()[key] = ask(context, engine.options.lenientIf);
  };
}

/** Renders a block; `above` answers `{{ block.super }}` in it. */
type BlockRender = (above: Above, emitter: Emitter) => void;

interface Block {
  readonly block: string;
  readonly templates: readonly Template[];
}

/** The block that another one stands in the place of. */
class Above extends Drop {
  readonly #render: (emitter: Emitter) => void;

  constructor(render: (emitter: Emitter) => void = () => {}) {
    super();
    this.#render = render;
  }

  super(): string {
    const text = new PageText();
    this.#render(text);
    return text.buffer;
  }
}

function blocksOf(context: Context): Record<string, BlockRender> {
  return context.getRegister('blocks', {}) as Record<string, BlockRender>;
}

function renderBlock(tag: Block, context: Context, emitter: Emitter): void {
  const blocks = blocksOf(context);
  const below = blocks[tag.block];
  const own: BlockRender = (above, into) => {
    const open = context.getRegister('blockStack', []) as Block[];
    if (open.includes(tag)) throw new Error('block tag cannot be nested');
    open.push(tag);
    context.push(createScope({ block: above }));
    renderAll(tag.templates, context, into);
    context.pop();
    open.pop();
  };
  const render: BlockRender =
    below === undefined ? own : (above, into) => below(new Above((text) => own(above, text)), into);
  if (context.getRegister('blockMode') === keeping) blocks[tag.block] = render;
  else render(new Above(), emitter);
}

/** What a template does with its blocks while its layout waits for them, and otherwise. */
const keeping = 1;
const writing = 0;

interface Layout {
  readonly file?: unknown;
  readonly currentFile?: string;
  readonly args: { readonly hash: object };
  readonly templates: readonly Template[];
}

function quickLayout(tag: LayoutTag, engine: Liquid): RenderNow | undefined {
  const { file, currentFile, args, templates } = tag as unknown as Layout;
  if (typeof file !== 'string' || file === '' || Object.keys(args.hash).length > 0) return undefined;
  return (context, emitter) => {
    const layout = engine._parseLayoutFile(file, true, currentFile) as unknown as readonly Template[];
    context.setRegister('blockMode', keeping);
    const html = renderAll(templates, context);
    const blocks = blocksOf(context);
    blocks[''] ??= (_above, into) => into.write(html);
    context.setRegister('blockMode', writing);
    context.push(createScope());
    renderAll(layout, context, emitter);
    context.pop();
  };
}
