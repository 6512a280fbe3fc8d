import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Desk } from '../desk.ts';

/** Hands the desk down to every component. */
export const DeskContext = createContext<Desk | undefined>(undefined);

/** The desk of the page. Throws outside `App`, which is a bug. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('useDesk is called outside App');
  return desk;
}
