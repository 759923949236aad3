/** The cookie that a session lives in. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isToken } from './random-token.ts'

const SECONDS_MAX = 7 * 24 * 60 * 60

/** `__Host-` binds it to this very host, and browsers take that over TLS only. */
export function cookieName(behindTls: boolean): string {
  return behindTls ? '__Host-baton' : 'baton'
}

export function sessionToken(request: FastifyRequest, behindTls: boolean): string | null {
  const name = cookieName(behindTls)
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined && isToken(value)) return value
  }
  return null
}

export function setCookie(reply: FastifyReply, token: string, behindTls: boolean): void {
  reply.header('set-cookie', cookie(token, SECONDS_MAX, behindTls))
}

export function clearCookie(reply: FastifyReply, behindTls: boolean): void {
  reply.header('set-cookie', cookie('', 0, behindTls))
}

function cookie(value: string, seconds: number, behindTls: boolean): string {
  const secure = behindTls ? '; Secure' : ''
  return `${cookieName(behindTls)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`
}
