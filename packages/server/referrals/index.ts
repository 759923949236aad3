export { keepReferral, tellReferrals, tellReferralsAlways } from './keep-referrals.ts'
export { REFERRAL_FIELD, referralUrl } from './referral-links.ts'
export { addReferralPages } from './referral-pages.ts'
export { addReferralRoutes } from './referral-routes.ts'
