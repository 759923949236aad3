import { useEffect, useRef, useState } from 'react'

/** Takes a file that is dropped anywhere on the page, so that one dropped beside the zone is not opened instead. True while one is held over it. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const take = useRef(onFile)
  useEffect(() => {
    take.current = onFile
  })
  useEffect(() => {
    const listening = new AbortController()
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      addEventListener(type, listener, { signal: listening.signal })
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    on('dragover', (event) => {
      if (!holdsFile(event)) return
      event.preventDefault()
      setIsOver(true)
    })
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setIsOver(false)
    })
    on('drop', (event) => {
      if (!holdsFile(event)) return
      event.preventDefault()
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) take.current(file)
    })
    return () => listening.abort()
  }, [])
  return isOver
}
