/** Mappings to begin with, for what is often connected. */
import { type HookMapping, hookMappingSchema, type HookPresets } from '@baton/protocol'
import type { z } from 'zod'

function mapping(given: z.input<typeof hookMappingSchema>): HookMapping {
  return hookMappingSchema.parse(given)
}

const google = (column: string) => `user_column_data[column_id=${column}].string_value`
const meta = (field: string) => `field_data[name=${field}].values[0]`
const linkedin = (name: string) =>
  `formResponse.answers[name=${name}].answerDetails.textQuestionAnswer.answer | answers[name=${name}].answer`
const zoom = (field: string) => `payload.object.participant.${field} | payload.object.registrant.${field}`

export const HOOK_PRESET_LIST: HookPresets['data'] = [
  {
    preset: 'generic',
    title: 'Anything',
    about: 'A body of your own: pick the places in what was received.',
    mapping: mapping({
      name: { is: 'event' },
      identity: { email: 'email' },
      lead: { name: 'name' },
      company: { name: 'company' },
      messageId: 'id',
    }),
  },
  {
    preset: 'google-ads',
    title: 'Google Ads lead form',
    about:
      'Lead form assets with a webhook. Google sends the key that you give it in every body; it is checked.',
    mapping: mapping({
      name: { is: '"Form Submitted"' },
      identity: { email: google('EMAIL'), phone: google('PHONE_NUMBER') },
      lead: {
        name: google('FULL_NAME'),
        phone: google('PHONE_NUMBER'),
        title: google('JOB_TITLE'),
        country: google('COUNTRY'),
        source: '"google-ads"',
      },
      company: { name: google('COMPANY_NAME') },
      properties: { form: 'form_id', kind: '"product"', campaign: 'campaign_id' },
      messageId: 'lead_id',
    }),
  },
  {
    preset: 'meta',
    title: 'Meta lead ads',
    about:
      'Leads of Facebook and Instagram with their answers, as Meta’s Graph API and connectors send them.',
    mapping: mapping({
      name: { is: '"Form Submitted"' },
      identity: { email: meta('email'), phone: meta('phone_number') },
      lead: {
        name: meta('full_name'),
        phone: meta('phone_number'),
        title: meta('job_title'),
        source: '"meta"',
      },
      company: { name: meta('company_name') },
      properties: { form: 'form_id', kind: '"product"', campaign: 'campaign_name | campaign_id' },
      occurredAt: { is: 'created_time' },
      messageId: 'id',
    }),
  },
  {
    preset: 'linkedin',
    title: 'LinkedIn lead gen forms',
    about: 'Answers of lead gen forms, by the name of the question.',
    mapping: mapping({
      name: { is: '"Form Submitted"' },
      identity: { email: linkedin('email') },
      lead: {
        first_name: linkedin('firstName'),
        last_name: linkedin('lastName'),
        title: linkedin('jobTitle'),
        source: '"linkedin"',
      },
      company: { name: linkedin('company') },
      properties: { form: 'formName | versionedLeadGenFormUrn', kind: '"product"' },
      occurredAt: { is: 'submittedAt', format: 'milliseconds' },
      messageId: 'id',
    }),
  },
  {
    preset: 'webinar',
    title: 'Webinar attendance (Zoom)',
    about:
      'Who registered for a webinar and who was there. For a list of attendees, name the list under “for each”.',
    mapping: mapping({
      name: {
        is: 'event',
        table: {
          'webinar.registration_created': 'Webinar Registered',
          'webinar.participant_left': 'Webinar Attended',
        },
      },
      identity: { email: zoom('email') },
      lead: {
        name: 'payload.object.participant.user_name',
        first_name: 'payload.object.registrant.first_name',
        last_name: 'payload.object.registrant.last_name',
      },
      properties: { title: 'payload.object.topic' },
      occurredAt: { is: 'event_ts', format: 'milliseconds' },
      messageId: 'payload.object.participant.participant_uuid | payload.object.registrant.id',
    }),
  },
  {
    preset: 'chat',
    title: 'Chat (Intercom)',
    about: 'A conversation that a visitor began.',
    mapping: mapping({
      name: { is: 'topic', table: { 'conversation.user.created': 'Chat Started' } },
      identity: { email: 'data.item.source.author.email' },
      lead: { name: 'data.item.source.author.name' },
      properties: { topic: 'data.item.source.subject' },
      occurredAt: { is: 'created_at', format: 'seconds' },
      messageId: 'data.item.id',
    }),
  },
  {
    preset: 'call',
    title: 'Inbound call',
    about:
      'Calls that a telephone system reports. Who calls is known by the number where nothing else is said.',
    mapping: mapping({
      name: { is: 'direction', table: { inbound: 'Call Received', incoming: 'Call Received' } },
      identity: { email: 'caller.email', phone: 'caller.number | from' },
      lead: { name: 'caller.name', phone: 'caller.number | from' },
      properties: { minutes: 'minutes' },
      occurredAt: { is: 'started_at' },
      messageId: 'call_id',
    }),
  },
]

export function presetMapping(preset: HookPresets['data'][number]['preset']): HookMapping {
  return HOOK_PRESET_LIST.find((one) => one.preset === preset)!.mapping
}
