/** Words about money: models of attribution, and whose outcomes are counted. */
import type { AttributionModel, MoneyBasis } from '@baton/engine/reports'

const MODELS: Readonly<Record<AttributionModel, readonly [name: string, definition: string]>> = {
  first: ['First touch', 'All credit to what first brought the person.'],
  last: ['Last touch', 'All credit to what brought the person last before it happened.'],
  'last-non-direct': [
    'Last touch that was not direct',
    'All credit to the last touch before it happened that was not a direct visit; to that where there was no other.',
  ],
  linear: ['Linear', 'The same share to every touch before it happened.'],
  position: [
    'By position (40/20/40)',
    'Forty percent to the first touch, forty to the last, the rest shared among those between.',
  ],
  'time-decay': ['Time decay, 7 days', 'A touch counts half as much as one seven days later.'],
}

export function sayModel(model: AttributionModel): string {
  return MODELS[model][0]
}

export function sayModelDefinition(model: AttributionModel): string {
  return MODELS[model][1]
}

export function sayBasis(basis: MoneyBasis): string {
  return basis === 'happened' ? 'what happened in the period' : 'what became of those who came in the period'
}
