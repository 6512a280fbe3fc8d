import { linkWorlds } from './world-link.ts';

/** Set by the stand-in in front of this script: a name that no page can guess. */
declare const standInToken: string;

// Runs in the page's own world before any of its scripts, and waits for what the preload exposes.
if (self === top) linkWorlds(`${standInToken}-up`, `${standInToken}-down`);
