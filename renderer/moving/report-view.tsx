import type { ImportReport } from '../../common/import-report.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { useFirstFocus } from '../components/use-first-focus.ts';
import { EntryList } from './entry-list.tsx';

/** Most missing files that are listed; a report can name thousands. */
const mostMissing = 50;

/** What an import did: counts on both sides, posts that want a look, what is missing. One click opens a post. */
export function ReportView({ report, onFetch }: { readonly report: ImportReport; readonly onFetch: () => void }) {
  const { text, site, overlay } = useDesk();
  const place = useFirstFocus<HTMLDivElement>('button');
  const words = text.moving;
  const look = report.entries.filter((entry) => entry.look.length > 0);
  const changed = report.entries.filter((entry) => entry.changed.length > 0);
  const kept = report.entries.filter(({ outcome }) => outcome === 'kept-edited' || outcome === 'kept-removed');
  const toFetch = report.missingMedia.filter(
    ({ problem }) => problem === undefined || problem === 'unreachable',
  ).length;

  async function openBlog(): Promise<void> {
    const opened = await site.open(report.folder);
    if (opened.ok) overlay.close();
  }

  return (
    <div class="import-report" ref={place}>
      <div class="report-head">
        <h3>{site.current.value === undefined ? words.doneEmpty : words.done(site.current.value.settings.title)}</h3>
        <button type="button" class="button primary" onClick={() => inBackground(openBlog())}>
          {words.openBlog}
        </button>
      </div>
      <table aria-label={words.counts}>
        <thead>
          <tr>
            <th scope="col">{words.countHead.what}</th>
            <th scope="col">{words.countHead.inSource}</th>
            <th scope="col">{words.countHead.imported}</th>
          </tr>
        </thead>
        <tbody>
          {report.counts
            .filter(({ inSource }) => inSource > 0)
            .map(({ what, inSource, imported }) => (
              <tr key={what} class={imported < inSource ? 'is-short' : ''}>
                <th scope="row">{words.what[what]}</th>
                <td>{inSource.toLocaleString()}</td>
                <td>{imported.toLocaleString()}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <ul class="report-facts">
        {report.redirects > 0 && <li>{words.redirects(report.redirects)}</li>}
        {report.fetched > 0 && <li>{words.fetched(report.fetched)}</li>}
        {kept.length > 0 && <li>{words.kept(kept.length)}</li>}
        {look.length === 0 && <li>{words.nothingToLookAt}</li>}
      </ul>
      {toFetch > 0 && (
        <p class="report-fetch">
          <span>{words.canFetch(toFetch)}</span>
          <button type="button" class="button" onClick={onFetch}>
            {words.fetchNow}
          </button>
        </p>
      )}
      {look.length > 0 && (
        <EntryList title={words.lookAt(look.length)} entries={look} notesOf={(entry) => entry.look} isOpen />
      )}
      {changed.length > 0 && (
        <EntryList title={words.changedHead(changed.length)} entries={changed} notesOf={(entry) => entry.changed} />
      )}
      {report.missingMedia.length > 0 && (
        <details>
          <summary>{words.missing(report.missingMedia.length)}</summary>
          <ul class="missing-list">
            {report.missingMedia.slice(0, mostMissing).map(({ url, problem }) => (
              <li key={url}>
                <span class="address">{url}</span>
                {problem !== undefined && <span class="quiet">{words.fetchProblems[problem]}</span>}
              </li>
            ))}
          </ul>
          {report.missingMedia.length > mostMissing && (
            <p class="quiet">{words.moreEntries(report.missingMedia.length - mostMissing)}</p>
          )}
        </details>
      )}
      {report.problems.length > 0 && (
        <details>
          <summary>{words.damaged(report.problems.length)}</summary>
          <ul class="missing-list">
            {report.problems.slice(0, mostMissing).map(({ line, reason }) => (
              <li key={`${line}${reason}`}>
                <span>{words.atLine(line)}</span>
                <span class="quiet">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
