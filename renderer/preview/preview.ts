import type { PreviewContext, PreviewPage } from '../../common/contract/preview.ts';
import type { MarkdownContext } from '../../common/markdown/context.ts';
import { createIncrementalMarkdown, type IncrementalMarkdown } from '../../common/markdown/incremental.ts';
import type { PostId, TextChange } from '../../common/post.ts';
import { readLink } from './frame-clicks.ts';
import { type FramePage, loadPage, renewPage } from './frame-page.ts';
import { type ComingPicture, markdownContext } from './preview-context.ts';
import type { SafeHtml } from './safe-html.ts';
import { lineAtPlace, placeOfLine } from './scroll-map.ts';
import { ShownText } from './shown-text.ts';

/** What the live preview needs from the page around it. */
export interface PreviewOptions {
  /** The frame to show the post in; the preview sets `sandbox` and `src`, and listens inside. */
  readonly frame: HTMLIFrameElement;
  /** `HostDescription.resourceBase`. */
  readonly resourceBase: string;
  /** From `createSafeHtml`, made once for the page. */
  readonly safeHtml: SafeHtml;
  /** A picture appeared that the context does not know: ask for `preview.page` again and `show` what it answers. Called once a picture. */
  readonly onPageNeeded: () => void;
  /** The author clicked a link to another post of the site. */
  readonly onOpenPost: (id: PostId, anchor: string | undefined) => void;
  /** The author clicked a link that leads out of the site; http, https and mailto only. */
  readonly onOpenAddress: (url: string) => void;
  /** The author clicked into the text at this source line, counted from 0. */
  readonly onGoToLine: (line: number) => void;
  /** The preview was scrolled by hand: this source line (with a fraction) is now at its top; above the text as in `scrollToLine`. */
  readonly onScrolled: (line: number) => void;
  /** A key went down inside the frame, where the page's own shortcuts cannot hear it. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** The preview of one post at a time. */
export interface Preview {
  /**
   * Shows a post: loads the frame's page when its address changed, then renders the text. Resolves when the text is
   * shown, or when another `show` or `close` overtook it. Call it again when `preview.page` answered anew: an unchanged
   * page is not loaded again, and a changed one keeps its place.
   */
  show(page: PreviewPage, text: string): Promise<void>;
  /** Pictures on their way are others now: shows those that can be shown. Before `show` only remembered. */
  setComing(coming: ReadonlyMap<string, ComingPicture>): void;
  /** Follows an edit: offsets in the text before it, several changes ascending and apart. Nothing happens before `show`. */
  applyEdit(changes: readonly TextChange[]): void;
  /** Brings this source line (with a fraction, counted from 0) to the top. -1 is the top of the page, -0.5 half-way to the text. */
  scrollToLine(line: number): void;
  /** Marks the block under the editor's cursor and, when asked, brings it into view. */
  markLine(line: number, options?: { readonly reveal?: boolean }): void;
  /** The headings of the text, as HTML: what a table of contents beside it follows from. */
  outline(): string;
  /** Whether what is shown has pictures that lie on other sites. */
  hasFarPictures(): boolean;
  /** Stops following. What is shown stays, and leads nowhere, until another preview takes the frame: so nothing flashes. */
  close(): void;
}

/** How long pictures and chunks may take to find their size after a change, in milliseconds. */
const settleMs = 400;

/** Makes the preview in a frame. The caller closes it. */
export function createPreview(options: PreviewOptions): Preview {
  return new FramePreview(options);
}

class FramePreview implements Preview {
  readonly #options: PreviewOptions;
  #context: PreviewContext | undefined;
  #text: IncrementalMarkdown | undefined;
  #page: FramePage | undefined;
  #shown: ShownText | undefined;
  #address = '';
  #turn = 0;
  #line: number | undefined;
  /** The frame in which the marked line is brought into view. */
  #revealing: number | undefined;
  #marked: Element | undefined;
  /** Until then a scroll is the preview's own doing, or the browser's while it lays out what changed; by `performance.now`. */
  #quietUntilMs = 0;
  readonly #unknownPictures = new Set<string>();
  #coming: ReadonlyMap<string, ComingPicture> = new Map();
  /** Those that were on their way while this preview was there. */
  readonly #come = new Map<string, ComingPicture>();

