/** The pages of a form, as people see them who are not signed in. */
import type { FormDefinition, FormField } from '@baton/protocol'
import { html, type Html } from '../platform/pages/html.ts'
import { REFERRAL_FIELD } from '../referrals/index.ts'
import { type Posted, TRAP } from './posted.ts'
import type { Faults } from './read-answers.ts'
import type { Submitted } from './submit-form.ts'

export interface FormView {
  readonly definition: FormDefinition
  readonly token: string
  readonly action: string
  /** Campaign parameters of the address that the page was asked by. */
  readonly campaign: Readonly<Record<string, string>>
  /** True: the button comes when it may be pressed; a page that was just made is not taken at once. */
  readonly isEarly?: boolean
  /** What was entered before and is to be mended. */
  readonly posted?: Posted
  readonly faults?: Faults
  readonly notice?: string
}

export function formPage(view: FormView): Html {
  const { definition, faults = {}, notice } = view
  return html`<h1>${definition.title}</h1>
    ${definition.intro !== '' && html`<p>${definition.intro}</p>`}
    ${(notice ?? null) !== null && html`<p class="summary" role="alert">${notice!}</p>`}
    ${Object.keys(faults).length > 0 && html`<p class="summary" role="alert">Please look at what is marked.</p>`}
    <form method="post" action="${view.action}" novalidate data-form="${definition.slug}">
      ${hiddenParts(view)} ${definition.fields.map((field) => fieldRow(field, view))}
      ${definition.consents.map((consent, index) => consentRow(consent, index, view))} ${sendButton(view)}
    </form>`
}

function sendButton({ definition, isEarly = false }: FormView): Html {
  return html`<button type="submit" ${isEarly && html`class="soon"`}>${definition.submit}</button>`
}

/**
 * What was entered on another site's page, for the person to send with a press: a program would not. What they agree to stands
 * here in our words, whatever that page said.
 */
export function confirmPostPage(view: FormView): Html {
  const { definition, posted } = view
  const entered = definition.fields.filter(({ id }) => (posted?.fields[id] ?? '') !== '')
  return html`<h1>${definition.title}</h1>
    <p>Is this right? Press the button to send it.</p>
    <dl>
      ${entered.map(
        ({ id, label }) =>
          html`<dt>${label}</dt>
            <dd>${posted!.fields[id]!}</dd>`,
      )}
    </dl>
    <form method="post" action="${view.action}">
      ${hiddenParts(view)}
      ${Object.entries(posted?.fields ?? {})
        .filter(([name]) => !name.startsWith('consent-'))
        .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${definition.consents.map((consent, index) => consentRow(consent, index, view))} ${sendButton(view)}
    </form>`
}

export function thanksPage({ thanks }: FormDefinition, { isAwaited, isMailed, download }: Submitted): Html {
  return html`<h1>${thanks.title}</h1>
    ${thanks.text !== '' && html`<p>${thanks.text}</p>`}
    ${isAwaited && html`<p>We sent you a mail. Open the link in it to confirm that the address is yours.</p>`}
    ${isMailed && html`<p>It is on its way to you by mail.</p>`}
    ${download !== null && html`<p><a class="button" href="${download}">Download</a></p>`}`
}

export function messagePage(title: string, text: string, more: Html | null = null): Html {
  return html`<h1>${title}</h1>
    <p>${text}</p>
    ${more}`
}

function hiddenParts({ token, posted, campaign }: FormView): Html {
  const kept = { url: '', title: '', referrer: '', ...posted?.page }
  const referral = posted?.referral ?? null
  return html`<input type="hidden" name="_token" value="${token}" />
    <input type="hidden" name="_visitor" value="${posted?.anonymousId ?? ''}" />
    ${Object.entries(kept).map(
      ([name, value]) => html`<input type="hidden" name="_${name}" value="${value}" />`,
    )}
    ${Object.entries({
      ...campaign,
      ...posted?.campaign,
      ...(referral !== null && { [REFERRAL_FIELD]: referral }),
    }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <div class="aside" aria-hidden="true">
      <label for="${TRAP}">Leave this empty</label>
      <input id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off" />
    </div>`
}

const COMPLETE: Readonly<Record<string, string>> = {
  'lead.email': 'email',
  'lead.phone': 'tel',
  'lead.name': 'name',
  'lead.first_name': 'given-name',
  'lead.last_name': 'family-name',
  'lead.title': 'organization-title',
  'company.name': 'organization',
  'lead.country': 'country-name',
}

function fieldRow(field: FormField, { posted, faults = {} }: FormView): Html {
  const fault = faults[field.id] ?? null
  const value = posted?.fields[field.id] ?? ''
  const { showWhen } = field
  return html`<div
    data-field="${field.id}"
    ${field.progressive && html`data-progressive`}
    ${showWhen !== null && html`data-when="${showWhen.field}" data-is="${JSON.stringify(showWhen.is)}"`}
  >
    ${
      field.type === 'checkbox'
        ? html`<label class="check">
            <input type="checkbox" name="${field.id}" value="yes" ${value !== '' && html`checked`} />
            <span>${field.label}</span>
          </label>`
        : html`<label for="f-${field.id}"
              >${field.label}${!field.required && html` <span class="optional">(optional)</span>`}</label
            >
            ${control(field, value, fault)}`
    }
    ${field.help !== '' && html`<p class="help" id="h-${field.id}">${field.help}</p>`}
    ${fault !== null && html`<p class="error" id="e-${field.id}" role="alert">${fault}</p>`}
  </div>`
}

const INPUT_TYPES = { email: 'email', phone: 'tel', number: 'text', text: 'text' } as const

function control(field: FormField, value: string, fault: string | null): Html {
  const described = [field.help !== '' && `h-${field.id}`, fault !== null && `e-${field.id}`]
    .filter(Boolean)
    .join(' ')
  const common = html`id="f-${field.id}" name="${field.id}" ${field.required && html`required`}
  ${described !== '' && html`aria-describedby="${described}"`} ${fault !== null && html`aria-invalid="true"`}`
  if (field.type === 'long-text') return html`<textarea ${common}>${value}</textarea>`
  if (field.type === 'choice')
    return html`<select ${common}>
      <option value="">Choose…</option>
      ${field.options.map(
        (option) => html`<option value="${option}" ${option === value && html`selected`}>${option}</option>`,
      )}
    </select>`
  const type = INPUT_TYPES[field.type as keyof typeof INPUT_TYPES]
  return html`<input
    type="${type}"
    ${field.type === 'number' && html`inputmode="decimal"`}
    ${common}
    autocomplete="${COMPLETE[field.maps] ?? 'off'}"
    value="${value}"
  />`
}

function consentRow(
  { text, required }: FormDefinition['consents'][number],
  index: number,
  { posted, faults = {} }: FormView,
): Html {
  const name = `consent-${index}`
  return html`<div>
    <label class="check">
      <input
        type="checkbox"
        name="${name}"
        value="yes"
        ${posted?.fields[name] !== undefined && html`checked`}
        ${faults[name] !== undefined && html`aria-invalid="true"`}
      />
      <span>${text}${!required && html` <span class="optional">(optional)</span>`}</span>
    </label>
    ${faults[name] !== undefined && html`<p class="error" role="alert">${faults[name]}</p>`}
  </div>`
}
