import type { Contest } from '@baton/protocol'
import { sayAgo, sayClauseName, sayContestKind, sayField, sayId, sayMoney, sayValue } from '@baton/words'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useAnswerContest } from '../../api/contests-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { toast } from '../../ui/toast.ts'
import { StageChip, useStageNames } from '../leads/index.ts'
import { clauseSentence } from './clause-sentence.ts'

/** One contest: what is objected to, by whom, of which lead, what came since, and what marketing says to it. */
export function ContestItem({
  contest,
  mayAnswer,
}: {
  readonly contest: Contest
  readonly mayAnswer: boolean
}) {
  const now = useNow()
  const stageName = useStageNames()
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold">
          <Subject contest={contest} />
        </h2>
        <span className="ml-auto text-small whitespace-nowrap text-faint">
          {sayAgo(Date.parse(contest.at), now)}
        </span>
      </div>
      <p className="text-small text-faint">
        <Link
          to="/leads/$leadId"
          params={{ leadId: contest.lead }}
          search={{ at: contest.at }}
          className="rounded-sm font-medium text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          {contest.name ?? contest.company ?? 'The lead'}
        </Link>
        {contest.name !== null && contest.company !== null && ` of ${contest.company}`}
        {contest.tier !== null && `, tier ${sayId(contest.tier)}`}, agreement v{contest.agreementVersion}
        {contest.by !== null && `, by ${contest.by.name}`} · reason {sayId(contest.reason).toLowerCase()}
        {contest.breaks.length > 0 && (
          <span className="text-accent-text"> · the effort that is owed was not made</span>
        )}
      </p>
      {contest.note !== '' && <p className="mt-1.5 max-w-prose">“{contest.note}”</p>}
      {contest.since !== null && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-small text-soft">
          <span>Since then it came to</span>
          <StageChip stage={contest.since.stage} label={stageName(contest.since.stage)} />
          {contest.since.amount !== null && (
            <span className="figures font-medium">
              {sayMoney(contest.since.amount, contest.since.currency)}
            </span>
          )}
          <span className="text-faint">{sayAgo(Date.parse(contest.since.at), now)}</span>
        </p>
      )}
      {contest.answers.map((answer, index) => (
        <p key={index} className="mt-2 border-l-2 border-line-strong pl-3 text-soft">
          <span className="text-small text-faint">
            {answer.by?.name ?? 'Marketing'}
            {answer.kind === 'correction'
              ? ' corrected the fact'
              : answer.kind === 'draft'
                ? ' began a draft'
                : ''}
            , {sayAgo(Date.parse(answer.at), now)}
          </span>
          {answer.text !== '' && <span className="block text-ink">{answer.text}</span>}
        </p>
      ))}
      {mayAnswer && <AnswerParts contest={contest} />}
    </li>
  )
}

/** What is contested, in words; a clause leads to itself in the agreement. */
function Subject({ contest }: { readonly contest: Contest }) {
  const agreement = useAgreementModel().data?.agreement
  if (contest.clause !== null) {
    const sentence = agreement ? clauseSentence(agreement, contest.clause) : null
    return (
      <Link
        to="/agreement"
        search={{ clause: contest.clause.split('/')[0]! }}
        className="inline-block min-h-6 rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-accent"
      >
        {sentence ?? sayClauseName(contest.clause)}
      </Link>
    )
  }
  if (contest.field !== null) {
    const said = (value: Contest['observed']) => (value === null ? 'nothing' : sayValue(value))
    return (
      <>
        {sayId(sayField(contest.field))}:{' '}
        <span className="font-normal text-soft line-through">{said(contest.observed)}</span>{' '}
        <span aria-hidden="true">→</span>
        <span className="sr-only">should be</span> {said(contest.proposed)}
      </>
    )
  }
  if (contest.kind === 'other') return <>{sayId(contest.reason)}, no clause or fact named</>
  return <>{sayContestKind(contest.kind)}</>
}

function AnswerParts({ contest }: { readonly contest: Contest }) {
  const answer = useAnswerContest()
  const navigate = useNavigate()
  const { pending, problem, send } = useSending()
  const [writing, setWriting] = useState(false)
  const [text, setText] = useState('')
  const correctable = contest.field !== null && contest.proposed !== null && contest.state !== 'corrected'
  const say = () =>
    text.trim() !== '' &&
    void send(async () => {
      await answer(contest.id, { kind: 'answer', text: text.trim() })
      setWriting(false)
      setText('')
    })
  const correct = () =>
    void send(async () => {
      await answer(contest.id, { kind: 'correct' })
      toast('The fact is corrected, and the lead was judged anew.')
    })
  const draft = () =>
    void send(async () => {
      const { draft: id } = await answer(contest.id, { kind: 'draft', text: text.trim() })
      if (id !== null) await navigate({ to: '/studio/$id', params: { id } })
    })
  return (
    <div className="mt-2.5">
      {writing && (
        <Field label="Answer" className="mb-2 max-w-prose">
          <TextArea
            rows={2}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by a press
            autoFocus
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say()
              if (event.key === 'Escape') setWriting(false)
            }}
          />
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-1.5">
        {writing ? (
          <Button look="solid" disabled={pending || text.trim() === ''} onClick={say}>
            Send the answer
          </Button>
        ) : (
          <Button onClick={() => setWriting(true)}>Answer</Button>
        )}
        {correctable && (
          <Button disabled={pending} onClick={correct}>
            Correct the fact
          </Button>
        )}
        {contest.draft === null ? (
          contest.kind !== 'fact' && (
            <Button look={writing ? 'outline' : 'plain'} disabled={pending} onClick={draft}>
              Draft a change of the {contest.clause === null ? 'agreement' : 'clause'}
            </Button>
          )
        ) : (
          <Link
            to="/studio/$id"
            params={{ id: contest.draft }}
            className="rounded-sm px-2 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
          >
            Open the draft
          </Link>
        )}
        {problem !== null && (
          <p role="alert" className="text-small text-accent-text">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}
