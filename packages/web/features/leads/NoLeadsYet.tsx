import { EmptyState } from '../../ui/EmptyState.tsx'

/** An installation that nobody has sent anything to: how to begin. */
export function NoLeadsYet() {
  return (
    <EmptyState title="No leads yet">
      <p>A lead appears here with its first event. There are two ways to begin:</p>
      <p>Import what you have, with its history:</p>
      <CommandLine>npx baton import leads.csv --map map.yaml</CommandLine>
      <p>Or point any Segment client at this server and track:</p>
      <CommandLine>{`curl -u WRITE_KEY: ${location.origin}/v1/identify \\
  -H 'content-type: application/json' \\
  -d '{"userId":"42","traits":{"email":"ada@example.com"}}'`}</CommandLine>
    </EmptyState>
  )
}

function CommandLine({ children }: { readonly children: string }) {
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className="scroller overflow-x-auto rounded-md border border-line bg-sunk px-3 py-2 font-mono text-small leading-5 text-ink"
    >
      {children}
    </pre>
  )
}
