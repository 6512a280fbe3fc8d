import { afterEach, expect, test, vi } from 'vitest';
import { templatesByLanguage } from '../../../main/site/theme/templates.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Renders a template on a machine so slow that each look at the clock finds a quarter of a second gone. */
function renderSlowly(template: string) {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    nowMs += 250;
    return nowMs;
  });
  const sources = { name: 'mine', templates: { post: template, part: 'x' }, templateFiles: {}, texts: {} };
  return templatesByLanguage(sources, {})('en').render('post', {}, {});
}

test.each([
  '{% for one in (1..1000000) %}{{ one }}{% endfor %}',
  '{% for one in (1..1000) %}{% for two in (1..1000) %}{% render "part" %}{% endfor %}{% endfor %}',
  '{% for one in (1..1000000) %}{% if one == 0 %}a{% endif %}{% endfor %}',
])('a template that takes all day is stopped, with its file: %s', (template) => {
  expect(renderSlowly(template)).toEqual({
    ok: false,
    failure: expect.objectContaining({
      kind: 'theme-broken',
      file: 'themes/mine/templates/post.liquid',
      reason: { kind: 'too-much-work' },
    }),
  });
});

test('one that takes a while is not', () => {
  const made = renderSlowly('{% for one in (1..1000) %}{% if one == 1000 %}done{% endif %}{% endfor %}');
  expect(made).toEqual({ ok: true, value: 'done\n' });
});
