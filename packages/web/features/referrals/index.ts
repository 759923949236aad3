export { AllReferrals } from './AllReferrals.tsx'
export { ReferralsSection } from './ReferralsSection.tsx'
