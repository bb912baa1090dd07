import '../../styles/promises.css';
import type { EvaluationShown } from '@doorstep/contracts/http';
import { Link, useParams } from 'react-router';
import { useMay } from '../../api/session.js';
import { useLanguage, useText } from '../../language.js';
import { Empty } from '../../parts/empty.js';
import { ErrorNotice } from '../../parts/error-notice.js';
import { LoadingRows } from '../../parts/loading-rows.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { dayOf } from '../../when.js';
import { AnswerForm } from './answer-form.js';
import { EvaluationForm } from './evaluation-form.js';
import { EvaluatorVoices } from './evaluator-voices.js';
import { Judgement } from './side-by-side.js';
import { useEvaluation, useWhatOf } from './use-evaluations.js';

/** One evaluation: theirs who write it until they lock it, then read by whoever may, with what staff answer beside it. */
export function Evaluation() {
  const text = useText();
  const whatOf = useWhatOf();
  const { id = '' } = useParams();
  const { data, error, refetch } = useEvaluation(id);
  return (
    <Page title={data ? whatOf(data) : text('evals.title')}>
      <p>
        <Link to="/evaluations">{text('eval.back')}</Link>
      </p>
      {data ? (
        <Shown evaluation={data} />
      ) : error ? (
        <ErrorNotice error={error} title={text('eval.errorTitle')} again={() => void refetch()} />
      ) : (
        <LoadingRows says={text('eval.getting')} />
      )}
    </Page>
  );
}

function Shown({ evaluation }: { readonly evaluation: EvaluationShown }) {
  const { locale, text } = useLanguage();
  const { content, lockedAt, writtenBy, writtenAt } = evaluation;
  if (content === null)
    return (
      <Empty title={text('eval.unread')}>
        <p>{text('eval.unreadSays')}</p>
      </Empty>
    );
  if (lockedAt !== null) return <Locked evaluation={evaluation} content={content} lockedAt={lockedAt} />;
  return (
    <>
      <p className="hint promise-theirs">
        {text('eval.theirs')}{' '}
        {text('eval.lastBy', { name: writtenBy ?? text('role.evaluator'), day: dayOf(locale, writtenAt) })}
      </p>
      <EvaluationForm evaluation={evaluation} content={content} />
      <EvaluatorVoices askId={evaluation.askId} />
    </>
  );
}

interface LockedProps {
  readonly evaluation: EvaluationShown;
  readonly content: NonNullable<EvaluationShown['content']>;
  readonly lockedAt: string;
}

function Locked({ evaluation: { id, seal, answered }, content, lockedAt }: LockedProps) {
  const { locale, text } = useLanguage();
  const mayAnswer = useMay('promises.change');
  return (
    <>
      <Notice kind={seal?.isWhole === false ? 'bad' : 'plain'}>
        <p>
          {text('eval.lockedSays', { day: dayOf(locale, lockedAt) })}{' '}
          {text(seal?.isWhole === false ? 'eval.broken' : 'eval.whole')}
        </p>
        <p className="hint">
          {text('eval.seal')}: <code className="promise-seal">{seal?.hash}</code>
        </p>
      </Notice>
      <section aria-labelledby="report">
        <h2 id="report">{text('eval.theReport')}</h2>
        <p className="promise-said">{content.report}</p>
      </section>
      {content.checks.length > 0 && (
        <section aria-labelledby="judged">
          <h2 id="judged">{text('eval.judge')}</h2>
          <Table
            caption={text('eval.judge')}
            rows={content.checks}
            keyOf={({ promiseId }) => promiseId}
            columns={[
              { id: 'promise', title: text('kept.promise'), isRowName: true, cell: ({ promise }) => promise },
              {
                id: 'judgement',
                title: text('kept.title'),
                cell: ({ judgement, words }) =>
                  judgement === null ? text('kept.notJudged') : <Judgement judgement={judgement} words={words} />,
              },
            ]}
          />
        </section>
      )}
      {content.themes.length > 0 && (
        <section aria-labelledby="themes">
          <h2 id="themes">{text('eval.themes')}</h2>
          {content.themes.map(({ name, words, findings }, at) => (
            <div key={at} className="promise">
              <h3>{name}</h3>
              {words !== null && <p className="promise-said">{words}</p>}
              <ul>
                {findings.map((finding, number) => (
                  <li key={number}>{finding}</li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
      <section aria-labelledby="answers">
        <h2 id="answers">{text('eval.answers')}</h2>
        <p>{text('eval.answersSays')}</p>
        {answered.length === 0 && <p className="hint">{text('eval.noAnswers')}</p>}
        {answered.map((answer) => (
          <div key={answer.id} className="promise">
            <p className="promise-said">{answer.words}</p>
            <p className="hint">
              {text('eval.answeredBy', { name: answer.answeredBy, day: dayOf(locale, answer.answeredAt) })}
            </p>
          </div>
        ))}
        {mayAnswer && <AnswerForm id={id} />}
      </section>
    </>
  );
}
