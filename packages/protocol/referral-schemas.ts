/** Who brought whom, and the form that takes those who are brought. */
import { z } from 'zod'
import { stageSchema } from './lead-schemas.ts'
import { leadNamesSchema } from './plan-schemas.ts'

const referralSchema = z.object({
  /** Who passed the link on, and who came by it: ids of leads. */
  referrer: z.string(),
  lead: z.string(),
  stage: stageSchema,
  form: z.string(),
  at: z.string(),
})

export const referralsSchema = z
  .object({
    /** Address of the form that passed-on links lead to; null: there are no such links. */
    form: z.string().nullable(),
    data: z.array(referralSchema),
    total: z.number(),
    leads: leadNamesSchema,
  })
  .meta({ id: 'Referrals' })

export const referralFormSchema = z
  .object({ form: z.string().max(60).nullable() })
  .meta({ id: 'ReferralForm' })

export const leadReferralsSchema = z
  .object({
    by: referralSchema.nullable(),
    brought: z.array(referralSchema),
    leads: leadNamesSchema,
    /** The link that this lead may pass on; null: there is no form for it. */
    url: z.string().nullable(),
  })
  .meta({ id: 'LeadReferrals' })

export type Referrals = z.infer<typeof referralsSchema>
export type LeadReferrals = z.infer<typeof leadReferralsSchema>
