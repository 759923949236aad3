/** Display names of stages in the reader's dialect: the agreement's in marketing's once it is read, plain English until then. */
import type { Agreement, CompiledAgreement, Stage } from '@baton/engine'
import { DIALECTS, sayStageIn, stageNamesIn, type DialectWords } from '@baton/words'
import { useMemo } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useDialect } from '../../api/session-query.ts'

export function useStageNames(): (stage: Stage) => string {
  const { data } = useAgreementModel()
  const dialect = useDialect()
  return (stage) => sayStageIn(dialect, stage, data?.agreement?.names)
}

/** The same as an object, for whatever takes the names of an agreement. */
export function useNamesOfStages(): Agreement['names'] {
  const { data } = useAgreementModel()
  return stageNamesIn(useDialect(), data?.agreement?.names)
}

/** Nouns and headings in the reader's dialect. */
export function useWords(): DialectWords {
  return DIALECTS[useDialect()]
}

/** An agreement that names its stages in the reader's dialect; it judges as before. */
export function useInDialect(compiled: CompiledAgreement): CompiledAgreement {
  const dialect = useDialect()
  return useMemo(() => {
    const { agreement } = compiled
    return { ...compiled, agreement: { ...agreement, names: stageNamesIn(dialect, agreement.names) } }
  }, [compiled, dialect])
}
