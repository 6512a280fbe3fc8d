/** Letters that were typed before their field was there. */
export interface KeptKeys {
  /** Ends keeping, and types them into the field that has the focus; without one they are dropped. */
  give(): void;
}

/** Keeps the letters that are typed while nothing has the focus, for a field that is about to come. The caller ends it. */
export function keepKeys(): KeptKeys {
  let typed = '';
  const hear = (event: KeyboardEvent) => {
    const isLetter = [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isLetter || event.isComposing || document.activeElement !== document.body) return;
    event.preventDefault();
    typed += event.key;
  };
  window.addEventListener('keydown', hear, { capture: true });
  return {
    give() {
      window.removeEventListener('keydown', hear, { capture: true });
      // As if it were typed now: fields hear it, and undo takes it back.
      if (typed !== '' && document.activeElement !== document.body) document.execCommand('insertText', false, typed);
    },
  };
}
