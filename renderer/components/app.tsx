import { useEffect, useLayoutEffect } from 'preact/hooks';
import { followAppearance } from '../appearance.ts';
import type { Desk } from '../desk.ts';
import { listenForShortcuts } from '../shortcuts.ts';
import { DeskContext } from './desk-context.ts';
import { FirstScreen } from './first-screen.tsx';
import { Notices } from './notices.tsx';
import { Overlays } from './overlays.tsx';
import { Workspace } from './workspace.tsx';

/** The whole page: the three doors while no blog is open, else the desk with its three panes. */
export function App({ desk }: { readonly desk: Desk }) {
  const { appearance, writingFont, writingSize, writingWidth } = desk.preferences.current.value;
  const title = desk.site.current.value?.settings.title;
  // With the first picture, not after it: keys count as soon as there is something to see.
  useLayoutEffect(() => listenForShortcuts(desk.commands, desk.description.platform), [desk]);
  useLayoutEffect(refuseStrayFiles, []);
  useLayoutEffect(() => followAppearance(appearance), [appearance]);
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { writingFont, writingSize, writingWidth });
  }, [writingFont, writingSize, writingWidth]);
  useEffect(() => {
    document.title = title === undefined ? 'Offprint' : `${title} – Offprint`;
  }, [title]);
  return (
    <DeskContext.Provider value={desk}>
      {desk.site.isKnown.value && (desk.site.current.value === undefined ? <FirstScreen /> : <Workspace />)}
      <Notices />
      <Overlays />
    </DeskContext.Provider>
  );
}

/** A file that is dropped beside the text must not replace the page. */
function refuseStrayFiles(): () => void {
  const refuse = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true || event.defaultPrevented) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  return () => {
    window.removeEventListener('dragover', refuse);
    window.removeEventListener('drop', refuse);
  };
}
