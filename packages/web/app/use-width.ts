import { useEffect, useState, type RefObject } from 'react'

/** Width of an element in pixels, kept up to date; 0 until it is laid out. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observed = element.current
    if (observed === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return width
}
