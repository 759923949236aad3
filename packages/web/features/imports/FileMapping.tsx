import type { ImportFile } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { ColumnTable } from './ColumnTable.tsx'
import { FoundFile } from './FoundFile.tsx'
import { sayOutcome } from './import-words.ts'
import { MappingFields } from './MappingFields.tsx'
import { TryResult } from './TryResult.tsx'
import { type MapFile, useMapFile } from './use-map-file.ts'

/** One page from what was found to the import. Ctrl and Enter tries it, from wherever one is. */
export function FileMapping({ file }: { readonly file: ImportFile }) {
  const map = useMapFile(file)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of all its fields
    <form
      noValidate
      aria-label={`What ${file.name} means`}
      onSubmit={(event) => {
        event.preventDefault()
        map.tryIt()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) map.tryIt()
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pb-8 md:px-6">
        <FoundFile file={file} />
        <MappingFields map={map} />
        <Section
          title="What the columns mean"
          note={`The first ${sayCounted(file.preview.length, 'row')} of ${sayCounted(file.rows, 'row')}. Columns that are left out are pale.`}
        >
          <ColumnTable map={map} />
        </Section>
        {map.tried !== null && <TryResult key={map.tried.number} map={map} tried={map.tried} />}
      </div>
      <Foot map={map} />
    </form>
  )
}

function Foot({ map }: { readonly map: MapFile }) {
  const { mayTry, mayImport, doing, problem, begin } = map
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-sunk px-4 py-2.5 md:px-6">
      <p className="min-w-0 flex-1 basis-48 text-small text-soft" aria-live="polite">
        {problem === null ? sayNext(map) : <span className="text-accent-text">{problem}</span>}
      </p>
      <div className="ml-auto flex items-center gap-2">
        <Button type="submit" look={mayImport ? 'outline' : 'solid'} className="h-8" disabled={!mayTry}>
          {doing === 'try' ? 'Trying…' : 'Try it'}
        </Button>
        <Button look={mayImport ? 'solid' : 'outline'} className="h-8" disabled={!mayImport} onClick={begin}>
          {doing === 'import' ? 'Beginning…' : 'Import'}
        </Button>
      </div>
    </footer>
  )
}

function sayNext({ tried, isCurrent }: MapFile): string {
  if (tried === null) return 'Trying reads every row and writes nothing.'
  if (!isCurrent) return 'Something was changed since it was tried: try it again.'
  const { problems, result } = tried.answer
  return result === null
    ? `${sayCounted(problems.length, 'problem')}: mend it, and try it again.`
    : sayOutcome(result)
}
