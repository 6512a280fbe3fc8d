import type { NewComments } from '../../common/site-settings.ts';
import { xmlText } from './feeds/xml-text.ts';
import type { CardView, InvitationView } from './views.ts';

/** How readers are invited to comment on a post: by a mail that names it, or by the author's own HTML. */
export function invitation(by: NewComments, post: CardView): InvitationView {
  switch (by.kind) {
    case 'mail': {
      const [local = '', domain = ''] = by.address.split('@');
      const query = `subject=${encodeURIComponent(`Re: ${post.title}`)}&body=${encodeURIComponent(`\n\n${post.url}`)}`;
      return { mail: `mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}?${query}`, embed: '' };
    }
    case 'embed': {
      const values: Readonly<Record<string, string>> = { url: post.url, title: post.title };
      const html = by.html.replace(/\{(url|title)\}/g, (_, name: string) => xmlText(values[name] ?? ''));
      return { mail: '', embed: html.trim() };
    }
  }
}
