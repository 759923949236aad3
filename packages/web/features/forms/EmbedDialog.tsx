import type { Form } from '@baton/protocol'
import { Button } from '../../ui/Button.tsx'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { hostOf, htmlCode, scriptCode } from './embed-code.ts'

/** The ways by which a form comes to people. */
export function EmbedDialog({ form, onClose }: { readonly form: Form; readonly onClose: () => void }) {
  const { definition, url, status } = form
  const host = hostOf(url)
  return (
    <Dialog
      title="Put it on a page"
      note={
        status === 'live'
          ? 'All of it holds version after version: what is saved is shown at once.'
          : 'It can be prepared now. Until the form is live, its address says that it is not there.'
      }
      size="wide"
      onClose={onClose}
      footer={
        <Button look="solid" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-5 [&>*]:min-w-0">
        <CopyCode label="Its own page" code={url} />
        <CopyCode
          label="In your page, by one line"
          note="Put it where the form is to stand. It fits its height, and knows who was there before."
          code={scriptCode(host, definition.slug)}
        />
        <CopyCode
          label="In your page, as HTML of your own"
          note="Without any script. Whoever sends it presses a button once more, so that programs stay out. Questions for the second time are left out, and nothing is hidden."
          code={htmlCode(host, definition)}
        />
      </div>
    </Dialog>
  )
}
