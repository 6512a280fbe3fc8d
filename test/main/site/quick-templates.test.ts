import path from 'node:path';
import { Liquid } from 'liquidjs';
import { expect, test } from 'vitest';
import { themeLoader } from '../../../main/site/theme/load-theme.ts';
import { QuickLiquid } from '../../../main/site/theme/quick-templates.ts';
import { partialsWithoutPage, rememberPartials } from '../../../main/site/theme/remembered-partials.ts';
import { projectRoot } from './blog.ts';

const parts: Readonly<Record<string, string>> = {
  layout: '<title>{{ page.title }}</title>{% block main %}nothing{% endblock %}{% render "foot" %}',
  foot: '<footer>{{ site.title }}</footer>',
  entry: '{{ post.title }}{% if eager %} now{% endif %}{% if post.words > 200 %} long{% endif %}',
  under: '{% layout "layout" %}{% block main %}[{{ block.super }}] {{ page.title }}{% endblock %}',
  again: '{{ term.title }}{% for child in term.children %}({% render "again", term: child %}){% endfor %}',
};

const options = {
  cache: true,
  relativeReference: false,
  dynamicPartials: true,
  outputEscape: 'escape',
  ownPropertyOnly: true,
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
} as const;

const post = { title: 'A <b> & "c"', words: 230, tags: ['x', 'y'], cover: null, none: '', date: { iso: '2026' } };
const term = { title: 'top', children: [{ title: 'one', children: [{ title: 'two', children: [] }] }] };
const variables = {
  post,
  term,
  page: { title: 'Page' },
  list: [post, { ...post, title: 'B', words: 3 }],
  zero: 0,
  name: 'entry',
};
const shared = { site: { title: 'Site & all' }, page: { title: 'Page' } };

const templates = [
  'plain {{ post.title }} {{ post.title | raw }} {{ "a<b" }} {{ 12 }} {{ post.tags }} {{ post.cover }} {{ zero }}',
  '{{ post.tags.size }} {{ post.tags.first }} {{ post.tags[1] }} {{ post["title"] | upcase | truncate: 4 }}',
  '{% if post.none != "" %}a{% elsif post.none %}b{% else %}c{% endif %}{% unless zero %}d{% else %}e{% endunless %}',
  '{% if post.cover and post.words > 3 %}a{% endif %}{% if post.cover or post.words >= 230 and zero == 0 %}b{% endif %}',
  '{% if post.tags contains "x" %}a{% endif %}{% if post.title contains "<b" %}b{% endif %}{% if post.none == empty %}c{% endif %}',
  '{% if post.nothing %}a{% else %}b{% endif %}{% if nobody == "x" %}c{% endif %}{{ nobody | default: "d" }}',
  '{% for one in list %}{{ forloop.index }}{{ one.title }}{% if forloop.last %}.{% else %},{% endif %}{% else %}none{% endfor %}',
  '{% for one in list %}{% if one.words < 10 %}{% break %}{% endif %}{{ one.title }}{% endfor %}{% for n in (1..3) %}{{ n }}{% endfor %}',
  '{% for one in list %}{% render "entry", post: one, eager: forloop.first %};{% endfor %}{% render "foot" %}{% render "again", term: term %}',
  '{% assign wide = post.words | plus: 2 %}{{ wide }}{% capture all %}<{{ wide }}>{% endcapture %}{{ all }}{% render name, post: post, eager: false %}',
  '{% case post.words %}{% when 1 %}a{% when 230 %}{{ post.title }}{% else %}b{% endcase %}{% render "entry" for list as post, eager: true %}',
  '{% layout "layout" %}{% block main %}{{ page.title }}{% if zero == 0 %}!{% endif %}{% endblock %}',
  '{% layout "under" %}',
  '{% render "entry", post: post %}',
  '{{ post.nothing }}',
  '{% for one in list %}{{ one.nothing.more }}{% endfor %}',
  '{% render "missing" %}',
  '{{ post.title | truncate: nobody }}',
  'a\n{% if zero == 0 %}\n{{ nobody.at.all }}{% endif %}',
];

test.each(templates)('a page is what LiquidJS makes of it, or says is wrong with it: %s', (template) => {
  const careful = new Liquid(given(template));
  const quick = new QuickLiquid(given(template));
  rememberPartials(quick, parts);
  // The second time partials are remembered.
  for (let round = 0; round < 2; round += 1) expect(outcome(quick)).toEqual(outcome(careful));
});

/** How often the title of the post is read while it stands twice in a list. */
function titlesRead(entry: string): number {
  const templates = { entry, page: '{% for one in list %}{% render "entry", post: one %}{% endfor %}' };
  const engine = new QuickLiquid({ ...options, templates });
  rememberPartials(engine, templates);
  let read = 0;
  const counted = {
    get title() {
      read += 1;
      return 'Tide';
    },
  };
  const list = [counted, counted];
  expect(engine.renderSync(engine.parseFileSync('page'), { list }, { globals: shared })).toContain('TideTide');
  return read;
}

test('a post that stands in many lists is written once, unless it asks for the page it stands on', () => {
  const once = titlesRead('{{ post.title }}');
  expect(titlesRead('{% comment %} post: a card; where: the page it stands on {% endcomment %}{{ post.title }}')).toBe(
    once,
  );
  expect(titlesRead('{{ post.title }}{% if page.hidden %}!{% endif %}')).toBe(2 * once);
  expect(titlesRead('{% comment %}{% endcomment %}{{ post.title }}{% if page.hidden %}!{% endif %}')).toBe(2 * once);
});

test.each(['longread', 'journal'])('the theme %s writes an entry of its lists once', async (name) => {
  const load = themeLoader({ shippedThemesFolder: path.join(projectRoot, 'themes'), siteFolder: projectRoot });
  const theme = await load(name);
  expect(partialsWithoutPage(theme.ok ? theme.value.templates : {})).toContain('parts/entry');
});

test('a renderer that forgets to escape is found', () => {
  const [template = ''] = templates;
  const careless = new QuickLiquid({ ...given(template), outputEscape: (text: unknown) => String(text) });
  expect(outcome(careless)).not.toEqual(outcome(new Liquid(given(template))));
});

function given(template: string) {
  return { ...options, templates: { ...parts, page: template } };
}

function outcome(engine: Liquid): unknown {
  try {
    return engine.renderSync(engine.parseFileSync('page'), variables, { globals: shared });
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
