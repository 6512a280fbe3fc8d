import { useSignal } from '@preact/signals';
import { BookOpen, FolderOpen, type IconNode, Import, PenLine } from 'lucide';
import { failureText } from '../../common/failure-text.ts';
import type { Failure, Result } from '../../common/result.ts';
import { useDesk } from './desk-context.ts';
import { FormProblem } from './form-problem.tsx';
import { Icon } from './icon.tsx';
import { NewBlogForm, OpenFolderForm } from './site-forms.tsx';
import { useOnce } from './use-once.ts';

/** What is seen while no blog is open. */
export function FirstScreen() {
  const { text } = useDesk();
  return (
    <main class="first-screen">
      <div class="first-inside">
        <h1>{text.first.welcome}</h1>
        <p class="lead">{text.first.lead}</p>
        <Doors />
      </div>
    </main>
  );
}

/** The three doors, and the blogs that were opened before. */
export function Doors() {
  const { text, site, description, client, overlay } = useDesk();
  const door = useSignal<'choice' | 'new' | 'open'>('choice');
  const problem = useSignal<string | undefined>(undefined);
  const once = useOnce();
  const words = text.first;

  async function enter(open: () => Promise<Result<unknown, Failure>>): Promise<void> {
    problem.value = undefined;
    const opened = await open();
    if (opened.ok) overlay.close();
    else problem.value = failureText(opened.failure, text);
  }

  async function openFolder(): Promise<void> {
    if (!description.capabilities.nativeDialogs) {
      door.value = 'open';
      return;
    }
    const picked = await client.call('host.pickFolder', { title: words.openTitle });
    const folder = picked.ok ? picked.value : undefined;
    if (folder !== undefined) await enter(() => site.open(folder));
  }

  function back(): void {
    door.value = 'choice';
    problem.value = undefined;
  }

  return (
    <div class="doors">
      <FormProblem>{problem.value}</FormProblem>
      {door.value === 'new' && (
        <NewBlogForm onBack={back} onCreate={(folder, title) => once(() => enter(() => site.create(folder, title)))} />
      )}
      {door.value === 'open' && (
        <OpenFolderForm onBack={back} onOpen={(folder) => once(() => enter(() => site.open(folder)))} />
      )}
      {door.value === 'choice' && (
        <>
          <Door
            icon={PenLine}
            label={words.start}
            hint={words.startHint}
            onOpen={() => {
              door.value = 'new';
            }}
          />
          <Door icon={FolderOpen} label={words.open} hint={words.openHint} onOpen={() => once(openFolder)} />
          <Door
            icon={BookOpen}
            label={words.sample}
            hint={words.sampleHint}
            onOpen={() => once(() => enter(() => site.openSample()))}
          />
          <Door
            icon={Import}
            label={text.moving.door}
            hint={text.moving.doorHint}
            onOpen={() => overlay.show({ kind: 'move-in' })}
          />
          {site.recent.value.length > 0 && (
            <section class="recent-sites" aria-label={words.recent}>
              <h2>{words.recent}</h2>
              <ul>
                {site.recent.value.map(({ folder, title }) => (
                  <li key={folder}>
                    <button
                      type="button"
                      class="recent-site"
                      onClick={() => once(() => enter(() => site.open(folder)))}
                    >
                      <span>{title}</span>
                      <span class="recent-folder">{folder}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}

function Door(props: {
  readonly icon: IconNode;
  readonly label: string;
  readonly hint: string;
  readonly onOpen: () => void;
}) {
  return (
    <button type="button" class="door" onClick={props.onOpen}>
      <Icon icon={props.icon} />
      <span class="door-label">{props.label}</span>
      <span class="door-hint">{props.hint}</span>
    </button>
  );
}
