import type { MergePiece } from '../../common/contract/history.ts';
import { useDesk } from '../components/desk-context.ts';

/** What is taken of a disputed piece. */
export type PieceChoice = 'mine' | 'theirs' | 'both';

/** Both texts piece by piece: what nobody disputes is there to read, the rest to choose from. */
export function ConflictPieces(props: {
  readonly pieces: readonly MergePiece[];
  /** By the piece's place among all; a disputed piece that is not in it is still open. */
  readonly choices: ReadonlyMap<number, PieceChoice>;
  readonly onChoose: (index: number, choice: PieceChoice) => void;
}) {
  const { text } = useDesk();
  const words = text.versions.conflict;
  const disputed = props.pieces.flatMap((piece, index) => (piece.kind === 'disputed' ? [index] : []));
  return (
    <div class="conflict-pieces">
      {props.pieces.map((piece, index) => {
        if (piece.kind === 'agreed') return <Agreed key={`${index} ${piece.text}`} text={piece.text} />;
        const number = disputed.indexOf(index) + 1;
        const side = (choice: PieceChoice, label: string, content: string | undefined) => (
          <label class={`conflict-side ${choice}`} data-chosen={props.choices.get(index) === choice}>
            <span class="conflict-label">
              <input
                type="radio"
                name={`piece-${index}`}
                checked={props.choices.get(index) === choice}
                onChange={() => props.onChoose(index, choice)}
              />
              {label}
            </span>
            {content !== undefined && (
              <span class="conflict-text" dir="auto">
                {content.trim() === '' ? <em>{words.nothingHere}</em> : content}
              </span>
            )}
          </label>
        );
        return (
          <fieldset key={`${index} disputed`} class="conflict-piece" aria-label={words.place(number, disputed.length)}>
            {side('mine', words.mineHere, piece.mine)}
            {side('theirs', words.theirsHere, piece.theirs)}
            {side('both', words.bothHere, undefined)}
          </fieldset>
        );
      })}
    </div>
  );
}

/** The text that the choices make; undefined while a piece is still open. */
export function chosenText(
  pieces: readonly MergePiece[],
  choices: ReadonlyMap<number, PieceChoice>,
): string | undefined {
  let body = '';
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'agreed') body += piece.text;
    else {
      const choice = choices.get(index);
      if (choice === undefined) return undefined;
      const mine =
        choice === 'both' && piece.mine !== '' && !piece.mine.endsWith('\n') ? `${piece.mine}\n` : piece.mine;
      body += choice === 'mine' ? piece.mine : choice === 'theirs' ? piece.theirs : mine + piece.theirs;
    }
  }
  return body;
}

/** Enough of the agreed text to know where one is. */
function Agreed({ text }: { readonly text: string }) {
  const lines = text.trim().split('\n');
  const shown = lines.length <= 8 ? lines.join('\n') : [...lines.slice(0, 3), '…', ...lines.slice(-4)].join('\n');
  return (
    <p class="conflict-agreed" dir="auto">
      {shown}
    </p>
  );
}
