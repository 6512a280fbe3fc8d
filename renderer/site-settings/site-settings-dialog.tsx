import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ThemeChoice } from '../../common/contract/site.ts';
import { failureText } from '../../common/failure-text.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { Field, SelectField } from '../components/field.tsx';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { changesOf, faultOf, formOf, permalinkPatterns, type SettingsForm } from './settings-form.ts';

/** Settings of the blog and of its finished site. Written to its settings file when the author says so. */
export function SiteSettingsDialog() {
  const { site, text } = useDesk();
  const { folder, settings } = site.current.value ?? {};
  return (
    <Sheet name={text.site.settings} kind="site-settings">
      {settings !== undefined && <SettingsFields key={folder} settings={settings} />}
    </Sheet>
  );
}

function SettingsFields({ settings }: { readonly settings: SiteSettings }) {
  const { client, site, text, overlay } = useDesk();
  const words = text.site;
  /** As the form was filled in: what changed elsewhere since then is not put back. */
  const before = useRef(settings);
  const form = useSignal(formOf(before.current));
  const problem = useSignal<string | undefined>(undefined);
  const themes = useSignal<readonly ThemeChoice[]>([]);
  const { comments, language, permalink, theme, timeZone } = form.value;

  useEffect(() => {
    inBackground(
      client.call('site.themes').then((found) => {
        if (found.ok) themes.value = found.value;
      }),
    );
  }, [client, themes]);

  const change = (next: Partial<SettingsForm>) => {
    form.value = { ...form.value, ...next };
  };
  async function save(): Promise<void> {
    const fault = faultOf(form.value);
    if (fault !== undefined) {
      problem.value = words.faults[fault];
      return;
    }
    const changed = await site.change(changesOf(form.value, before.current));
    if (changed.ok) overlay.close();
    else problem.value = failureText(changed.failure, text);
  }
  const field = (key: 'title' | 'tagline' | 'author' | 'url' | 'language' | 'postsPerPage' | 'mail', hint?: string) => (
    <Field
      label={words[key]}
      value={form.value[key]}
      {...(hint === undefined ? {} : { hint })}
      onChange={(value) => change({ [key]: value })}
    />
  );
  const shownTheme = themes.value.find((choice) => choice.theme === theme);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        inBackground(save());
      }}
    >
      {field('title')}
      {field('tagline')}
      <div class="field-pair">
        {field('author')}
        {field('language', words.languageHint(languageName(language)))}
      </div>
      {field('url', words.urlHint)}
      <SelectField
        label={words.theme}
        value={theme}
        options={withOwn(
          themes.value.map((choice) => [choice.theme, choice.name]),
          theme,
        )}
        {...(shownTheme === undefined ? {} : { hint: shownTheme.description })}
        onChange={(next) => change({ theme: next })}
      />
      <div class="field-pair">
        <SelectField
          label={words.timeZone}
          value={timeZone}
          options={withOwn(
            ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => [zone, zone.replaceAll('_', ' ')]),
            timeZone,
          )}
          onChange={(next) => change({ timeZone: next })}
        />
        {field('postsPerPage')}
      </div>
      <SelectField
        label={words.permalink}
        value={permalink}
        options={withOwn(
          permalinkPatterns.map((pattern) => [pattern, words.permalinkExample(pattern)]),
          permalink,
        )}
        hint={words.permalinkHint}
        onChange={(next) => change({ permalink: next })}
      />
      <SelectField
        label={words.newComments}
        value={comments}
        options={[
          ['none', words.commentWays.none],
          ['mail', words.commentWays.mail],
          ['embed', words.commentWays.embed],
        ]}
        onChange={(next) => change({ comments: next })}
      />
      {comments === 'mail' && field('mail')}
      {comments === 'embed' && (
        <Field
          label={words.embed}
          hint={words.embedHint}
          value={form.value.embed}
          lines={4}
          onChange={(embed) => change({ embed })}
        />
      )}
      <FormProblem>{problem.value}</FormProblem>
      <p class="form-actions">
        <button type="submit" class="button primary">
          {words.save}
        </button>
      </p>
    </form>
  );
}

type Option = readonly [value: string, label: string];

/** The options, and the value that the settings have now when it is none of them. */
function withOwn(options: readonly Option[], value: string): readonly Option[] {
  return options.some(([option]) => option === value) ? options : [[value, value], ...options];
}

/** What a language calls itself, `Deutsch`; the tag where that is not known. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
