import type { Bridge } from '../../../common/contract.ts';
import { createFakeHost, type FakeHost, type FakeHostOptions } from './fake-host.ts';

declare global {
  interface Window {
    readonly bridge?: Bridge;
    readonly fakeHost: FakeHost;
    readonly fakeHostOptions?: FakeHostOptions;
  }
}

// Runs in the page before the page's own script, in the place of a preload. Frames get no bridge, as in Electron.
if (window.top === window) {
  const { bridge, host } = createFakeHost(window.fakeHostOptions ?? {});
  Object.assign(window, { bridge, fakeHost: host });
}
