import { useBlocker } from '@tanstack/react-router'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Asks before what was written is left. @param what such as `this mail` */
export function LeaveGuard({ isChanged, what }: { readonly isChanged: boolean; readonly what: string }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      title="Leave without saving?"
      note={`What you changed on ${what} is not saved.`}
      size="narrow"
      onClose={blocker.reset}
      footer={
        <>
          <Button onClick={blocker.proceed}>Leave</Button>
          <Button look="solid" onClick={blocker.reset}>
            Stay
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
