import { Button } from '../../ui/Button.tsx'

/** What was said against it, and the way out and on. */
export function DialogFooter({
  problem,
  pending,
  label,
  onClose,
}: {
  readonly problem: string | null
  readonly pending: boolean
  readonly label: string
  readonly onClose: () => void
}) {
  return (
    <>
      {problem !== null && (
        <p role="alert" className="mr-auto text-small text-accent-text">
          {problem}
        </p>
      )}
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" look="solid" disabled={pending}>
        {label}
      </Button>
    </>
  )
}
