import type { Preferences } from '../common/contract/host.ts';

/** Draws the page light or dark, as chosen or as the system has it now; answers how to stop following the system. */
export function followAppearance(chosen: Preferences['appearance']): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const isDark = chosen === 'dark' || (chosen === 'system' && system.matches);
    document.documentElement.dataset.appearance = isDark ? 'dark' : 'light';
  };
  apply();
  system.addEventListener('change', apply);
  return () => system.removeEventListener('change', apply);
}
