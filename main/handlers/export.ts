import type { ExportCalls } from '../../common/contract/export.ts';
import { exportBlog } from '../export/export-blog.ts';
import type { HandlerContext } from './create-handlers.ts';
import type { HandlersOf } from './handlers.ts';

/** Calls about moving out. */
export function exportHandlers({ current, tell }: HandlerContext): HandlersOf<ExportCalls> {
  return {
    'export.run': async ({ format, folder }) => {
      const session = current.session();
      if (!session.ok) return session;
      const { library } = session.value;
      await library.saveAll();
      let toldMs = 0;
      return exportBlog(library, format, folder, (done, total) => {
        const nowMs = performance.now();
        if (done < total && nowMs - toldMs < 100) return;
        toldMs = nowMs;
        tell('export.progressed', { done, total });
      });
    },
  };
}
