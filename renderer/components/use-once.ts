import { useRef } from 'preact/hooks';
import { inBackground } from '../background.ts';

/** Does one piece of work at a time: what is pressed again while it is being done is done already. */
export function useOnce(): (work: () => Promise<unknown>) => void {
  const isRunning = useRef(false);
  return (work) => {
    if (isRunning.current) return;
    isRunning.current = true;
    inBackground(
      work().finally(() => {
        isRunning.current = false;
      }),
    );
  };
}
