/** Bodies as the systems send them that presets are for. */
import type { HookPreset } from '@baton/protocol'

export const PRESET_SAMPLES: Readonly<Record<HookPreset, object>> = {
  generic: {
    id: 'g-1',
    event: 'Demo Requested',
    email: 'gina@generic.example',
    name: 'Gina Gray',
    company: 'Generic',
  },
  'google-ads': {
    lead_id: 'TeSter-123',
    api_version: '1.0',
    form_id: 40000000000,
    campaign_id: 123456,
    google_key: 'to be replaced',
    is_test: false,
    user_column_data: [
      { column_id: 'FULL_NAME', column_name: 'Full Name', string_value: 'Greta Ohm' },
      { column_id: 'EMAIL', column_name: 'User Email', string_value: 'greta@google.example' },
      { column_id: 'PHONE_NUMBER', column_name: 'User Phone', string_value: '+493012345678' },
      { column_id: 'COMPANY_NAME', column_name: 'Company', string_value: 'Ohm Works' },
      { column_id: 'JOB_TITLE', column_name: 'Job Title', string_value: 'Head of Sales' },
    ],
  },
  meta: {
    id: '778899',
    created_time: '2026-01-15T10:00:00+0000',
    form_id: '5544',
    campaign_name: 'Spring',
    field_data: [
      { name: 'full_name', values: ['Mia Weber'] },
      { name: 'email', values: ['mia@meta.example'] },
      { name: 'company_name', values: ['Weber AG'] },
    ],
  },
  linkedin: {
    id: 'li-1',
    submittedAt: 1768471200000,
    formName: 'Whitepaper',
    formResponse: {
      answers: [
        { questionId: 1, name: 'firstName', answerDetails: { textQuestionAnswer: { answer: 'Lina' } } },
        { questionId: 2, name: 'lastName', answerDetails: { textQuestionAnswer: { answer: 'Kraus' } } },
        {
          questionId: 3,
          name: 'email',
          answerDetails: { textQuestionAnswer: { answer: 'lina@linkedin.example' } },
        },
        { questionId: 4, name: 'company', answerDetails: { textQuestionAnswer: { answer: 'Kraus GmbH' } } },
      ],
    },
  },
  webinar: {
    event: 'webinar.participant_left',
    event_ts: 1768471200000,
    payload: {
      object: {
        id: '8812',
        topic: 'Pricing in practice',
        participant: { participant_uuid: 'z-uuid-1', user_name: 'Zoe Marsh', email: 'zoe@webinar.example' },
      },
    },
  },
  chat: {
    type: 'notification_event',
    topic: 'conversation.user.created',
    created_at: 1768471200,
    data: {
      item: {
        id: 'conv-1',
        source: { subject: 'Prices', author: { type: 'user', name: 'Cem Acar', email: 'cem@chat.example' } },
      },
    },
  },
  call: {
    call_id: 'call-1',
    direction: 'inbound',
    from: '+4930123456',
    caller: { name: 'Kai Brandt' },
    minutes: 4,
    started_at: '2026-01-15T10:00:00Z',
  },
}
