/** What a listener reads of an event, when the event is of a kind that has it. */
type Heard = Event & { readonly target: HTMLElement } & Pick<MouseEvent, 'button'> &
  Pick<PageTransitionEvent, 'persisted'>

/** Adds a listener that hears events on their way down, so that pages cannot keep them from it. */
export function listen(target: EventTarget, types: string, hear: (event: Heard) => void): void {
  types.split(' ').forEach((type) => target.addEventListener(type, hear as (event: Event) => void, true))
}
