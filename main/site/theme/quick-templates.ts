import {
  type Context,
  type Emitter,
  ForTag,
  IfTag,
  isTruthy,
  Liquid,
  Output,
  type Template,
  toValueSync,
  UnlessTag,
} from 'liquidjs';
import { quickTag } from './quick-tags.ts';
import { quickOutput, quickValue } from './quick-values.ts';
import { renderAll, renderEach } from './render-all.ts';

/**
 * A Liquid engine that renders a site's pages several times faster than LiquidJS by itself, and the same: LiquidJS can wait for
 * promises anywhere, for which each variable costs a handful of generators, and nothing in a theme is ever waited for. The parts
 * of templates that pages are mostly made of (text, variables, conditions, loops, blocks) are asked directly; all others are left
 * to LiquidJS.
 */
export class QuickLiquid extends Liquid {
  readonly #parts = new Map<string, Template[]>();

  constructor(options: ConstructorParameters<typeof Liquid>[0]) {
    super(options);
    this.renderer.renderTemplates = renderAll as unknown as typeof this.renderer.renderTemplates;
  }

  override parseFileSync(file: string): Template[] {
    return this.#made(`template ${file}`, () => super.parseFileSync(file));
  }

  override _parsePartialFile(file: string, sync?: boolean, currentFile?: string) {
    return answered(this.#made(`part ${file}`, () => parsed(super._parsePartialFile(file, sync, currentFile))));
  }

  override _parseLayoutFile(file: string, sync?: boolean, currentFile?: string) {
    return answered(this.#made(`layout ${file}`, () => parsed(super._parseLayoutFile(file, sync, currentFile))));
  }

  /** A partial by its name; throws when there is none. */
  partial(name: string): Template[] {
    return this.#made(`part ${name}`, () => parsed(super._parsePartialFile(name, true)));
  }

  #made(name: string, parse: () => Template[]): Template[] {
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const made = parse();
    quicken(made, this);
    this.#parts.set(name, made);
    return made;
  }
}

/** A tag that can be rendered at once. */
export interface QuickTag {
  readonly renderNow?: (context: Context, emitter: Emitter) => void;
  /** In its place where the tag stands in a loop, and so may come upon the same things on other pages. */
  readonly renderOften?: (context: Context, emitter: Emitter) => void;
}

type Parsing = ReturnType<Liquid['_parsePartialFile']>;

function parsed(parsing: Parsing): Template[] {
  return toValueSync(parsing) as Template[];
}

/** LiquidJS takes a value in the place of a generator that gives it. */
function answered(templates: Template[]): Parsing {
  return templates as unknown as Parsing;
}

/** Gives the parts of these templates that can be asked directly a way to be. */
function quicken(templates: readonly Template[], engine: Liquid, isInLoop = false): void {
  for (const template of templates) {
    if (template instanceof Output) {
      renderBy(template, quickOutput(template.value, engine));
    } else if (template instanceof IfTag || template instanceof UnlessTag) {
      quickenBranches(template, engine, isInLoop);
    } else if (isQuick(template)) {
      renderBy(template, (isInLoop ? template.renderOften : undefined) ?? template.renderNow);
    } else if ('str' in template && typeof template.str === 'string') {
      const { str } = template;
      renderBy(template, (_context, emitter) => emitter.write(str));
    } else {
      const isLoop = isInLoop || template instanceof ForTag;
      for (const inside of insideOf(template)) quicken(inside, engine, isLoop);
      const render = quickTag(template, engine);
      if (render !== undefined) renderBy(template, render);
    }
  }
}

function isQuick(template: Template): template is Template & QuickTag & Required<Pick<QuickTag, 'renderNow'>> {
  return 'renderNow' in template && typeof template.renderNow === 'function';
}

function quickenBranches(tag: IfTag | UnlessTag, engine: Liquid, isInLoop: boolean): void {
  const branches = tag.branches.map((branch) => ({
    ask: quickValue(branch.value, engine),
    test: 'test' in branch ? branch.test : isTruthy,
    templates: branch.templates,
  }));
  const otherwise = tag.elseTemplates ?? [];
  for (const { templates } of branches) quicken(templates, engine, isInLoop);
  quicken(otherwise, engine, isInLoop);
  renderBy(tag, (context, emitter) => {
    const { lenientIf } = context.opts;
    for (let index = 0; index < branches.length; index += 1) {
      const branch = branches[index];
      if (branch?.test(branch.ask(context, lenientIf), context)) {
        renderEach(branch.templates, context, emitter);
        return;
      }
    }
    if (otherwise.length > 0) renderEach(otherwise, context, emitter);
  });
}

/** The lists of templates inside a tag, however LiquidJS names them there. */
function insideOf(tag: Template): readonly (readonly Template[])[] {
  const { templates, elseTemplates, branches = [] }: Partial<Enclosing> = tag as Template & Partial<Enclosing>;
  return [templates, elseTemplates, ...branches.map((branch) => branch.templates)].filter((list) => list !== undefined);
}

interface Enclosing {
  readonly templates: readonly Template[];
  readonly elseTemplates: readonly Template[];
  readonly branches: readonly { readonly templates: readonly Template[] }[];
}

function renderBy(template: Template, render: (context: Context, emitter: Emitter) => void): void {
  template.render = render;
}
