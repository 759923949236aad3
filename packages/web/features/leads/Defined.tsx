import { sayDefinition, type Term } from '@baton/words'
import type { ReactNode } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { Definition } from '../../ui/Definition.tsx'

/** The name of a number, with what it means behind it, and the version of the agreement where one decides it. */
export function Defined({ term, children }: { readonly term: Term; readonly children: ReactNode }) {
  const version = useAgreementModel().data?.stored.version
  return <Definition term={children}>{sayDefinition(term, version)}</Definition>
}
