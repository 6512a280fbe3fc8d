import type { MarkdownIt, Token } from 'markdown-it';
import { factsOf, renderEnv } from '../environment.ts';
import { phrases } from '../phrases.ts';

const mark = /^\[([ xX])\](?=[ \t])/;

/** `- [ ] to do` and `- [x] done`, as on GitHub: a box that shows and does not react. */
export function taskList(markdown: MarkdownIt): void {
  markdown.core.ruler.after('text_join', 'task_list', (state) => {
    state.tokens.forEach((token, at) => {
      const first = token.children?.[0];
      if (token.type !== 'inline' || first?.type !== 'text') return;
      const item = state.tokens[at - 2];
      const match = item?.type === 'list_item_open' ? mark.exec(first.content) : null;
      if (!match || !item) return;
      first.content = first.content.slice(match[0].length);
      const box = new state.Token('task_box', 'input', 0);
      factsOf(box).isDone = match[1] !== ' ';
      token.children?.unshift(box);
      item.attrJoin('class', 'task-list-item');
      const list = state.tokens.slice(0, at).findLast((other) => isListAround(other, item));
      if (list && list.attrGet('class') === null) list.attrSet('class', 'contains-task-list');
    });
  });
  markdown.renderer.rules.task_box = (tokens, index, _options, env) => {
    const token = tokens[index];
    return token ? boxHtml(factsOf(token).isDone === true, renderEnv(env).context.language) : '';
  };
}

function boxHtml(isDone: boolean, language: string): string {
  const { done, toDo } = phrases(language);
  return `<input type="checkbox" disabled${isDone ? ' checked' : ''} aria-label="${isDone ? done : toDo}">`;
}

function isListAround(token: Token, item: Token): boolean {
  return token.level === item.level - 1 && (token.type === 'bullet_list_open' || token.type === 'ordered_list_open');
}
