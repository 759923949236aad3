export { addConsentRoutes } from './consent-routes.ts'
export { ensureConsents } from './ensure-consents.ts'
export { consentTeller } from './tell-consent.ts'
export { forgetConsents, giveWhatWaits, recordConsent, standingConsents } from './consent-rows.ts'
export { awaitedOf, mayMail } from './may-mail.ts'
export { preferencePath } from './preference-links.ts'
export { addPreferenceRoutes, type TellConsent } from './preferences-routes.ts'
export { purposes } from './purposes.ts'
export {
  assertSecretOf,
  isSuppressed,
  liftOwnWish,
  mayBeAsked,
  OWN_WISH,
  suppress,
  suppressionKey,
  suppressKeys,
  withoutSuppressed,
} from './suppressions.ts'
