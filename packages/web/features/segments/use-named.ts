import { STAGES } from '@baton/engine'
import { audienceContext, type AudienceContext } from '@baton/engine/audience'
import { useMemo } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { usePersonas } from '../../api/personas-query.ts'
import { useSegments } from '../../api/segments-query.ts'
import type { Named } from './audience-rows.ts'

/** Visitors are in no segment. */
export const STAGE_CHOICES = STAGES.filter((stage) => stage !== 'visitor')

/** What an audience can name, and what it is read with; null while that is not known. */
export function useNamed(except: string | undefined): { named: Named; context: AudienceContext } | null {
  const { data } = useAgreementModel()
  const personas = usePersonas().data
  const segments = useSegments().data
  return useMemo(() => {
    if (!data?.compiled || !personas || !segments) return null
    const { catalogue, agreement } = data.compiled
    const open = (of: 'lead' | 'company') =>
      catalogue[of].flatMap((field) => (field.personal ? [] : [`${of}.${field.name}`]))
    return {
      named: {
        events: catalogue.events.map(({ name }) => name),
        fields: [...open('lead'), ...open('company')],
        meters: agreement.meters.map((meter) => meter.id),
        personas: personas.filter(({ archived }) => !archived).map(({ name }) => name),
        segments: segments.data.filter(({ id }) => id !== except),
      },
      context: audienceContext(data.compiled),
    }
  }, [data, personas, segments, except])
}
