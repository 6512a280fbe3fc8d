import type { Cover } from '../../common/post.ts';
import { inBackground } from '../background.ts';
import type { DraftSession } from '../drafts/draft-session.ts';
import { askForFiles } from '../pick-files.ts';
import { useDesk } from './desk-context.ts';
import { Field } from './field.tsx';

/** The picture that stands for the post, with its words. Without one: a single button. */
export function CoverFields({ session }: { readonly session: DraftSession }) {
  const { text, intake } = useDesk();
  const words = text.postSettings;
  const { cover } = session.matter.value;

  async function choose(): Promise<void> {
    const [file] = await askForFiles({ accept: 'image/*', multiple: false });
    const item = file === undefined ? undefined : await intake.take(file);
    if (item !== undefined) {
      // Words that stand at the picture elsewhere are proposed, never put over those that are here.
      session.changeMatter({ cover: { ...item.words, ...cover, src: item.address ?? `/${item.path}` } });
    }
  }

  function change(part: Partial<Record<keyof Cover, string>>): void {
    if (cover === undefined) return;
    const next = Object.entries({ ...cover, ...part }).filter(([key, value]) => key === 'src' || value !== '');
    session.changeMatter({ cover: { src: cover.src, ...Object.fromEntries(next) } });
  }

  if (cover === undefined) {
    return (
      <div class="field">
        <button type="button" class="button" onClick={() => inBackground(choose())}>
          {words.coverChoose}
        </button>
      </div>
    );
  }
  return (
    <fieldset class="field-group">
      <legend>{words.cover}</legend>
      <Field label={words.coverSrc} value={cover.src} onChange={(src) => change({ src })} />
      <Field
        label={words.coverAlt}
        hint={words.coverAltHint}
        value={cover.alt ?? ''}
        onChange={(alt) => change({ alt })}
      />
      <Field label={words.coverCaption} value={cover.caption ?? ''} onChange={(caption) => change({ caption })} />
      <Field label={words.coverCredit} value={cover.credit ?? ''} onChange={(credit) => change({ credit })} />
      <p class="field-actions">
        <button type="button" class="link-button" onClick={() => inBackground(choose())}>
          {words.coverChoose}
        </button>
        <button type="button" class="link-button" onClick={() => session.changeMatter({ cover: null })}>
          {words.coverRemove}
        </button>
      </p>
    </fieldset>
  );
}
