import { BulkDialog } from '../library/bulk-dialog.tsx';
import { LayoutQuestionDialog } from '../library/layout-question-dialog.tsx';
import { MoveInDialog } from '../moving/move-in-dialog.tsx';
import { MoveOutDialog } from '../moving/move-out-dialog.tsx';
import { HistoryDialog } from '../publish/history-dialog.tsx';
import { PlacesDialog } from '../publish/places-dialog.tsx';
import { ReviewDialog } from '../publish/review-dialog.tsx';
import { SiteSettingsDialog } from '../site-settings/site-settings-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { useDesk } from './desk-context.ts';
import { Doors } from './first-screen.tsx';
import { GoalDialog } from './goal-dialog.tsx';
import { MediaLibrary } from './media/media-library.tsx';
import { Palette } from './palette.tsx';
import { PreferencesDialog } from './preferences-dialog.tsx';
import { Sheet } from './sheet.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TrashDialog } from './trash-dialog.tsx';
import { TrashListDialog } from './trash-list-dialog.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

/** Whatever lies over the window now. What one asks about is its key: nothing filled in or looked up for one thing is shown for another. */
export function Overlays() {
  const { overlay, text } = useDesk();
  const current = overlay.current.value;
  switch (current?.kind) {
    case 'palette':
      return <Palette key={String(current.isForNewTab)} isForNewTab={current.isForNewTab === true} />;
    case 'preferences':
      return <PreferencesDialog />;
    case 'goal':
      return <GoalDialog />;
    case 'site-settings':
      return <SiteSettingsDialog />;
    case 'media':
      return <MediaLibrary />;
    case 'history':
      return <HistoryDialog />;
    case 'review':
      return <ReviewDialog key={current.target} target={current.target} />;
    case 'places':
      return <PlacesDialog key={current.name} name={current.name} />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'versions':
      return <VersionsDialog key={current.id} id={current.id} />;
    case 'conflict':
      return <ConflictDialog key={current.id} id={current.id} />;
    case 'bulk':
      return <BulkDialog key={current.change} kind={current.change} />;
    case 'layout-question':
      return <LayoutQuestionDialog />;
    case 'trash-list':
      return <TrashListDialog />;
    case 'trash':
      return <TrashDialog key={current.id} id={current.id} title={current.title} />;
    case 'move-in':
      return <MoveInDialog key={String(current.report)} showsReport={current.report === true} />;
    case 'move-out':
      return <MoveOutDialog />;
    case 'doors':
      return (
        <Sheet name={text.first.openTitle} isWide>
          <Doors />
        </Sheet>
      );
    case undefined:
      return null;
  }
}
