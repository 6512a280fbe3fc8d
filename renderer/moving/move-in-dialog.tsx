import { useLayoutEffect, useMemo } from 'preact/hooks';
import { failureText } from '../../common/failure-text.ts';
import { inBackground } from '../background.ts';
import { useDesk } from '../components/desk-context.ts';
import { FormProblem } from '../components/form-problem.tsx';
import { Sheet } from '../components/sheet.tsx';
import { ChooseSource } from './choose-source.tsx';
import { ChooseTarget } from './choose-target.tsx';
import { createMoveIn } from './move-in.ts';
import { Progress } from './progress.tsx';
import { ReportView } from './report-view.tsx';

/** The whole way in: choose, look, choose where to, watch, read the report, open the blog. */
export function MoveInDialog({ showsReport }: { readonly showsReport: boolean }) {
  const { client, text, site } = useDesk();
  const moveIn = useMemo(() => createMoveIn(client, showsReport), [client, showsReport]);
  useLayoutEffect(() => moveIn.close, [moveIn]);
  const step = moveIn.step.value;
  const failure = moveIn.failure.value;
  const words = text.moving;
  return (
    <Sheet name={words.importTitle} kind="moving-sheet">
      {failure !== undefined && <FormProblem>{failureText(failure, text)}</FormProblem>}
      {step.kind === 'choose' && <ChooseSource onChoose={(source) => inBackground(moveIn.look(source))} />}
      {step.kind === 'looking' && <Progress label={words.looking} done={0} total={0} />}
      {step.kind === 'found' && (
        <ChooseTarget
          survey={step.survey}
          openFolder={site.current.value?.folder}
          onBack={moveIn.back}
          onStart={(wishes) => inBackground(moveIn.run(step.survey, wishes))}
        />
      )}
      {step.kind === 'running' && (
        <Progress
          label={words.progress(step.progress.stage, step.progress.done, step.progress.total)}
          done={step.progress.done}
          total={step.progress.total}
          onStop={() => inBackground(moveIn.stop())}
        />
      )}
      {step.kind === 'report' && step.report === undefined && <p class="quiet">{words.noReport}</p>}
      {step.kind === 'report' && step.report !== undefined && (
        <ReportView
          report={step.report}
          onFetch={() => step.report !== undefined && inBackground(moveIn.fetchMissing(step.report))}
        />
      )}
    </Sheet>
  );
}
