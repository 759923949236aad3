import type { NextContent as Next } from '@baton/protocol'
import { sayContentKind, sayOfferReason } from '@baton/words'
import { useNextContent } from '../../api/content-query.ts'
import { useMay } from '../../api/may.ts'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Section } from '../../ui/Section.tsx'
import { useStageNames } from '../leads/index.ts'

/** What to offer this lead next, best first, and why. Nothing where there is nothing to offer. */
export function NextContent({ leadId }: { readonly leadId: string }) {
  return useMay('nextContent') ? <Offers leadId={leadId} /> : null
}

const SHOWN = 3

function Offers({ leadId }: { readonly leadId: string }) {
  const next = useNextContent(leadId)
  const offers = next.data?.data ?? []
  if (offers.length === 0) return null
  return (
    <Section title="Offer next" note="Not seen yet, fresh, and in their language.">
      <ol className="space-y-3">
        {offers.slice(0, SHOWN).map((offer) => (
          <Offer key={offer.asset.id} offer={offer} persona={next.data!.persona} />
        ))}
      </ol>
    </Section>
  )
}

function Offer({
  offer,
  persona,
}: {
  readonly offer: Next['data'][number]
  readonly persona: string | null
}) {
  const name = useStageNames()
  const { asset, url, reasons } = offer
  const said = reasons.map((reason) =>
    sayOfferReason(reason, { stageName: reason.kind === 'place' ? name(reason.stage) : '', persona }),
  )
  const why = said.join('; ')
  return (
    <li>
      <p className="font-medium">
        {url === null ? (
          asset.title
        ) : (
          <a href={url} target="_blank" rel="noreferrer" className="hover:underline">
            {asset.title}
          </a>
        )}{' '}
        <span className="font-normal text-small text-faint">{sayContentKind(asset.kind)}</span>
      </p>
      <p className="text-small text-soft">{why.charAt(0).toUpperCase() + why.slice(1)}.</p>
      {url !== null && asset.file !== null && (
        <CopyCode code={url} label={`Link for this lead to ${asset.title}`} />
      )}
    </li>
  )
}
