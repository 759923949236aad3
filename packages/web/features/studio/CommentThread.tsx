import type { AgreementComment } from '@baton/protocol'
import { sayAgo } from '@baton/words'
import { useState, type FormEvent } from 'react'
import { type Commented, useComment } from '../../api/comments-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** What people say about a clause, or about all of it; one line to say something back. */
export function CommentThread({
  about,
  clause,
  comments,
}: {
  readonly about: Commented
  readonly clause: string | null
  readonly comments: readonly AgreementComment[]
}) {
  const { add, settle } = useComment(about)
  const [text, setText] = useState('')
  const [pending, setPending] = useState(false)
  const trying = async (work: () => Promise<void>) => {
    setPending(true)
    try {
      await work()
    } catch (error) {
      toast(error instanceof RequestFailed ? error.detail : String(error), { tone: 'problem' })
    } finally {
      setPending(false)
    }
  }
  const say = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    void trying(async () => {
      await add({ clause, text })
      setText('')
    })
  }
  return (
    <div className="max-w-md">
      {comments.length > 0 && (
        <ul className="mb-2 divide-y divide-line border-y border-line">
          {comments.map((comment) => (
            <CommentLine
              key={comment.id}
              comment={comment}
              disabled={pending}
              onSettle={(settled) => void trying(() => settle(comment.id, settled))}
            />
          ))}
        </ul>
      )}
      <form onSubmit={say} className="flex gap-2">
        <TextInput
          aria-label={clause === null ? 'Comment on the agreement' : 'Comment on this clause'}
          placeholder={comments.length === 0 ? 'Say something about it' : 'Answer'}
          maxLength={5_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-7"
        />
        <Button type="submit" disabled={pending || text.trim() === ''}>
          Comment
        </Button>
      </form>
    </div>
  )
}

function CommentLine({
  comment,
  disabled,
  onSettle,
}: {
  readonly comment: AgreementComment
  readonly disabled: boolean
  readonly onSettle: (settled: boolean) => void
}) {
  const now = useNow()
  const isSettled = comment.settledAt !== null
  return (
    <li className="flex items-baseline gap-3 py-1.5">
      <span className={`min-w-0 flex-1 ${isSettled ? 'text-faint' : ''}`}>
        <span className="font-medium">{comment.by?.name ?? 'Somebody'}</span>{' '}
        <span className="text-small text-faint">{sayAgo(Date.parse(comment.at), now)}</span>
        <span className="block whitespace-pre-line">{comment.text}</span>
        {isSettled && <span className="text-small">Settled by {comment.settledBy ?? 'somebody'}</span>}
      </span>
      <Button look="plain" disabled={disabled} onClick={() => onSettle(!isSettled)} className="text-small">
        {isSettled ? 'Open again' : 'Settle'}
      </Button>
    </li>
  )
}
