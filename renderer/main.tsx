import './style/tokens.css';
import './style/fonts.css';
import './style/base.css';
import './style/controls.css';
import './style/workspace.css';
import './style/post-list.css';
import './style/tab-strip.css';
import './style/editor.css';
import './style/editor-marks.css';
import './style/find-panel.css';
import './style/markdown-source.css';
import './style/preview.css';
import './style/preview-looks.css';
import './style/post-settings.css';
import './style/foot-bar.css';
import './style/overlays.css';
import './style/versions.css';
import './style/review.css';
import './style/library.css';
import './style/publish.css';
import './style/media-library.css';
import './style/media-panels.css';
import './style/first-screen.css';
import './style/moving.css';
import { render } from 'preact';
import type { Bridge } from '../common/contract.ts';
import { en } from '../common/text/en.ts';
import { followAppearance } from './appearance.ts';
import { inBackground } from './background.ts';
import { createClient } from './client.ts';
import { App } from './components/app.tsx';
import { createDesk } from './desk.ts';
import { connectLoopback } from './loopback-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload where there is one. */
    readonly bridge?: Bridge;
  }
}

/** Starts the page: the preload's bridge where there is one, else the loopback host's. */
async function start(place: HTMLElement): Promise<void> {
  const stopFollowing = followAppearance('system');
  try {
    const desk = await createDesk(createClient(window.bridge ?? connectLoopback()), en);
    stopFollowing();
    render(<App desk={desk} />, place);
  } catch (error) {
    place.textContent = en.fatal;
    throw error;
  }
}

const place = document.getElementById('page');
if (place !== null) inBackground(start(place));
