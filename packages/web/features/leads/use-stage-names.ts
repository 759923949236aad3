/** Display names of stages: the agreement's once it is read, plain English until then. */
import type { Stage } from '@baton/engine'
import { sayStage } from '@baton/words'
import { useAgreementModel } from '../../api/agreement-query.ts'

export function useStageNames(): (stage: Stage) => string {
  const { data } = useAgreementModel()
  return (stage) => sayStage(stage, data?.agreement?.names)
}
