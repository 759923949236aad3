/** Which passwords are refused: common ones, and those that name what anybody knows of the person. Nothing else is asked. */
import { Refusal } from '../platform/http/refusal.ts'
import { COMMON_WORDS } from './common-passwords.ts'

export interface PasswordOwner {
  readonly name: string
  readonly email: string
}

const PRODUCT = 'baton'
const PART_LENGTH = 4

/** @throws Refusal `weak_password` */
export function assertStrong(password: string, { name, email }: PasswordOwner, organisation: string): void {
  const plain = lettersOf(password)
  if (isCommon(password)) throw weak('is among the first that anybody would try')
  const told = [name, email.split('@')[0] ?? '', email, organisation, PRODUCT].flatMap((text) => [
    text,
    ...text.split(/[^\p{L}\p{N}]+/u),
  ])
  const named = told.map(lettersOf).some((part) => part.length >= PART_LENGTH && plain.includes(part))
  if (named) throw weak('contains your name, your address, or the name of this installation')
}

function weak(why: string): Refusal {
  return new Refusal('weak_password', `This password ${why}: choose another one.`)
}

const SEQUENCES = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
  'a1b2c3d4e5f6g7h8i9j0',
]
const KEYBOARD_ROW = /^[^\p{L}]*$/u

function isCommon(password: string): boolean {
  const text = password.toLowerCase()
  // Digits and signs only: dates, telephone numbers, and what a finger rests on, unless there are many.
  if (KEYBOARD_ROW.test(text) && text.length < 12) return true
  if (new Set(text).size < 5) return true
  if (SEQUENCES.some((sequence) => sequence.includes(text))) return true
  const half = text.slice(0, text.length / 2)
  if (half + half === text && half.length <= 8) return true
  return [text, unleet(text)].some((spelt) => {
    const word = spelt.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    return COMMON_WORDS.has(word) || twoCommon(word)
  })
}

/** `sunshinedragon`: two of them are no better, as long as nothing is between them. */
function twoCommon(word: string): boolean {
  for (let at = 3; at <= word.length - 3; at++)
    if (COMMON_WORDS.has(word.slice(0, at)) && COMMON_WORDS.has(word.slice(at))) return word.length <= 14
  return false
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function unleet(text: string): string {
  // What stands at the end is added to a word more often than it is part of one.
  const word = text.replace(/[^\p{L}@$]+$/u, '')
  return word.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign)
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
