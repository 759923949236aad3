import { Button } from '../../../ui/Button.tsx'

/** Shows a chart as its numbers, or as the chart again. */
export function TwinSwitch({
  shown,
  onShown,
}: {
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}) {
  return (
    <Button look="plain" aria-pressed={shown} onClick={() => onShown(!shown)} className="-my-1 text-small">
      {shown ? 'As a chart' : 'As a table'}
    </Button>
  )
}
