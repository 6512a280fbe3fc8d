import type { Walls } from './hostile-page.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { startPreviewHost } from './preview-host.ts';

/** What came through, of how many. */
export interface HostileResult {
  readonly payloads: number;
  /** Payloads whose script ran, or that broke the page, with the reason. */
  readonly fired: readonly string[];
  /** Requests to other hosts. */
  readonly foreign: readonly string[];
  /** Requests to the program's own addresses beside the preview's. */
  readonly own: readonly string[];
}

/** Sends the first `count` payloads at a page with these walls, in real Chromium. */
export async function attack(walls: Walls, count: number): Promise<HostileResult> {
  return attackWith(walls, hostilePayloads.slice(0, count));
}

/** Opens whole pages, as they are, in a frame without any policy. */
export async function attackWithPages(pages: readonly string[]): Promise<HostileResult> {
  return attackWith('page as it is', pages);
}

async function attackWith(walls: Walls, payloads: readonly string[]): Promise<HostileResult> {
  const host = await startPreviewHost('hostile-page.ts', { isGuarded: walls === 'all' });
  const foreign: string[] = [];
  const fired: string[] = [];
  try {
    const { origin } = new URL(host.page.url());
    // Only what gets past the policies is routed; it is counted, and goes no further.
    await host.page.context().route(
      (url) => /^https?:/.test(url.protocol) && url.origin !== origin,
      (route) => {
        foreign.push(route.request().url());
        return route.abort();
      },
    );
    host.page.on('dialog', (dialog) => void dialog.dismiss());
    for (const payload of payloads) {
      const ran = await host.page
        .evaluate(([how, page, text]) => window.attack(how, page, text), [walls, host.previewPage(), payload] as const)
        .catch((error: unknown) => String(error));
      if (ran !== false) fired.push(ran === true ? payload : `${payload}: ${ran}`);
      if (ran !== false && ran !== true) await host.reload();
    }
    return { payloads: payloads.length, fired, foreign, own: host.requests.filter((path) => path.startsWith('/api/')) };
  } finally {
    await host.close();
  }
}