  constructor(options: PreviewOptions) {
    this.#options = options;
  }

  async show(page: PreviewPage, text: string): Promise<void> {
    const turn = ++this.#turn;
    const isWanted = () => turn === this.#turn;
    const isSamePost = this.#context?.postId === page.context.postId;
    this.#context = page.context;
    const context = this.#markdownContext(page.context);
    if (isSamePost && this.#text?.text() === text) this.#shown?.apply(this.#text.setContext(context));
    else this.#replaceText(text, context, isSamePost);

    const url = new URL(this.#options.resourceBase + page.address, document.baseURI).href;
    const { frame } = this.#options;
    const shown = this.#page;
    if (shown && url === this.#address) return;
    this.#address = url;
    if (isSamePost && shown && (await renewPage(shown, { frame, url, isWanted }))) return;
    if (!isWanted()) return;
    this.#leave();
    const loaded = await loadPage(frame, url);
    if (!loaded || !isWanted()) return;
    this.#listen(loaded);
    this.#showIn(loaded);
  }

  setComing(coming: ReadonlyMap<string, ComingPicture>): void {
    for (const [path, picture] of this.#coming) this.#come.set(path, picture);
    this.#coming = coming;
    if (this.#context === undefined || this.#text === undefined) return;
    this.#quietUntilMs = performance.now() + settleMs;
    this.#shown?.apply(this.#text.setContext(this.#markdownContext(this.#context)));
  }

  applyEdit(changes: readonly TextChange[]): void {
    const patch = this.#text?.edit(changes);
    if (!patch) return;
    this.#quietUntilMs = performance.now() + settleMs;
    this.#shown?.apply(patch);
  }

  scrollToLine(line: number): void {
    const wanted = () => (line < 0 ? this.#placeAbove(line) : this.#placeOf(line));
    const place = wanted();
    if (place === undefined) return;
    this.#scrollBy(place);
    // Chunks seen for the first time turn out taller or lower than guessed: look once more, now that they are laid out.
    const correction = wanted() ?? 0;
    if (Math.abs(correction) > 1) this.#scrollBy(correction);
  }

  markLine(line: number, { reveal = false }: { readonly reveal?: boolean } = {}): void {
    this.#line = line;
    const at = this.#text?.blockAtLine(line);
    const nodes = at === undefined ? [] : (this.#shown?.nodesOf(at) ?? []);
    const element = nodes.find((node) => node.nodeType === 1) as Element | undefined;
    if (element !== this.#marked || !element?.isConnected) {
      this.#marked?.removeAttribute('data-offprint-marked');
      element?.setAttribute('data-offprint-marked', '');
      this.#marked = element;
    }
    if (!reveal || this.#revealing !== undefined) return;
    // Looking for its place means laying out: once a frame is enough, and the key press need not wait for it.
    this.#revealing = requestAnimationFrame(() => {
      this.#revealing = undefined;
      this.#reveal();
    });
  }

  outline(): string {
    return (this.#text?.html ?? []).filter((block) => /^<h[1-6]\b/.test(block)).join('');
  }

  hasFarPictures(): boolean {
    return this.#page?.body.querySelector('img[src^="http:"], img[src^="https:"]') != null;
  }

  close(): void {
    this.#turn++;
    if (this.#revealing !== undefined) cancelAnimationFrame(this.#revealing);
    this.#revealing = undefined;
    this.#leave();
    this.#text = undefined;
    this.#context = undefined;
    this.#address = '';
  }

  #markdownContext(context: PreviewContext): MarkdownContext {
    return markdownContext(context, (path) => this.#noteUnknown(path), {
      coming: this.#coming,
      come: this.#come,
    });
  }

  #replaceText(text: string, context: MarkdownContext, isSamePost: boolean): void {
    if (!isSamePost) this.#unknownPictures.clear();
    this.#text = createIncrementalMarkdown(text, context);
    if (this.#page && isSamePost) this.#showIn(this.#page);
  }

  #reveal(): void {
    const place = this.#line === undefined ? undefined : this.#placeOf(this.#line);
    const height = this.#page?.window.innerHeight ?? 0;
    if (place !== undefined && (place < 0 || place > height * 0.8)) this.#scrollBy(place - height * 0.3);
  }

  #showIn(page: FramePage): void {
    if (!this.#text) return;
    this.#shown?.close();
    this.#page = page;
    this.#marked = undefined;
    this.#shown = new ShownText(page.body, this.#text, this.#options.safeHtml);
    if (this.#line !== undefined) this.markLine(this.#line);
  }

  /** Listeners live as long as the frame's document: they end with the next page. */
  #listen({ document }: FramePage): void {
    document.addEventListener('click', (event) => this.#click(event));
    // A middle click would ask for a new window, a dropped file would take the page's place.
    for (const name of ['auxclick', 'dragover', 'drop', 'submit'])
      document.addEventListener(name, (event) => event.preventDefault());
    document.addEventListener('keydown', (event) => this.#options.onKeyDown?.(event));
    const byHand = () => {
      this.#quietUntilMs = 0;
    };
    for (const name of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
      document.addEventListener(name, byHand, { passive: true });
    document.addEventListener('scroll', () => this.#scrolled(document), { passive: true });
  }

  #leave(): void {
    this.#shown?.close();
    this.#shown = undefined;
    this.#page = undefined;
    this.#marked = undefined;
  }

  #click(event: MouseEvent): void {
    const target = event.target as Node | null; // Listeners on a document only ever get nodes of it.
    const element = target?.nodeType === 1 ? (target as Element) : target?.parentElement;
    const page = this.#page;
    const link = element?.closest('a[href]');
    // Also while another page is on its way: the frame never goes anywhere by itself.
    if (link) event.preventDefault();
    if (!element || !page) return;
    if (link) {
      this.#follow(link.getAttribute('href') ?? '', page);
      return;
    }
    if (page.document.getSelection()?.isCollapsed === false) return;
    const line = this.#lineOf(element);
    if (line !== undefined) this.#options.onGoToLine(line);
  }

  #follow(href: string, page: FramePage): void {
    const click = readLink(href, page.document.URL, this.#context?.posts ?? []);
    if (click.kind === 'post') this.#options.onOpenPost(click.id, click.anchor);
    if (click.kind === 'outside') this.#options.onOpenAddress(click.url);
    if (click.kind === 'anchor') page.document.getElementById(click.id)?.scrollIntoView({ block: 'start' });
  }

  #lineOf(element: Element): number | undefined {
    const footnote = this.#shown?.footnoteOf(element);
    if (footnote !== undefined) return this.#text?.lineOfFootnote(footnote);
    const block = this.#shown?.blockOf(element);
    if (block === undefined) return undefined;
    const within = Number(element.closest('[data-line]')?.getAttribute('data-line') ?? 0);
    return (this.#text?.linesOf(block).fromLine ?? 0) + within;
  }

  #scrolled(document: Document): void {
    const isByHand = document.documentElement.matches(':hover') || document.hasFocus();
    if (!isByHand || performance.now() < this.#quietUntilMs || !this.#text || !this.#shown) return;
    this.#options.onScrolled(this.#lineAbove() ?? lineAtPlace(0, this.#text, this.#shown));
  }

  #placeOf(line: number): number | undefined {
    return this.#text && this.#shown ? placeOfLine(line, this.#text, this.#shown) : undefined;
  }

  /** Where a share of what stands above the text is, in CSS pixels from the frame's upper edge: -1 is the top of the page. */
  #placeAbove(share: number): number | undefined {
    if (!this.#page) return undefined;
    const { body, window } = this.#page;
    return share * (body.getBoundingClientRect().top + window.scrollY) + body.getBoundingClientRect().top;
  }

  /** The share that is scrolled away while the top of the text is below the frame's upper edge. */
  #lineAbove(): number | undefined {
    const top = this.#page?.body.getBoundingClientRect().top ?? 0;
    const scrolled = this.#page?.window.scrollY ?? 0;
    return top > 0 ? -top / (top + scrolled) : undefined;
  }

  #scrollBy(distance: number): void {
    const window = this.#page?.window;
    if (!window || Math.abs(distance) < 1) return;
    this.#quietUntilMs = performance.now() + settleMs;
    window.scrollBy({ top: distance, behavior: 'instant' });
  }

  #noteUnknown(path: string): void {
    if (this.#unknownPictures.has(path)) return;
    this.#unknownPictures.add(path);
    queueMicrotask(() => this.#options.onPageNeeded());
  }
}
