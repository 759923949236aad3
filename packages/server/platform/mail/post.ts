/** Where mail leaves the house. */

export interface Mail {
  /** The same mail is sent once, however often it is asked for. */
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** An invitation to a meeting (RFC 5545). */
  readonly ics?: string
}

export interface Post {
  /** False: there is no mail server, so somebody has to pass it on by hand. */
  send(mail: Mail): Promise<boolean>
}

export const noPost: Post = { send: async () => false }
