import type { ReportOf } from '@baton/protocol'
import { sayCount, sayMoney } from '@baton/words'
import { sayTimeTaken, TOO_FEW } from './chart-words.ts'
import { FigureTile } from './Figures.tsx'
import { useOpenCell } from './open-cell.tsx'

/** What the deals in play bring a day at the period's rates. */
export function VelocityTile({
  velocity,
  currency,
}: Pick<ReportOf<'deals'>['answer'], 'velocity' | 'currency'>) {
  const open = useOpenCell()
  const { inPlay, days, perDay, tooFew } = velocity
  return (
    <FigureTile
      name="Velocity"
      about="What the deals in play bring a day if they go as the period’s did: deals in play × win rate × mean size ÷ mean days from opportunity to win. A rough figure: it takes every deal for an average one."
      value={tooFew ? TOO_FEW : perDay === null ? '–' : `${sayMoney(perDay, currency)} a day`}
      note={`${sayCount(inPlay.count)} in play${tooFew || days === null ? '' : `, ${sayTimeTaken(days)} to a win`}`}
      onOpen={open(inPlay, 'Deals in play')}
    />
  )
}
