import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import deflist from 'markdown-it-deflist';
import mark from 'markdown-it-mark';
import { useQuickStates } from './quick-states.ts';
import { abbreviation } from './rules/abbreviation.ts';
import { attributes } from './rules/attributes.ts';
import { autolink } from './rules/autolink.ts';
import { callout } from './rules/callout.ts';
import { calloutContainer } from './rules/callout-container.ts';
import { code } from './rules/code.ts';
import { collect } from './rules/collect.ts';
import { contents } from './rules/contents.ts';
import { figure } from './rules/figure.ts';
import { footnote } from './rules/footnote.ts';
import { heading } from './rules/heading.ts';
import { link } from './rules/link.ts';
import { math } from './rules/math.ts';
import { picture } from './rules/picture.ts';
import { rawHtml } from './rules/raw-html.ts';
import { sourceLines } from './rules/source-lines.ts';
import { strikethrough } from './rules/strikethrough.ts';
import { tables } from './rules/table.ts';
import { taskList } from './rules/task-list.ts';
import { text } from './rules/text.ts';
import { typography } from './rules/typography.ts';
import { wikiLink } from './rules/wiki-link.ts';

/**
 * The dialect: CommonMark, GitHub's additions, and ours, one file each. A rule that works on finished tokens is a core rule;
 * core rules see one top-level block at a time, so nothing they do can reach into another. The order counts:
 *
 *   callout, block attributes | inline | notes written in one go, figures | linkify, text_join | abbreviations, quotes, tasks |
 *   raw HTML is paired | footnotes are taken out | headings | contents | tables | what was found is noted down
 */
export function createDialect(): Parser {
  const markdown = new MarkdownIt({ html: true, linkify: true, maxNesting: 100 });
  useQuickStates(markdown);
  markdown.core.ruler.disable(['normalize', 'block', 'replacements', 'smartquotes']);
  const rules = [
    ...[sourceLines, link, picture, wikiLink, code, strikethrough, mark, deflist, math],
    ...[text, rawHtml, footnote, figure, abbreviation, autolink, typography, taskList],
    ...[callout, calloutContainer, attributes, heading, contents, tables, collect],
  ];
  for (const rule of rules) markdown.use(rule);
  return markdown;
}
